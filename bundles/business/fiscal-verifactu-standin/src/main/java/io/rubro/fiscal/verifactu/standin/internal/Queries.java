package io.rubro.fiscal.verifactu.standin.internal;

import io.rubro.fiscal.verifactu.standin.internal.Register.Held;
import io.rubro.fiscal.verifactu.standin.internal.Registration.InvoiceKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what the authority has: service description 1.0.3, section 6. */
final class Queries {

    /** What the answer tells of a record, in its order. */
    private static final List<String> FIELDS = List.of(
            "NombreRazonEmisor",
            "RefExterna",
            "Subsanacion",
            "RechazoPrevio",
            "SinRegistroPrevio",
            "GeneradoPor",
            "Generador",
            "TipoFactura",
            "TipoRectificativa",
            "FacturasRectificadas",
            "FacturasSustituidas",
            "ImporteRectificacion",
            "FechaOperacion",
            "DescripcionOperacion",
            "FacturaSimplificadaArt7273",
            "FacturaSinIdentifDestinatarioArt61d",
            "Macrodato",
            "EmitidaPorTerceroODestinatario",
            "Tercero",
            "Destinatarios",
            "Cupon",
            "Desglose",
            "CuotaTotal",
            "ImporteTotal",
            "Encadenamiento",
            "SistemaInformatico",
            "FechaHoraHusoGenRegistro",
            "NumRegistroAcuerdoFacturacion",
            "IdAcuerdoSistemaInformatico",
            "TipoHuella",
            "Huella");

    /** Whose children belong to the answer, not to the records. */
    private static final Set<String> OWN_CHILDREN =
            Set.of("FacturasRectificadas", "FacturasSustituidas", "Destinatarios", "Encadenamiento");

    private final Options options;
    private final @Nullable Schemas schemas;
    private final Register register;
    private final Notes notes;

    Queries(Options options, @Nullable Schemas schemas, Register register, Notes notes) {
        this.options = options;
        this.schemas = schemas;
        this.register = register;
        this.notes = notes;
    }

    /** The answer to a query. */
    String answer(XmlView message) throws Refusal {
        if (schemas != null) {
            schemas.check(message);
        }
        XmlView header = message.required("Cabecera");
        XmlView filter = message.required("FiltroConsulta");
        boolean byRecipient = header.has("Destinatario");
        String who = header.requiredText(byRecipient ? "Destinatario" : "ObligadoEmision", "NIF");
        if (!Nif.isValid(who)) {
            throw new Refusal(4109, "El NIF de quien consulta no es válido.");
        }
        filter.requiredText("PeriodoImputacion", "Ejercicio");
        boolean programs = "S".equals(message.text("DatosAdicionalesRespuesta", "MostrarSistemaInformatico"));
        if (programs && byRecipient) {
            throw new Refusal(1272, "Un destinatario no puede pedir el sistema informático.");
        }
        notes.query();
        List<Held> found = register.all().stream()
                .filter(held -> byRecipient
                        ? isFor(who, held.last())
                        : held.last().chain().taxpayer().equals(who))
                .filter(held -> matches(filter, byRecipient, held.last()))
                .toList();
        List<Held> rest = after(filter.child("ClavePaginacion"), found);
        List<Held> page = rest.subList(0, Math.min(rest.size(), options.pageSize()));
        boolean names = "S".equals(message.text("DatosAdicionalesRespuesta", "MostrarNombreRazonEmisor"));
        return write(header, filter, page, rest.size() > page.size(), names, programs);
    }

    private static boolean isFor(String nif, Registration record) {
        return PartyRules.recipients(record.xml()).stream().anyMatch(person -> nif.equals(person.text("NIF")));
    }

    private static boolean matches(XmlView filter, boolean byRecipient, Registration record) {
        LocalDate performed = Registration.date(record.xml().text("FechaOperacion"));
        LocalDate issued = record.issueDate();
        LocalDate day = performed == null ? issued : performed;
        if (day == null || issued == null) {
            return false;
        }
        String period = String.format(Locale.ROOT, "%04d %02d", day.getYear(), day.getMonthValue());
        if (!period.equals(
                filter.text("PeriodoImputacion", "Ejercicio") + " " + filter.text("PeriodoImputacion", "Periodo"))) {
            return false;
        }
        String other = filter.text("Contraparte", "NIF");
        return same(filter.text("NumSerieFactura"), record.invoice().number())
                && same(filter.text("RefExterna"), record.xml().text("RefExterna"))
                && same(
                        filter.text("FechaExpedicionFactura", "FechaExpedicionFactura"),
                        record.invoice().date())
                && (other == null
                        || (byRecipient ? other.equals(record.invoice().issuer()) : isFor(other, record)))
                && same(filter.text("SistemaInformatico", "NIF"), record.chain().producer())
                && same(
                        filter.text("SistemaInformatico", "IdSistemaInformatico"),
                        record.chain().system())
                && same(
                        filter.text("SistemaInformatico", "NumeroInstalacion"),
                        record.chain().installation())
                && within(issued, filter);
    }

