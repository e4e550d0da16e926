package io.rubro.fiscal.verifactu.internal.service;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the PID {@code io.rubro.fiscal.verifactu}. */
@ObjectClassDefinition(
        name = "VERI*FACTU",
        description = "Registros de facturación de España (RD 1007/2023, Orden HAC/1177/2024)")
public @interface VerifactuConfig {

    /** {@code preproduction} or {@code production}: where the QR codes lead. */
    @AttributeDefinition(
            name = "Entorno",
            description = "preproduction: pruebas externas de la AEAT, sin efectos legales; production: el real")
    String environment() default "preproduction";

    /** Distinguishes this installation from others of the same business; 1 to 80 letters, digits, hyphens. */
    @AttributeDefinition(name = "Número de instalación", description = "De 1 a 80 letras, cifras o guiones")
    String installation() default "1";
}
