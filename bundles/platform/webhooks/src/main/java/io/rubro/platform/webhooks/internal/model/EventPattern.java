package io.rubro.platform.webhooks.internal.model;

import java.util.regex.Pattern;

/**
 * What an endpoint may ask for: one event type ({@code billing.invoice.issued}), all that begin alike
 * ({@code billing.invoice.*}, {@code crm.*}), or all ({@code *}).
 */
public final class EventPattern {

    /** The type of the event that is sent to try an endpoint out; sent whatever the endpoint asks for. */
    public static final String TEST = "webhooks.test";

    private static final Pattern FORM = Pattern.compile("\\*|[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*\\.(\\*|[a-z0-9-]+)");

    private EventPattern() {}

    /** Whether a text is such a pattern. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whether a pattern covers a type. */
    public static boolean matches(String pattern, String type) {
        if (pattern.equals("*")) {
            return true;
        }
        return pattern.endsWith(".*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(type);
    }
}
