package io.rubro.platform.persistence.internal.guard;

import java.util.HashMap;
import java.util.Map;
import javax.persistence.EntityManagerFactory;
import javax.persistence.spi.PersistenceProvider;
import javax.persistence.spi.PersistenceUnitInfo;
import javax.persistence.spi.ProviderUtil;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.config.SessionCustomizer;
import org.jspecify.annotations.Nullable;

/** EclipseLink, with the tenant guard on every persistence unit whether its module asks for it or not. */
public final class GuardedProvider implements PersistenceProvider {

    private final PersistenceProvider eclipselink;

    public GuardedProvider(PersistenceProvider eclipselink) {
        this.eclipselink = eclipselink;
    }

    @Override
    public EntityManagerFactory createEntityManagerFactory(String unit, @Nullable Map properties) {
        throw new UnsupportedOperationException("units are made by the container only");
    }

    @Override
    public EntityManagerFactory createContainerEntityManagerFactory(
            PersistenceUnitInfo unit, @Nullable Map properties) {
        Map<Object, Object> guarded = new HashMap<>();
        if (properties != null) {
            guarded.putAll(properties);
        }
        SessionCustomizer guard = session -> session.getEventManager().addListener(new TenantGuard());
        guarded.put(PersistenceUnitProperties.SESSION_CUSTOMIZER, guard);
        // No class weaving: the JPA container keeps the weaver of a removed bundle, and with it all its classes. It
        // also
        // keeps fetch groups away, which would let remove(getReference(id)) delete by id alone.
        guarded.put(PersistenceUnitProperties.WEAVING, "false");
        // a cache shared by organisations would answer find() with another's row
        guarded.put(PersistenceUnitProperties.MULTITENANT_SHARED_CACHE, "false");
        return eclipselink.createContainerEntityManagerFactory(unit, guarded);
    }

    @Override
    public void generateSchema(PersistenceUnitInfo unit, @Nullable Map properties) {
        throw new UnsupportedOperationException("schemas come from changelogs");
    }

    @Override
    public boolean generateSchema(String unit, @Nullable Map properties) {
        throw new UnsupportedOperationException("schemas come from changelogs");
    }

    @Override
    public ProviderUtil getProviderUtil() {
        return eclipselink.getProviderUtil();
    }
}
