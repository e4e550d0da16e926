package io.rubro.platform.console.internal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.console.internal.assets.TestConsole;
import io.rubro.platform.console.internal.testing.FolderModule;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.module.Module.Kind;
import io.rubro.platform.tenancy.Tenant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveStreamsTest {

    private TestConsole console;
    private LiveStreams live;

    /** A screen that listens. */
    private static final class Screen {
        private final BufferedReader lines;

        Screen(TestConsole console, String token) {
            var response = console.listen(token);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=utf-8");
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        /** The next event as {@code topic data}; null at the end of the stream. */
        String next() {
            try {
                String topic = "";
                String line;
                while ((line = lines.readLine()) != null) {
                    if (line.startsWith("event: ")) {
                        topic = line.substring("event: ".length());
                    } else if (line.startsWith("data: ")) {
                        return topic + " " + line.substring("data: ".length());
                    }
                }
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void start() {
        console = new TestConsole();
        live = console.live;
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private void inShop(Runnable work) {
        Tenant.run(TestConsole.SHOP, work);
    }

    /** What every screen hears, to know that nothing came before it. */
    private void mark(String text) {
        live.publishToAll("mark", null, Map.of("id", text));
    }

    @Test
    void who_shows_no_valid_credentials_hears_nothing() {
        assertThat(console.listen(null).statusCode()).isEqualTo(401);
        assertThat(console.listen("stolen").statusCode()).isEqualTo(401);
        assertThat(live.listening()).isZero();
    }

    @Test
    void an_update_reaches_those_of_the_organisation_who_hold_the_permission() {
        Screen owner = new Screen(console, "owner");
        Screen viewer = new Screen(console, "viewer");
        Screen elsewhere = new Screen(console, "elsewhere");
        Id id = Id.next();

        inShop(() -> {
            live.changed("billing.invoice", id, "billing.invoice.read");
            live.changed("crm.contact", id, "crm.contact.read");
        });
        mark("end");

        assertThat(owner.next())
                .startsWith("change ")
                .contains("billing.invoice")
                .contains(id.toString());
        assertThat(owner.next()).contains("crm.contact");
        assertThat(viewer.next()).contains("crm.contact");
        assertThat(elsewhere.next()).isEqualTo("mark {\"id\":\"end\"}");
    }

    @Test
    void within_a_transaction_it_leaves_after_the_commit_and_never_after_a_rollback() {
        Screen owner = new Screen(console, "owner");

        inShop(() -> console.platform.transactions().run(() -> {
            live.publish(LiveUpdates.CHANGE, null, Map.of("id", "kept"));
            Thread other = new Thread(() -> mark("before the commit"));
            other.start();
            join(other);
        }));
        assertThatThrownBy(() -> inShop(() -> console.platform.transactions().run(() -> {
                    live.publish(LiveUpdates.CHANGE, null, Map.of("id", "lost"));
                    throw new IllegalStateException("no");
                })))
                .hasMessage("no");
        mark("end");

        assertThat(owner.next()).contains("before the commit");
        assertThat(owner.next()).isEqualTo("change {\"id\":\"kept\"}");
        assertThat(owner.next()).contains("end");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void values_of_the_contract_are_written_as_over_rest() {
        Screen owner = new Screen(console, "owner");
        Instant at = Instant.parse("2026-11-20T10:00:00Z");

        inShop(() -> live.publish("probe", null, Map.of("at", at)));
        inShop(() -> live.publish("probe", null, Map.of("total", new BigDecimal("12.30"))));

        assertThat(owner.next()).isEqualTo("probe {\"at\":\"2026-11-20T10:00:00Z\"}");
        assertThat(owner.next()).isEqualTo("probe {\"total\":\"12.30\"}");
    }

    @Test
    void modules_that_come_together_are_one_message() {
        Screen owner = new Screen(console, "owner");

        for (int i = 0; i < 20; i++) {
            console.catalog.addModule(FolderModule.of("m" + i, Kind.CORE, "", 100 + i, Map.of()));
        }

        assertThat(owner.next()).isEqualTo("modules {}");
        mark("end");
        assertThat(owner.next()).contains("end");
    }

    @Test
    void the_stream_ends_with_the_credentials() {
        Screen owner = new Screen(console, "owner");
        assertThat(live.listening()).isEqualTo(1);

        console.expired.add("Bearer owner");
        live.heartbeat();

        assertThat(owner.next()).isNull();
        assertThat(live.listening()).isZero();
    }
}
