package io.rubro.platform.webhooks.internal.model;

import java.util.List;

/**
 * A delivery with what was sent and what came back.
 *
 * @param url where to
 * @param body the JSON, as text, exactly as it is signed
 * @param tries the attempts, the latest first
 */
public record DeliveryDetail(Delivery delivery, String url, String body, List<Attempt> tries) {
    public DeliveryDetail {
        tries = List.copyOf(tries);
    }
}
