package io.rubro.crm.internal.service;

import io.rubro.crm.ContactDraft;
import io.rubro.crm.internal.model.Folding;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the fields of one request and collects all that is wrong, so that a person hears of it at once. */
public final class Fields {

    private static final int MIN_PHONE_DIGITS = 6;

    private final List<FieldError> errors = new ArrayList<>();

    /** A text that must be there, trimmed. */
    public String required(String field, String text, int max) {
        @Nullable String clean = optional(field, text, max);
        if (clean == null) {
            refuse(field, "crm.field.required", Map.of());
            return "";
        }
        return clean;
    }

    /** A text that may be absent, trimmed; null if it is blank. */
    public @Nullable String optional(String field, @Nullable String text, int max) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String clean = text.strip();
        if (clean.length() > max) {
            refuse(field, "crm.field.too-long", Map.of("max", max));
        }
        if (clean.chars().anyMatch(Fields::isForbidden)) {
            refuse(field, "crm.field.control-character", Map.of());
        }
        return clean;
    }

    /** Line breaks and tabs are text; the rest of the control characters is not, and some databases refuse it. */
    private static boolean isForbidden(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    }

    /** An e-mail address, trimmed and in lower case; null if it is blank. */
    public @Nullable String email(String field, @Nullable String given) {
        @Nullable String email = optional(field, given, ContactDraft.MAX_EMAIL);
        if (email == null) {
            return null;
        }
        String normal = ContactRules.normalisedEmail(email);
        if (isFine(field) && !ContactRules.isEmail(normal)) {
            refuse(field, "crm.contact.email", Map.of("value", email));
        }
        return normal;
    }

    /** A telephone number, trimmed; null if it is blank. */
    public @Nullable String phone(String field, @Nullable String given) {
        @Nullable String phone = optional(field, given, ContactDraft.MAX_PHONE);
        if (phone != null && isFine(field) && Folding.digits(phone).length() < MIN_PHONE_DIGITS) {
            refuse(field, "crm.contact.phone", Map.of("value", phone, "min", MIN_PHONE_DIGITS));
        }
        return phone;
    }

    /** Says that a field breaks a rule. */
    public void refuse(String field, String code, Map<String, Object> args) {
        errors.add(new FieldError(field, code, args));
    }

    /** Whether nothing is wrong with a field so far. */
    public boolean isFine(String field) {
        return errors.stream().noneMatch(error -> error.field().equals(field));
    }

    /** Throws what was collected, if anything. */
    public void complete() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
