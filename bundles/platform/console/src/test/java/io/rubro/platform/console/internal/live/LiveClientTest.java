package io.rubro.platform.console.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.console.internal.assets.TestConsole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.junit.jupiter.api.Test;

class LiveClientTest {

    private final Line line = new Line();
    private final List<LiveClient> gone = new ArrayList<>();
    private final LiveClient client =
            new LiveClient(context(), line, "Bearer owner", TestConsole.caller(TestConsole.SHOP, "*"), gone::add);

    /** A connection that takes bytes when it is told to. */
    private static final class Line extends ServletOutputStream {
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private boolean open = true;

        @Override
        public boolean isReady() {
            return open;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int b) {
            assertThat(open).isTrue();
            sent.write(b);
        }

        String text() {
            return sent.toString(StandardCharsets.UTF_8);
        }
    }

    private static AsyncContext context() {
        return (AsyncContext) Proxy.newProxyInstance(
                LiveClientTest.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class},
                (proxy, method, args) -> null);
    }

    private void reading(String device, int value) {
        client.offer(
                LiveUpdate.of(TestConsole.SHOP, null, "reading", Map.of("device", device), "{\"v\":" + value + "}"));
    }

    @Test
    void a_slow_screen_gets_the_latest_of_each() throws IOException {
        client.onWritePossible();
        line.open = false;
        for (int i = 0; i < 1_000; i++) {
            reading("scale", i);
            reading("oven", i);
        }

        line.open = true;
        client.onWritePossible();

        assertThat(line.text()).isEqualTo("event: reading\ndata: {\"v\":999}\n\nevent: reading\ndata: {\"v\":999}\n\n");
    }

    @Test
    void a_screen_that_falls_far_behind_is_told_to_fetch_everything() throws IOException {
        client.onWritePossible();
        line.open = false;
        for (int i = 0; i < 257; i++) {
            reading("device " + i, i);
        }

        line.open = true;
        client.onWritePossible();

        assertThat(line.text()).isEqualTo("event: reset\ndata: {}\n\n");
    }

    @Test
    void a_screen_that_takes_nothing_for_a_minute_is_given_up() throws IOException {
        client.onWritePossible();
        line.open = false;
        for (int i = 0; i < 4; i++) {
            client.heartbeat();
            assertThat(gone).isEmpty();
        }

        client.heartbeat();

        assertThat(gone).containsExactly(client);
    }
}
