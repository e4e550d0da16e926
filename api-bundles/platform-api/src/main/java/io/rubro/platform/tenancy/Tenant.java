package io.rubro.platform.tenancy;

import io.rubro.platform.ids.Id;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The organisation the work on this thread belongs to. Set once, at the edge (request, job, event delivery, device
 * message); the persistence layer reads and writes nothing but that organisation's rows.
 */
public final class Tenant {

    private static final ThreadLocal<@Nullable Id> CURRENT = new ThreadLocal<>();

    private Tenant() {}

    /**
     * The organisation of this thread.
     *
     * @throws IllegalStateException if none is set: no tenant row can be touched then
     */
    public static Id current() {
        Id id = CURRENT.get();
        if (id == null) {
            throw new IllegalStateException("no organisation on this thread");
        }
        return id;
    }

    /** The organisation of this thread, if one is set. */
    public static Optional<Id> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Does the work for one organisation. Never switches: a nested call for another organisation is refused, so that a
     * transaction cannot touch two.
     *
     * @throws IllegalStateException if the thread already works for another organisation
     * @throws RuntimeException what the work throws; checked exceptions come wrapped
     */
    public static <T extends @Nullable Object> T call(Id organization, Callable<T> work) {
        Id outer = CURRENT.get();
        if (outer != null && !outer.equals(organization)) {
            throw new IllegalStateException("switching from organisation " + outer + " to " + organization);
        }
        CURRENT.set(organization);
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (outer == null) {
                CURRENT.remove();
            }
        }
    }

    /** As {@link #call}, for work without a result. */
    public static void run(Id organization, Runnable work) {
        Tenant.<@Nullable Void>call(organization, () -> {
            work.run();
            return null;
        });
    }
}
