package io.rubro.platform.security;

import io.rubro.platform.ids.Id;
import io.rubro.platform.tenancy.Tenant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf the work on this thread is done.
 *
 * @param kind what sort of caller
 * @param id the user, API key or device; null for {@link Kind#ANONYMOUS} and {@link Kind#SYSTEM}
 * @param name how it is shown: an e-mail address, the name of a key, {@code job:telemetry.retention}
 * @param organization the organisation it works in; null if none was chosen
 * @param permissions what it may do there; {@code *} stands for everything in the organisation
 * @param locale the language of messages to it
 */
public record Caller(
        Kind kind, @Nullable Id id, String name, @Nullable Id organization, Set<String> permissions, Locale locale) {

    private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

    /** Spanish of Spain: what is spoken to a caller that asked for nothing else. */
    public static final Locale DEFAULT_LOCALE = Locale.forLanguageTag("es-ES");

    /** The sorts of callers. */
    public enum Kind {
        ANONYMOUS,
        USER,
        API_KEY,
        DEVICE,
        SYSTEM
    }

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** A caller that showed no credentials. */
    public static Caller anonymous(Locale locale) {
        return new Caller(Kind.ANONYMOUS, null, "anonymous", null, Set.of(), locale);
    }

    /** The platform itself, for example {@code system("job:sessions.cleanup", null)}. */
    public static Caller system(String name, @Nullable Id organization) {
        return new Caller(Kind.SYSTEM, null, name, organization, Set.of("*"), DEFAULT_LOCALE);
    }

    /** The caller of this thread; anonymous if none was set. */
    public static Caller current() {
        Caller caller = CURRENT.get();
        return caller == null ? anonymous(DEFAULT_LOCALE) : caller;
    }

    /** The caller of this thread, if one was set. */
    public static Optional<Caller> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Whether it may do this in its organisation. Permissions of the platform itself are never part of {@code *}. */
    public boolean may(String permission) {
        return permissions.contains(permission) || (permissions.contains("*") && !permission.startsWith("platform."));
    }

    /** Does the work on this caller's behalf and for its organisation. */
    public <T extends @Nullable Object> T call(Callable<T> work) {
        Caller outer = CURRENT.get();
        CURRENT.set(this);
        try {
            if (organization != null) {
                return Tenant.call(organization, work);
            }
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }
}
