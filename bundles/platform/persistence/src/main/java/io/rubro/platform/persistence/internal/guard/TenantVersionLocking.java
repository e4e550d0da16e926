package io.rubro.platform.persistence.internal.guard;

import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.descriptors.VersionLockingPolicy;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.expressions.ExpressionBuilder;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.queries.ObjectLevelModifyQuery;

/** EclipseLink updates and deletes by id and version; this adds {@code AND organization_id = ?}. */
final class TenantVersionLocking extends VersionLockingPolicy {

    private static final long serialVersionUID = 1L;

    private final DatabaseField organization;

    TenantVersionLocking(ClassDescriptor descriptor, VersionLockingPolicy replaced, DatabaseField organization) {
        super(replaced.getWriteLockField());
        this.organization = organization;
        if (replaced.isStoredInCache()) {
            storeInCache();
        } else {
            storeInObject();
        }
        setDescriptor(descriptor);
    }

    @Override
    protected Expression buildExpression() {
        ExpressionBuilder row = new ExpressionBuilder();
        return row.getField(getWriteLockField())
                .equal(row.getParameter(getWriteLockField()))
                .and(row.getField(organization).equal(row.getParameter(organization)));
    }

    @Override
    public void addLockValuesToTranslationRow(ObjectLevelModifyQuery query) {
        super.addLockValuesToTranslationRow(query);
        query.getTranslationRow().put(organization, query.getSession().getProperty(TenantGuard.PROPERTY));
    }
}
