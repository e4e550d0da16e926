package io.rubro.fiscal.verifactu.standin.internal;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold for the persons a record names: validations 1.2.2, sections 3.1.3.12, 3.1.3.13, 3.1.4.3 and 3.1.5. */
final class PartyRules {

    private static final String UNREGISTERED = "07";
    private static final String VAT = "02";
    private static final Set<String> SPANISH_TYPES = Set.of("03", UNREGISTERED);

    private PartyRules() {}

    /** Third party and recipients of an invoice. */
    static void check(Scope scope) {
        XmlView third = scope.xml().child("Tercero");
        if (third != null) {
            party(scope, third, 1232);
            scope.require(!UNREGISTERED.equals(third.text("IDOtro", "IDType")), 1211, "El tercero no puede ser 07.");
            scope.require(
                    !scope.record().invoice().issuer().equals(third.text("NIF")), 1188, "El tercero es el emisor.");
        }
        for (XmlView recipient : recipients(scope.xml())) {
            party(scope, recipient, 1234);
            recipientType(scope, recipient.text("IDOtro", "IDType"));
            String nif = recipient.text("NIF");
            scope.require(nif == null || !scope.isUnknown(nif), 2001, "El destinatario no figura en el censo.");
        }
    }

    static List<XmlView> recipients(XmlView invoice) {
        XmlView recipients = invoice.child("Destinatarios");
        return recipients == null ? List.of() : recipients.children("IDDestinatario");
    }

    private static void recipientType(Scope scope, @Nullable String type) {
        if (type == null) {
            return;
        }
        String kind = scope.record().kind();
        scope.require(
                !type.equals(VAT) || (!kind.equals("F2") && !kind.equals("R5")), 1156, "Un NIF-IVA no es de F2 ni R5.");
        scope.require(
                !kind.equals("R3") || type.equals(UNREGISTERED), 1191, "En una R3 el destinatario tiene NIF o es 07.");
        scope.require(
                !kind.equals("R2") || type.equals(UNREGISTERED) || type.equals(VAT),
                1192,
                "En una R2 el destinatario tiene NIF, NIF-IVA o es 07.");
    }

    /** Who cancels. */
    static void generator(Scope scope) {
        String by = scope.xml().text("GeneradoPor");
        XmlView generator = scope.xml().child("Generador");
        scope.require((by == null) == (generator == null), 1224, "GeneradoPor y Generador van juntos.");
        if (by == null || generator == null) {
            return;
        }
        String nif = generator.text("NIF");
        String type = generator.text("IDOtro", "IDType");
        party(scope, generator, by.equals("D") ? 1230 : 1232);
        scope.require(!by.equals("E") || nif != null, 1227, "El expedidor se identifica por NIF.");
        scope.require(!by.equals("T") || !UNREGISTERED.equals(type), 1229, "Un tercero no puede ser 07.");
        scope.require(
                by.equals("E") || !scope.record().chain().taxpayer().equals(nif),
                1259,
                "El generador es el obligado de la cabecera.");
    }

    /** The program and its producer. */
    static void program(Scope scope) {
        XmlView program = scope.xml().child("SistemaInformatico");
        if (program == null) {
            return;
        }
        String id = program.text("IdSistemaInformatico");
        scope.require(
                id != null && id.matches("[A-Z0-9]{2}"),
                1177,
                "IdSistemaInformatico son dos letras mayúsculas o cifras.");
        scope.require(
                program.text("NombreSistemaInformatico") != null, 1220, "El sistema informático no tiene nombre.");
        scope.require(yesOrNo(program, "TipoUsoPosibleSoloVerifactu"), 1212, "TipoUsoPosibleSoloVerifactu es S o N.");
        scope.require(yesOrNo(program, "TipoUsoPosibleMultiOT"), 1213, "TipoUsoPosibleMultiOT es S o N.");
        scope.require(yesOrNo(program, "IndicadorMultiplesOT"), 1226, "IndicadorMultiplesOT es S o N.");
        String nif = program.text("NIF");
        boolean other = program.has("IDOtro");
        scope.require((nif == null) == other, 1223, "El productor se identifica por NIF o por IDOtro.");
        scope.require(nif == null || Nif.isValid(nif), 1176, "El NIF del productor no es válido.");
        if (other) {
            party(scope, program, 1232);
            scope.require(
                    !UNREGISTERED.equals(program.text("IDOtro", "IDType")), 1221, "El productor no puede ser 07.");
        }
    }

    private static boolean yesOrNo(XmlView view, String name) {
        String value = view.text(name);
        return "S".equals(value) || "N".equals(value);
    }

    /** @param spanish what is said if somebody of Spain has an identification that Spaniards do not have */
    private static void party(Scope scope, XmlView party, int spanish) {
        String nif = party.text("NIF");
        if (nif != null) {
            scope.require(Nif.isValid(nif), 1123, "El NIF " + nif + " no es válido.");
        }
        XmlView other = party.child("IDOtro");
        if (other == null) {
            return;
        }
        String type = other.text("IDType");
        String country = other.text("CodigoPais");
        String id = other.text("ID");
        if (VAT.equals(type)) {
            scope.require(id != null && Nif.isVatNumber(id), 1103, "El NIF-IVA no tiene la forma de ningún país.");
            scope.require(
                    country == null || id == null || id.startsWith(country.equals("GR") ? "EL" : country),
                    1122,
                    "El NIF-IVA no es del país que se indica.");
            return;
        }
        scope.require(country != null, 1111, "Falta el país de la identificación.");
        if (UNREGISTERED.equals(type)) {
            scope.require("ES".equals(country), 1126, "Solo un español puede no estar censado.");
            scope.require(id != null && Nif.isValid(id), 1290, "Quien no está censado se identifica por su NIF.");
        } else if ("ES".equals(country)) {
            boolean passport = type != null && SPANISH_TYPES.contains(type);
            scope.require(passport, spanish, "Un español se identifica por NIF, por pasaporte o como no censado.");
        }
    }
}
