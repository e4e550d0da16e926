package io.rubro.devices.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    private final DeviceIdentity device = new DeviceIdentity(Id.next(), Id.next());

    @Test
    void a_topic_is_taken_apart_as_it_was_put_together() {
        assertThat(Topics.parse(Topics.up(device) + "/a/b")).contains(new Topics.Upward(device, "a/b"));
        assertThat(Topics.parse(Topics.up(device))).contains(new Topics.Upward(device, ""));
        assertThat(Topics.parse(Topics.up(device) + "/")).contains(new Topics.Upward(device, ""));
    }

    @Test
    void only_the_canonical_form_of_an_identifier_counts() {
        String topic = "rubro/0S9KJ7AYQKQQH/0S9KJ7AYQKQQ1/up/a";
        assertThat(Topics.parse(topic)).isPresent();
        assertThat(Topics.parse(topic.toLowerCase(Locale.ROOT))).isEmpty();
        assertThat(Topics.parse(topic.replace("QQ1/", "QQI/"))).isEmpty(); // reads as a 1
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubro",
                "rubro/a/b/up/c",
                "x/0S9KJ7AYQKQQH/0S9KJ7AYQKQQH/up/a",
                "rubro/0S9KJ7AYQKQQH/0S9KJ7AYQKQQH/down/a"
            })
    void other_topics_are_not_of_devices(String topic) {
        assertThat(Topics.parse(topic)).isEmpty();
    }

    @Test
    void a_stamp_reads_what_it_wrote() {
        Stamp stamp = new Stamp(Id.next(), Instant.ofEpochMilli(1_763_632_800_123L));
        assertThat(Stamp.parse(stamp.text())).contains(stamp);
        for (String text : new String[] {"", "/", "x/1", stamp.message().toString(), stamp.message() + "/x"}) {
            assertThat(Stamp.parse(text)).as(text).isEmpty();
        }
    }
}
