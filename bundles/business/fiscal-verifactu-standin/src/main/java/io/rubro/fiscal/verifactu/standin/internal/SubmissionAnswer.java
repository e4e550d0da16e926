package io.rubro.fiscal.verifactu.standin.internal;

import io.rubro.fiscal.verifactu.standin.internal.Notes.Outcome;
import io.rubro.fiscal.verifactu.standin.internal.Register.Held;
import io.rubro.fiscal.verifactu.standin.internal.Submissions.Line;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Writes the answer to a message of records. */
record SubmissionAnswer(Header header, String request, Instant now, int waitSeconds) {

    /** A moment as the service writes it. */
    static String moment(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atZone(Submissions.ZONE));
    }

    String write(List<Line> lines) {
        long rejected = lines.stream().filter(SubmissionAnswer::isRejected).count();
        boolean clean = lines.stream().allMatch(line -> line.outcome() == Outcome.ACCEPTED);
        boolean none = rejected == lines.size();
        XmlText xml = new XmlText()
                .open("tikR:RespuestaRegFactuSistemaFacturacion", namespaces())
                .leaf("tikR:CSV", none ? null : "A-" + request.substring(6).toUpperCase(Locale.ROOT));
        if (!none) {
            xml.open("tikR:DatosPresentacion")
                    .leaf("tik:NIFPresentador", header.presenter())
                    .leaf("tik:TimestampPresentacion", moment(now))
                    .close();
        }
        xml.copy("tikR", "tik", header.xml())
                .leaf("tikR:TiempoEsperaEnvio", waitSeconds)
                .leaf("tikR:EstadoEnvio", none ? "Incorrecto" : clean ? "Correcto" : "ParcialmenteCorrecto");
        lines.forEach(line -> write(xml, line));
        return xml.close().toString();
    }

    private static String namespaces() {
        return " xmlns:tikR=\"" + Ns.ANSWER + "\" xmlns:tik=\"" + Ns.RECORDS + "\"";
    }

    private static boolean isRejected(Line line) {
        return line.outcome() == Outcome.REJECTED || line.outcome() == Outcome.DUPLICATE;
    }

    private static void write(XmlText xml, Line line) {
        Registration record = line.record();
        xml.open("tikR:RespuestaLinea")
                .open("tikR:IDFactura")
                .leaf("tik:IDEmisorFactura", record.invoice().issuer())
                .leaf("tik:NumSerieFactura", record.invoice().number())
                .leaf("tik:FechaExpedicionFactura", record.invoice().date())
                .close()
                .open("tikR:Operacion")
                .leaf("tik:TipoOperacion", record.cancellation() ? "Anulacion" : "Alta")
                .leaf("tik:Subsanacion", record.xml().text("Subsanacion"))
                .leaf("tik:RechazoPrevio", record.xml().text("RechazoPrevio"))
                .leaf("tik:SinRegistroPrevio", record.xml().text("SinRegistroPrevio"))
                .close()
                .leaf("tikR:RefExterna", record.xml().text("RefExterna"))
                .leaf("tikR:EstadoRegistro", state(line));
        Finding error = line.error();
        if (error != null) {
            xml.leaf("tikR:CodigoErrorRegistro", error.code()).leaf("tikR:DescripcionErrorRegistro", error.text());
        }
        Held duplicate = line.duplicate();
        if (duplicate != null) {
            Finding earlier = duplicate.error();
            xml.open("tikR:RegistroDuplicado")
                    .leaf("tik:IdPeticionRegistroDuplicado", duplicate.request())
                    .leaf("tik:EstadoRegistroDuplicado", name(duplicate.state()));
            if (earlier != null) {
                xml.leaf("tik:CodigoErrorRegistro", earlier.code())
                        .leaf("tik:DescripcionErrorRegistro", earlier.text());
            }
            xml.close();
        }
        xml.close();
    }

    private static String state(Line line) {
        return switch (line.outcome()) {
            case ACCEPTED -> "Correcto";
            case ACCEPTED_WITH_ERRORS -> "AceptadoConErrores";
            case REJECTED, DUPLICATE -> "Incorrecto";
        };
    }

    private static String name(Register.State state) {
        return switch (state) {
            case CORRECT -> "Correcta";
            case WITH_ERRORS -> "AceptadaConErrores";
            case CANCELLED -> "Anulada";
        };
    }
}
