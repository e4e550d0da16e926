package io.rubro.platform.persistence;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Registered, with the service property {@code module}, when the database schema of that module is up to date. A
 * component that touches tables references it, and so appears only when they exist:
 *
 * <pre>{@code @Reference(target = "(module=crm)") SchemaReady schema}</pre>
 */
@ProviderType
public interface SchemaReady {

    /** The id of the module whose schema is ready. */
    String module();
}
