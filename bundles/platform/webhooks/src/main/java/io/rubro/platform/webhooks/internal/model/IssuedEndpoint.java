package io.rubro.platform.webhooks.internal.model;

/**
 * An endpoint with the only sight of its secret.
 *
 * @param secret {@code whsec_} and the key in base 64
 */
public record IssuedEndpoint(Endpoint endpoint, String secret) {

    @Override
    public String toString() {
        return "IssuedEndpoint[" + endpoint + "]";
    }
}
