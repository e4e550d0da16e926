package io.rubro.fiscal.verifactu.internal.eventlog;

import io.rubro.fiscal.verifactu.internal.model.Previous;
import io.rubro.fiscal.verifactu.internal.model.XmlText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event of each sort tells: {@code DatosPropiosEvento} of the authority's schema {@code EventosSIF.xsd}. */
final class EventDetails {

    private static final String NO = "N";

    private EventDetails() {}

    /** @param checked how many records; their fingerprints, signatures, chain and times were looked at */
    static String recordCheck(long checked) {
        return check(
                "LanzamientoProcesoDeteccionAnomaliasRegFacturacion",
                "RegFacturacion",
                "RegistrosFacturacion",
                checked,
                7);
    }

    /** @param checked how many events */
    static String eventCheck(long checked) {
        return check("LanzamientoProcesoDeteccionAnomaliasRegEvento", "RegEvento", "RegistrosEvento", checked, 5);
    }

    private static String check(String name, String what, String plural, long checked, int digits) {
        XmlText xml = new XmlText().open("sf:" + name);
        String number = number(checked, digits);
        for (String process :
                new String[] {"IntegridadHuellas", "IntegridadFirmas", "TrazabilidadCadena", "TrazabilidadFechas"}) {
            xml.element("sf:RealizadoProcesoSobre" + process + what, "S")
                    .element("sf:NumeroDe" + plural + "ProcesadosSobre" + process, number);
        }
        return xml.close("sf:" + name).toString();
    }

    /** @param record which record; null if none can be named */
    static String recordAnomaly(Anomaly anomaly, @Nullable Previous record) {
        XmlText xml =
                new XmlText().open("sf:DeteccionAnomaliasRegFacturacion").element("sf:TipoAnomalia", anomaly.code());
        if (record != null) {
            xml.open("sf:RegistroFacturacionAnomalo");
            id(xml, record);
            xml.close("sf:RegistroFacturacionAnomalo");
        }
        return xml.close("sf:DeteccionAnomaliasRegFacturacion").toString();
    }

    /** @param event which event; null if none can be named */
    static String eventAnomaly(Anomaly anomaly, Event.@Nullable Link event) {
        XmlText xml = new XmlText().open("sf:DeteccionAnomaliasRegEvento").element("sf:TipoAnomalia", anomaly.code());
        if (event != null) {
            xml.open("sf:RegEventoAnomalo");
            event(xml, event);
            xml.close("sf:RegEventoAnomalo");
        }
        return xml.close("sf:DeteccionAnomaliasRegEvento").toString();
    }

    /** Nothing is dropped after it was exported. */
    static String recordExport(String from, String to, Tally tally) {
        XmlText xml = new XmlText()
                .open("sf:ExportacionRegFacturacionPeriodo")
                .element("sf:FechaHoraHusoInicioPeriodoExport", from)
                .element("sf:FechaHoraHusoFinPeriodoExport", to);
        ends(xml, tally);
        return xml.element("sf:NumeroDeRegistrosFacturacionAltaExportados", number(tally.issued(), 9))
                .element("sf:SumaCuotaTotalAlta", tally.taxes().toPlainString())
                .element("sf:SumaImporteTotalAlta", tally.totals().toPlainString())
                .element("sf:NumeroDeRegistrosFacturacionAnulacionExportados", number(tally.cancelled(), 9))
                .element("sf:RegistrosFacturacionExportadosDejanDeConservarse", NO)
                .close("sf:ExportacionRegFacturacionPeriodo")
                .toString();
    }

    static String eventExport(String from, String to, Event.Link first, Event.Link last, long count) {
        XmlText xml = new XmlText()
                .open("sf:ExportacionRegEventoPeriodo")
                .element("sf:FechaHoraHusoInicioPeriodoExport", from)
                .element("sf:FechaHoraHusoFinPeriodoExport", to)
                .open("sf:RegistroEventoInicialPeriodo");
        event(xml, first);
        xml.close("sf:RegistroEventoInicialPeriodo").open("sf:RegistroEventoFinalPeriodo");
        event(xml, last);
        return xml.close("sf:RegistroEventoFinalPeriodo")
                .element("sf:NumeroDeRegEventoExportados", number(count, 7))
                .element("sf:RegEventoExportadosDejanDeConservarse", NO)
                .close("sf:ExportacionRegEventoPeriodo")
                .toString();
    }

    /** @param events how many there were of each sort, summaries apart; what did not happen is said with 0 */
    static String summary(Map<EventType, Long> events, Tally tally) {
        XmlText xml = new XmlText().open("sf:ResumenEventos");
        for (EventType type : EventType.values()) {
            if (type != EventType.SUMMARY) {
                xml.open("sf:TipoEvento")
                        .element("sf:TipoEvento", type.code())
                        .element("sf:NumeroDeEventos", number(events.getOrDefault(type, 0L), 4))
                        .close("sf:TipoEvento");
            }
        }
        ends(xml, tally);
        return xml.element("sf:NumeroDeRegistrosFacturacionAltaGenerados", number(tally.issued(), 6))
                .element("sf:SumaCuotaTotalAlta", tally.taxes().toPlainString())
                .element("sf:SumaImporteTotalAlta", tally.totals().toPlainString())
                .element("sf:NumeroDeRegistrosFacturacionAnulacionGenerados", number(tally.cancelled(), 6))
                .close("sf:ResumenEventos")
                .toString();
    }

    private static void ends(XmlText xml, Tally tally) {
        Previous first = tally.first();
        Previous last = tally.last();
        if (first != null && last != null) {
            xml.open("sf:RegistroFacturacionInicialPeriodo");
            id(xml, first);
            xml.element("sf:Huella", first.fingerprint())
                    .close("sf:RegistroFacturacionInicialPeriodo")
                    .open("sf:RegistroFacturacionFinalPeriodo");
            id(xml, last);
            xml.element("sf:Huella", last.fingerprint()).close("sf:RegistroFacturacionFinalPeriodo");
        }
    }

    private static void id(XmlText xml, Previous record) {
        xml.element("sf:IDEmisorFactura", record.issuer())
                .element("sf:NumSerieFactura", record.number())
                .element("sf:FechaExpedicionFactura", record.issueDate());
    }

    private static void event(XmlText xml, Event.Link event) {
        xml.element("sf:TipoEvento", event.type())
                .element("sf:FechaHoraHusoEvento", event.generatedAt())
                .element("sf:HuellaEvento", event.fingerprint());
    }

    /** A number the schema has so many digits for; more than that is said as the most it can say. */
    private static String number(long value, int digits) {
        long most = 1;
        for (int i = 0; i < digits; i++) {
            most *= 10;
        }
        return Long.toString(Math.min(value, most - 1));
    }
}
