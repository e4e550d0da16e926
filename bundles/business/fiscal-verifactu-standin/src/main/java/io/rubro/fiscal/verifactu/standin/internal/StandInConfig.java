package io.rubro.fiscal.verifactu.standin.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the PID {@code io.rubro.fiscal.verifactu.standin}. */
@ObjectClassDefinition(
        name = "Sede de pruebas VERI*FACTU",
        description = "Hace de Agencia Tributaria en este equipo; nada de lo que recibe se presenta")
public @interface StandInConfig {

    /** On the loopback address; 0 for any that is free. */
    @AttributeDefinition(name = "Puerto", description = "Solo en este equipo; 0: uno libre")
    int port() default 8471;

    /** One of the kinds of {@link Weather}. */
    @AttributeDefinition(
            name = "Tiempo",
            description = "fine, down, slow, slow-body, cut-off, forget, html, error-500, fault, server-fault, refuse,"
                    + " admit-with-errors")
    String weather() default "fine";

    /** {@code TiempoEsperaEnvio}, in seconds. */
    @AttributeDefinition(name = "Espera entre envíos", description = "En segundos, de 0 a 9999")
    int waitSeconds() default 60;

    /** Where the authority's schemas are; empty: no check against them. */
    @AttributeDefinition(
            name = "Carpeta de esquemas",
            description = "Con los XSD de la Agencia Tributaria; vacía: no se comprueba contra ellos")
    String xsdFolder() default "";

    /** PKCS #12 with the server's key; empty: HTTP. */
    @AttributeDefinition(name = "Clave del servidor", description = "PKCS #12; vacía: HTTP sin certificados")
    String keyStore() default "";

    /** PKCS #12 with whom a client's certificate must come from. */
    @AttributeDefinition(name = "Emisores de confianza", description = "PKCS #12, de los certificados de cliente")
    String trustStore() default "";

    /** Of both stores. */
    @AttributeDefinition(name = "Contraseña", type = AttributeType.PASSWORD)
    String password() default "";
}
