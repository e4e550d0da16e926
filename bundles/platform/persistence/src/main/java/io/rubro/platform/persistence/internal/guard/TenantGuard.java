package io.rubro.platform.persistence.internal.guard;

import io.rubro.platform.tenancy.Global;
import io.rubro.platform.tenancy.Tenant;
import org.eclipse.persistence.config.CacheIsolationType;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.descriptors.DescriptorEvent;
import org.eclipse.persistence.descriptors.DescriptorEventAdapter;
import org.eclipse.persistence.descriptors.SingleTableMultitenantPolicy;
import org.eclipse.persistence.descriptors.VersionLockingPolicy;
import org.eclipse.persistence.internal.descriptors.OptimisticLockingPolicy;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/**
 * Isolates every entity not marked {@link Global} by organisation: reads, writes, updates and deletes carry {@code
 * organization_id}, the cache is isolated, entities without a version are append-only, and mappings that would write
 * rows beyond its reach are refused when the unit starts. EclipseLink's own multitenancy alone leaves UPDATE and DELETE
 * by id open.
 */
final class TenantGuard extends SessionEventAdapter {

    static final String PROPERTY = "eclipselink.tenant-id";
    private static final String COLUMN = "organization_id";

    @Override
    public void preLogin(SessionEvent event) {
        ((DatabaseSession) event.getSession()).getProject().setAllowNativeSQLQueries(false);
        for (ClassDescriptor descriptor : event.getSession().getDescriptors().values()) {
            if (!descriptor.isAggregateDescriptor()
                    && !descriptor.getJavaClass().isAnnotationPresent(Global.class)) {
                isolate(descriptor);
            }
        }
    }

    private static void isolate(ClassDescriptor descriptor) {
        String name = descriptor.getJavaClassName();
        if (descriptor.hasInheritance()) {
            throw new IllegalStateException("no inheritance among tenant entities: " + name);
        }
        if (descriptor.hasMultitenantPolicy()) {
            throw new IllegalStateException("a tenant entity carries no multitenancy of its own: " + name);
        }
        for (DatabaseMapping mapping : descriptor.getMappings()) {
            if (mapping.isManyToManyMapping()
                    || mapping.isDirectCollectionMapping()
                    || mapping.isAggregateCollectionMapping()) {
                throw new IllegalStateException(
                        "no join or collection table on a tenant entity: " + name + "." + mapping.getAttributeName());
            }
        }
        DatabaseField organization =
                new DatabaseField(COLUMN, descriptor.getTables().get(0));
        SingleTableMultitenantPolicy policy = new SingleTableMultitenantPolicy(descriptor);
        policy.addTenantDiscriminatorField(PROPERTY, organization);
        descriptor.setMultitenantPolicy(policy);
        descriptor.getCachePolicy().setCacheIsolation(CacheIsolationType.ISOLATED);
        guardWrites(descriptor, organization);
    }

    private static void guardWrites(ClassDescriptor descriptor, DatabaseField organization) {
        OptimisticLockingPolicy locking = descriptor.getOptimisticLockingPolicy();
        if (locking == null) {
            descriptor.getEventManager().addListener(new AppendOnly());
        } else if (locking.getClass() == VersionLockingPolicy.class) {
            descriptor.setOptimisticLockingPolicy(
                    new TenantVersionLocking(descriptor, (VersionLockingPolicy) locking, organization));
        } else {
            throw new IllegalStateException("locking by a version column only: " + descriptor.getJavaClassName());
        }
    }

    /** Without a version the UPDATE would name the id alone. */
    private static final class AppendOnly extends DescriptorEventAdapter {
        @Override
        public void aboutToUpdate(DescriptorEvent event) {
            throw refusal(event);
        }

        @Override
        public void aboutToDelete(DescriptorEvent event) {
            throw refusal(event);
        }

        private static IllegalStateException refusal(DescriptorEvent event) {
            return new IllegalStateException("append-only, it has no @Version: "
                    + event.getClassDescriptor().getJavaClassName());
        }
    }

    @Override
    public void postAcquireClientSession(SessionEvent event) {
        bind(event);
    }

    @Override
    public void postAcquireUnitOfWork(SessionEvent event) {
        bind(event);
    }

    private static void bind(SessionEvent event) {
        event.getSession().setProperty(PROPERTY, Tenant.current().value());
    }
}