    private static boolean same(@Nullable String wanted, @Nullable String is) {
        return wanted == null || wanted.equals(is);
    }

    private static boolean within(LocalDate issued, XmlView filter) {
        LocalDate from = Registration.date(filter.text("FechaExpedicionFactura", "RangoFechaExpedicion", "Desde"));
        LocalDate to = Registration.date(filter.text("FechaExpedicionFactura", "RangoFechaExpedicion", "Hasta"));
        return (from == null || !issued.isBefore(from)) && (to == null || !issued.isAfter(to));
    }

    private static List<Held> after(@Nullable XmlView cursor, List<Held> found) throws Refusal {
        if (cursor == null) {
            return found;
        }
        InvoiceKey key = new InvoiceKey(
                cursor.requiredText("IDEmisorFactura"),
                cursor.requiredText("NumSerieFactura"),
                cursor.requiredText("FechaExpedicionFactura"));
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).last().invoice().equals(key)) {
                return found.subList(i + 1, found.size());
            }
        }
        return List.of();
    }

    private static String write(
            XmlView header, XmlView filter, List<Held> page, boolean more, boolean names, boolean programs) {
        XmlText xml = new XmlText()
                .open(
                        "q:RespuestaConsultaFactuSistemaFacturacion",
                        " xmlns:q=\"" + Ns.QUERY_ANSWER + "\" xmlns:tik=\"" + Ns.RECORDS + "\"")
                .copy("q", "tik", header)
                .open("q:PeriodoImputacion")
                .leaf("q:Ejercicio", filter.text("PeriodoImputacion", "Ejercicio"))
                .leaf("q:Periodo", filter.text("PeriodoImputacion", "Periodo"))
                .close()
                .leaf("q:IndicadorPaginacion", more ? "S" : "N")
                .leaf("q:ResultadoConsulta", page.isEmpty() ? "SinDatos" : "ConDatos");
        page.forEach(held -> write(xml, held, names, programs));
        if (more) {
            xml.open("q:ClavePaginacion");
            key(xml, page.get(page.size() - 1).last().invoice());
            xml.close();
        }
        return xml.close().toString();
    }

    private static void key(XmlText xml, InvoiceKey key) {
        xml.leaf("tik:IDEmisorFactura", key.issuer())
                .leaf("tik:NumSerieFactura", key.number())
                .leaf("tik:FechaExpedicionFactura", key.date());
    }

    private static void write(XmlText xml, Held held, boolean names, boolean programs) {
        xml.open("q:RegistroRespuestaConsultaFactuSistemaFacturacion").open("q:IDFactura");
        key(xml, held.last().invoice());
        xml.close().open("q:DatosRegistroFacturacion");
        for (String field : FIELDS) {
            XmlView value = held.last().xml().child(field);
            boolean asked =
                    (!field.equals("NombreRazonEmisor") || names) && (!field.equals("SistemaInformatico") || programs);
            if (value != null && asked) {
                copy(xml, value);
            }
        }
        String at = SubmissionAnswer.moment(held.presentedAt());
        xml.close()
                .open("q:DatosPresentacion")
                .leaf("tik:NIFPresentador", held.presenter())
                .leaf("tik:TimestampPresentacion", at)
                .leaf("tik:IdPeticion", held.request())
                .close()
                .open("q:EstadoRegistro")
                .leaf("q:TimestampUltimaModificacion", at)
                .leaf("q:EstadoRegistro", name(held.state()));
        Finding error = held.error();
        if (error != null) {
            xml.leaf("q:CodigoErrorRegistro", error.code()).leaf("q:DescripcionErrorRegistro", error.text());
        }
        xml.close().close();
    }

    private static void copy(XmlText xml, XmlView value) {
        if (OWN_CHILDREN.contains(value.name())) {
            xml.open("q:" + value.name());
            value.children().forEach(child -> xml.copy("q", "tik", child));
            xml.close();
        } else {
            xml.copy("q", "tik", value);
        }
    }

    /** As the schema has it; the description of the service says Correcta, AceptadaConErrores and Anulada. */
    private static String name(Register.State state) {
        return switch (state) {
            case CORRECT -> "Correcto";
            case WITH_ERRORS -> "AceptadoConErrores";
            case CANCELLED -> "Anulado";
        };
    }
}
