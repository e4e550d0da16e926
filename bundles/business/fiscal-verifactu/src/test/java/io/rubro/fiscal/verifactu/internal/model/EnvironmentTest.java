package io.rubro.fiscal.verifactu.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The example of the authority: specification of the QR code 0.5.0, section 4. */
class EnvironmentTest {

    @Test
    void the_qr_code_says_what_the_authority_published() {
        assertThat(Environment.PREPRODUCTION.qrUrl("89890001K", "12345678&G33", "01-01-2024", "241.4"))
                .isEqualTo("https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=89890001K&numserie=12345678%26G33"
                        + "&fecha=01-01-2024&importe=241.4");
    }

    @Test
    void the_qr_code_of_production_leads_to_the_real_authority() {
        assertThat(Environment.PRODUCTION.qrUrl("89890001K", "A 1", "01-01-2024", "1.00"))
                .startsWith("https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR?nif=")
                .contains("numserie=A%201&");
    }
}
