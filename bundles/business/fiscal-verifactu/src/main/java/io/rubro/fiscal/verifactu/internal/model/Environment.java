package io.rubro.fiscal.verifactu.internal.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Which of the authority's systems the QR codes lead to: specification of the QR code 0.5.0, section 5. */
public enum Environment {
    /** For trying out; what it shows has no legal effect. */
    PREPRODUCTION("https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR"),
    /** The real one. */
    PRODUCTION("https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR");

    private final String service;

    Environment(String service) {
        this.service = service;
    }

    /**
     * What the QR code of an invoice says: Orden HAC/1177/2024, article 21. The arguments are the literals of its record.
     */
    public String qrUrl(String issuer, String number, String issueDate, String total) {
        return service + "?nif=" + encoded(issuer) + "&numserie=" + encoded(number) + "&fecha=" + encoded(issueDate)
                + "&importe=" + encoded(total);
    }

    private static String encoded(String value) {
        // a blank as %20, which every reader of a URL understands; + only those of forms
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
