package io.rubro.fiscal.verifactu.internal.model;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Which of the authority's systems is used: specification of the QR code 0.5.0, section 5, and description of the web
 * service 1.0.3.
 */
public enum Environment {
    /** For trying out; what it shows has no legal effect. */
    PREPRODUCTION("https://prewww2.aeat.es", "https://prewww1.aeat.es", "https://prewww10.aeat.es"),
    /** The real one. */
    PRODUCTION(
            "https://www2.agenciatributaria.gob.es",
            "https://www1.agenciatributaria.gob.es",
            "https://www10.agenciatributaria.gob.es");

    private static final String CHECK = "/wlpl/TIKE-CONT/ValidarQR";
    private static final String SERVICE = "/wlpl/TIKE-CONT/ws/SistemaFacturacion/VerifactuSOAP";

    private final String check;
    private final String personal;
    private final String seal;

    Environment(String check, String personal, String seal) {
        this.check = check;
        this.personal = personal;
        this.seal = seal;
    }

    /**
     * Where records are sent.
     *
     * @param withSeal whether by an entity's seal, else by a person's certificate
     */
    public URI service(boolean withSeal) {
        return URI.create((withSeal ? seal : personal) + SERVICE);
    }

    /** What the QR code of an invoice says whose record is sent. */
    public String qrUrl(String issuer, String number, String issueDate, String total) {
        return qrUrl(true, issuer, number, issueDate, total);
    }

    /**
     * What the QR code of an invoice says: Orden HAC/1177/2024, article 21. The other arguments are the literals of its
     * record.
     *
     * @param verifiable whether the authority gets the record at once
     */
    public String qrUrl(boolean verifiable, String issuer, String number, String issueDate, String total) {
        return check + CHECK + (verifiable ? "" : "NoVerifactu") + "?nif=" + encoded(issuer) + "&numserie="
                + encoded(number) + "&fecha=" + encoded(issueDate) + "&importe=" + encoded(total);
    }

    private static String encoded(String value) {
        // a blank as %20, which every reader of a URL understands; + only those of forms
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
