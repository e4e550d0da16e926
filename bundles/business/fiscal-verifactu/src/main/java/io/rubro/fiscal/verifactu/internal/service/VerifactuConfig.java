package io.rubro.fiscal.verifactu.internal.service;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the PID {@code io.rubro.fiscal.verifactu}. */
@ObjectClassDefinition(
        name = "VERI*FACTU",
        description = "Registros de facturación de España (RD 1007/2023, Orden HAC/1177/2024)")
public @interface VerifactuConfig {

    /** {@code preproduction} or {@code production}: where the QR codes lead and the records go. */
    @AttributeDefinition(
            name = "Entorno",
            description = "preproduction: pruebas externas de la AEAT, sin efectos legales; production: el real")
    String environment() default "preproduction";

    /** Distinguishes this installation from others of the same business; 1 to 80 letters, digits, hyphens. */
    @AttributeDefinition(name = "Número de instalación", description = "De 1 a 80 letras, cifras o guiones")
    String installation() default "1";

    /** Whether records are sent; if not, they wait. */
    @AttributeDefinition(name = "Enviar", description = "Si no, los registros esperan")
    boolean sending() default true;

    /** Where records are sent instead of the environment's service; empty for that. */
    @AttributeDefinition(name = "Dirección", description = "En lugar de la del entorno; vacía para usar esa")
    String address() default "";

    /** Path of a PKCS#12 file with the certificate and its key; empty for {@code RUBRO_VERIFACTU_CERTIFICATE}. */
    @AttributeDefinition(
            name = "Certificado",
            description = "Fichero PKCS#12; vacío para tomar la variable de entorno RUBRO_VERIFACTU_CERTIFICATE")
    String certificateFile() default "";

    /** The password of that file; empty for {@code RUBRO_VERIFACTU_PASSWORD}. */
    @AttributeDefinition(
            name = "Contraseña del certificado",
            type = AttributeType.PASSWORD,
            description = "Vacía para tomar la variable de entorno RUBRO_VERIFACTU_PASSWORD")
    String certificatePassword() default "";

    /** Whether the certificate is an entity's seal: the authority has another address for those. */
    @AttributeDefinition(name = "Certificado de sello", description = "Los de sello tienen otra dirección en la AEAT")
    boolean sealCertificate() default false;

    /** Path of a PKCS#12 file with the certificates servers may show; empty for those Java trusts. */
    @AttributeDefinition(name = "Autoridades de confianza", description = "Fichero PKCS#12; vacío: las de Java")
    String trustFile() default "";

    /** The password of that file. */
    @AttributeDefinition(name = "Contraseña de las autoridades", type = AttributeType.PASSWORD)
    String trustPassword() default "";

    /** The longest a whole exchange with the authority may take, in seconds: 1 to 600. */
    @AttributeDefinition(name = "Tiempo máximo", description = "De un intercambio con la AEAT, en segundos")
    int timeoutSeconds() default 60;

    /** Name of who makes and answers for the program; empty if each business answers for its own. */
    @AttributeDefinition(
            name = "Productor",
            description = "Quien responde del programa; vacío si cada organización responde del suyo")
    String producer() default "";

    /** NIF of who makes and answers for the program; empty as {@code producer}. */
    @AttributeDefinition(name = "NIF del productor")
    String producerNif() default "";

    /** Address of who makes and answers for the program, for the responsible declaration. */
    @AttributeDefinition(name = "Dirección del productor", description = "Para la declaración responsable")
    String producerAddress() default "";

    /** Where and when the responsible declaration was made: {@code Madrid, 20-11-2026}. */
    @AttributeDefinition(name = "Lugar y fecha de la declaración responsable")
    String declared() default "";
}
