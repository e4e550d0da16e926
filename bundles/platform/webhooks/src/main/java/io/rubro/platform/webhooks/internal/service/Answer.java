package io.rubro.platform.webhooks.internal.service;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answered.
 *
 * @param status the HTTP status, 200 to 999
 * @param retryAfter how long it wants to be left alone; null if it does not say
 * @param body the beginning of the body
 */
record Answer(int status, @Nullable Duration retryAfter, String body) {

    boolean delivered() {
        return status >= 200 && status < 300;
    }

    /** It wants nothing any more. */
    boolean gone() {
        return status == 410;
    }

    /** It asks for less, and its wish counts for all that waits. */
    boolean overloaded() {
        return status == 429 || status == 503;
    }
}
