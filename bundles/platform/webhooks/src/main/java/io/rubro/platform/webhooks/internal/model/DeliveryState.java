package io.rubro.platform.webhooks.internal.model;

/** What has become of a delivery. */
public enum DeliveryState {
    /** It is to be made, or tried again. */
    PENDING,
    /** The endpoint has answered with 200 to 299. */
    DELIVERED,
    /** It was tried as often as it is, or the endpoint does not want it. */
    FAILED
}
