package io.rubro.platform.persistence.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.rubro.persistence.cfg}. The environment (RUBRO_DB_URL, RUBRO_DB_USER, RUBRO_DB_PASSWORD) wins. */
@ObjectClassDefinition(name = "Database")
public @interface DatabaseConfig {

    @AttributeDefinition(
            name = "JDBC URL",
            description = "jdbc:postgresql://host/database; empty for the embedded Derby database in the data folder")
    String url() default "";

    @AttributeDefinition(name = "User", description = "Owner of the schemas; needs CREATEROLE at the first start")
    String user() default "";

    @AttributeDefinition(name = "Password", type = AttributeType.PASSWORD)
    String _password() default "";

    @AttributeDefinition(name = "Pool size", description = "Most connections used at once by business transactions")
    int poolSize() default 20;
}
