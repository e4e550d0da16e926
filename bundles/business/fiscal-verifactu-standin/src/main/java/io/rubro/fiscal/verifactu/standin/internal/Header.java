package io.rubro.fiscal.verifactu.standin.internal;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/**
 * Who sends, and how: validations 1.2.2, section 3.1.1.
 *
 * @param presenter the taxpayer or who represents it
 * @param incident whether there was one
 * @param requested whether the authority asked for it
 */
record Header(XmlView xml, String taxpayer, String presenter, boolean incident, boolean requested) {

    /** From then on VERI*FACTU ends with a year only. */
    private static final LocalDate STRICT_END = LocalDate.of(2027, 1, 1);

    /**
     * Reads a header and checks it.
     *
     * @param requested whether it came where answers to requests go
     */
    static Header read(XmlView xml, boolean requested, LocalDate today, Set<String> unknown) throws Refusal {
        String taxpayer = nif(xml, "ObligadoEmision", 4116, 4104, unknown);
        String presenter = taxpayer;
        if (xml.has("Representante")) {
            presenter = nif(xml, "Representante", 4117, 4105, unknown);
        }
        if (requested) {
            checkRequested(xml);
        } else {
            checkVoluntary(xml, today);
        }
        return new Header(
                xml, taxpayer, presenter, "S".equals(xml.text("RemisionVoluntaria", "Incidencia")), requested);
    }

    private static String nif(XmlView xml, String who, int wrong, int unregistered, Set<String> unknown)
            throws Refusal {
        String nif = xml.requiredText(who, "NIF");
        if (!Nif.isValid(nif)) {
            throw new Refusal(wrong, "El NIF de " + who + " no es válido. NIF:" + nif + ".");
        }
        if (unknown.contains(nif)) {
            throw new Refusal(unregistered, "El NIF de " + who + " no está identificado. NIF:" + nif + ".");
        }
        return nif;
    }

    private static void checkVoluntary(XmlView xml, LocalDate today) throws Refusal {
        if (xml.has("RemisionRequerimiento")) {
            throw new Refusal(4126, "RefRequerimiento es solo de las respuestas a requerimientos.");
        }
        String text = xml.text("RemisionVoluntaria", "FechaFinVeriFactu");
        if (text == null) {
            return;
        }
        LocalDate end = Registration.date(text);
        boolean good = end != null
                && (end.getYear() == today.getYear() || end.getYear() == today.getYear() - 1)
                && (today.isBefore(STRICT_END) || MonthDay.from(end).equals(MonthDay.of(12, 31)));
        if (!good) {
            throw new Refusal(4120, "FechaFinVeriFactu es el 31-12 de este año o del anterior.");
        }
    }

    private static void checkRequested(XmlView xml) throws Refusal {
        if (xml.has("RemisionVoluntaria")) {
            throw new Refusal(4127, "RemisionVoluntaria no es de las respuestas a requerimientos.");
        }
        String reference = xml.text("RemisionRequerimiento", "RefRequerimiento");
        if (reference == null) {
            throw new Refusal(4125, "Falta RefRequerimiento.");
        }
        if (!reference.matches("[A-Za-z0-9]{1,18}")) {
            throw new Refusal(4133, "RefRequerimiento son hasta 18 letras y cifras.");
        }
    }
}
