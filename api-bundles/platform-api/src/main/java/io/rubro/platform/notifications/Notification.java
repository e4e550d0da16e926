package io.rubro.platform.notifications;

import io.rubro.platform.ids.Id;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message to the people of an organisation, or to one of them.
 *
 * @param severity how much it matters
 * @param code the key of its text in the messages of the sending module; it begins with the id of that module
 * @param args what the text names, as texts or numbers
 * @param permission who sees it: those who hold this permission
 * @param path the page to look at, within the pages of the module; null if there is none
 * @param user the only user who sees it, if he holds the permission; null for all who hold it
 */
public record Notification(
        Severity severity,
        String code,
        Map<String, ?> args,
        String permission,
        @Nullable String path,
        @Nullable Id user) {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,39}(\\.[a-z0-9-]+)+");

    /** How much a notification matters. */
    public enum Severity {
        INFO,
        SUCCESS,
        WARNING,
        ERROR
    }

    /** @throws IllegalArgumentException if the code is not a message key that begins with a module's id */
    public Notification {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a message key: " + code);
        }
        args = Map.copyOf(args);
    }

    /** A notification to all who hold the permission. */
    public Notification(Severity severity, String code, Map<String, ?> args, String permission, @Nullable String path) {
        this(severity, code, args, permission, path, null);
    }

    /** The id of the module that sends it. */
    public String module() {
        return code.substring(0, code.indexOf('.'));
    }
}
