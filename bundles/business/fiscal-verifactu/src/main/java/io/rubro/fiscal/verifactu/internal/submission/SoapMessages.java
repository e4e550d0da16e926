package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.fiscal.verifactu.internal.model.RecordXml;
import io.rubro.fiscal.verifactu.internal.model.XmlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages to the authority: description of the web service 1.0.3. */
final class SoapMessages {

    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

    private SoapMessages() {}

    /**
     * Records to be taken.
     *
     * @param end the last day of VERI*FACTU for the taxpayer, {@code dd-mm-yyyy}; null if it goes on
     * @param late whether they come late because of an incident
     * @param records their XML, put in as it is
     */
    static String submission(String nif, String name, @Nullable String end, boolean late, List<String> records) {
        XmlText body = new XmlText()
                .open("lr:RegFactuSistemaFacturacion", "lr", RecordXml.SUBMISSION)
                .open("lr:Cabecera")
                .open("sf:ObligadoEmision", "sf", RecordXml.INFORMATION)
                .element("sf:NombreRazon", name)
                .element("sf:NIF", nif)
                .close("sf:ObligadoEmision");
        if (late || end != null) {
            body.open("sf:RemisionVoluntaria", "sf", RecordXml.INFORMATION)
                    .element("sf:FechaFinVeriFactu", end)
                    .element("sf:Incidencia", late ? "S" : null)
                    .close("sf:RemisionVoluntaria");
        }
        body.close("lr:Cabecera");
        for (String record : records) {
            body.open("lr:RegistroFactura").raw(record).close("lr:RegistroFactura");
        }
        return envelope(body.close("lr:RegFactuSistemaFacturacion"));
    }

    /**
     * A question for the records of a month.
     *
     * @param month two digits
     * @param after where the last page ended; null for the first
     */
    static String query(String nif, String name, int year, String month, QueryAnswer.@Nullable Key after) {
        XmlText body = new XmlText()
                .open("lr:ConsultaFactuSistemaFacturacion", "lr", RecordXml.QUERY)
                .open("lr:Cabecera")
                .raw("<sf:IDVersion xmlns:sf=\"" + RecordXml.INFORMATION + "\">1.0</sf:IDVersion>")
                .open("sf:ObligadoEmision", "sf", RecordXml.INFORMATION)
                .element("sf:NombreRazon", name)
                .element("sf:NIF", nif)
                .close("sf:ObligadoEmision")
                .close("lr:Cabecera")
                .open("lr:FiltroConsulta")
                .open("lr:PeriodoImputacion", "sf", RecordXml.INFORMATION)
                .element("sf:Ejercicio", String.valueOf(year))
                .element("sf:Periodo", month)
                .close("lr:PeriodoImputacion");
        if (after != null) {
            body.open("lr:ClavePaginacion", "sf", RecordXml.INFORMATION)
                    .element("sf:IDEmisorFactura", after.issuer())
                    .element("sf:NumSerieFactura", after.number())
                    .element("sf:FechaExpedicionFactura", after.issueDate())
                    .close("lr:ClavePaginacion");
        }
        return envelope(body.close("lr:FiltroConsulta").close("lr:ConsultaFactuSistemaFacturacion"));
    }

    private static String envelope(XmlText body) {
        return new XmlText()
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .open("soapenv:Envelope", "soapenv", ENVELOPE)
                .open("soapenv:Body")
                .raw(body.toString())
                .close("soapenv:Body")
                .close("soapenv:Envelope")
                .toString();
    }
}
