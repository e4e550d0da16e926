package io.rubro.platform.security.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.service.Logos.Logo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogosTest {

    private static byte[] picture(String magic, int length) {
        byte[] bytes = Arrays.copyOf(HexFormat.of().parseHex(magic), length);
        bytes[length - 1] = 1;
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_first_bytes_say_what_it_is(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        byte[] largest = picture("89504e470d0a1a0a", Logos.MOST_BYTES);

        security.run(owner, () -> security.logos.put(largest));
        assertThat(security.as(owner, security.logos::find)).hasValueSatisfying(logo -> {
            assertThat(logo.type()).isEqualTo("image/png");
            assertThat(logo.bytes()).isEqualTo(largest);
        });
        security.run(owner, () -> security.logos.put(picture("ffd8ffe0", 40)));
        assertThat(security.as(owner, security.logos::find).map(Logo::type)).hasValue("image/jpeg");
        security.run(owner, () -> security.logos.put(picture("524946460000000057454250", 40)));
        assertThat(security.as(owner, security.logos::find).map(Logo::type)).hasValue("image/webp");

        assertThat(security.as(security.newOrganization(), security.logos::find))
                .isEmpty();
        security.run(owner, security.logos::remove);
        assertThat(security.as(owner, security.logos::find)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_no_picture_or_too_large_changes_nothing(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        security.run(owner, () -> security.logos.put(picture("ffd8ffe0", 40)));
        byte[] script = "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8);

        assertThat(security.problem(owner, () -> security.logos.put(script)).status())
                .isEqualTo(422);
        assertThat(security.problem(owner, () -> security.logos.put(new byte[0]))
                        .status())
                .isEqualTo(422);
        assertThat(security.problem(owner, () -> security.logos.put(picture("89504e470d0a1a0a", Logos.MOST_BYTES + 1)))
                        .status())
                .isEqualTo(413);
        assertThat(security.as(owner, security.logos::find).map(Logo::type)).hasValue("image/jpeg");
    }
}
