package io.rubro.platform.rest.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A text with a NUL character or half a surrogate pair. */
final class UnstorableTextException extends JsonMappingException {

    private static final long serialVersionUID = 1L;

    UnstorableTextException(JsonParser json) {
        super(json, "text with a character that cannot be stored");
    }
}
