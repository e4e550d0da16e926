package io.rubro.platform.security.internal.model;

/**
 * A new API key, with the only sight of its secret.
 *
 * @param secret the whole text for the {@code X-API-Key} header
 */
public record IssuedApiKey(ApiKey key, String secret) {

    @Override
    public String toString() {
        return "IssuedApiKey[" + key + "]";
    }
}
