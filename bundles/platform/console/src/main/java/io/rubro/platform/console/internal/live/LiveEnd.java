package io.rubro.platform.console.internal.live;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

/** Lets go of a listener whose connection is over. */
record LiveEnd(LiveClient client) implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
        client.close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        client.close();
    }

    @Override
    public void onError(AsyncEvent event) {
        client.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // nothing restarts it
    }
}
