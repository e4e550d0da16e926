package io.rubro.devices.broker.internal;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A service that comes and goes. When one replaces another, the new one is bound before the old one is unbound. */
final class Latest<T> {

    private final AtomicReference<@Nullable T> service = new AtomicReference<>();

    void bind(T arrived) {
        service.set(arrived);
    }

    void unbind(T gone) {
        service.compareAndSet(gone, null);
    }

    @Nullable
    T get() {
        return service.get();
    }
}
