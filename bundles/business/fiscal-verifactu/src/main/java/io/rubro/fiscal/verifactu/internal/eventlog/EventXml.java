package io.rubro.fiscal.verifactu.internal.eventlog;

import io.rubro.fiscal.verifactu.internal.model.ComputerSystem;
import io.rubro.fiscal.verifactu.internal.model.Sha256;
import io.rubro.fiscal.verifactu.internal.model.XmlText;
import io.rubro.fiscal.verifactu.internal.signing.Xml;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The XML of an event, {@code RegistroEvento}: Orden HAC/1177/2024, annex, section 2.5, and the authority's schema {@code
 * EventosSIF.xsd}.
 *
 * @param system the program
 * @param taxpayer NIF
 * @param type list L2E
 * @param details {@code DatosPropiosEvento}, the XML in it; null for none
 * @param note at most 100 characters; null for none
 */
record EventXml(
        ComputerSystem system,
        String version,
        String installation,
        String taxpayer,
        String taxpayerName,
        String generatedAt,
        String type,
        @Nullable String details,
        @Nullable String note,
        Event.@Nullable Link previous) {

    /** The namespace of events. */
    static final String NAMESPACE = "https://www2.agenciatributaria.gob.es/static_files/common/internet/dep/"
            + "aplicaciones/es/aeat/tike/cont/ws/EventosSIF.xsd";
    /** The element its signature is the last child of. */
    static final String SIGNED = "Evento";

    /** Its fingerprint: the authority's specification of the fingerprint 0.1.2, section 3. */
    String fingerprint() {
        return fingerprint(
                system.producerNif(),
                system.code(),
                version,
                installation,
                taxpayer,
                type,
                previous == null ? "" : previous.fingerprint(),
                generatedAt);
    }

    private static String fingerprint(
            String producer,
            String program,
            String version,
            String installation,
            String taxpayer,
            String type,
            String previous,
            String generatedAt) {
        return Sha256.of("NIF=" + producer + "&ID=&IdSistemaInformatico=" + program + "&Version=" + version
                + "&NumeroInstalacion=" + installation + "&NIF=" + taxpayer + "&TipoEvento=" + type + "&HuellaEvento="
                + previous + "&FechaHoraHusoGenEvento=" + generatedAt);
    }

    /** Without its signature. */
    String unsigned() {
        XmlText xml = new XmlText()
                .open("sf:RegistroEvento", "sf", NAMESPACE)
                .element("sf:IDVersion", "1.0")
                .open("sf:Evento")
                .open("sf:SistemaInformatico")
                .element("sf:NombreRazon", system.producer())
                .element("sf:NIF", system.producerNif())
                .element("sf:NombreSistemaInformatico", system.name())
                .element("sf:IdSistemaInformatico", system.code())
                .element("sf:Version", version)
                .element("sf:NumeroInstalacion", installation)
                .element("sf:TipoUsoPosibleSoloVerifactu", system.onlyVerifactu())
                .element("sf:TipoUsoPosibleMultiOT", system.manyPossible())
                .element("sf:IndicadorMultiplesOT", system.many())
                .close("sf:SistemaInformatico")
                .open("sf:ObligadoEmision")
                .element("sf:NombreRazon", taxpayerName)
                .element("sf:NIF", taxpayer)
                .close("sf:ObligadoEmision")
                .element("sf:FechaHoraHusoGenEvento", generatedAt)
                .element("sf:TipoEvento", type);
        if (details != null) {
            xml.open("sf:DatosPropiosEvento").raw(details).close("sf:DatosPropiosEvento");
        }
        xml.element("sf:OtrosDatosEvento", note).open("sf:Encadenamiento");
        Event.Link before = previous;
        if (before == null) {
            xml.element("sf:PrimerEvento", "S");
        } else {
            xml.open("sf:EventoAnterior")
                    .element("sf:TipoEvento", before.type())
                    .element("sf:FechaHoraHusoGenEvento", before.generatedAt())
                    .element("sf:HuellaEvento", before.fingerprint())
                    .close("sf:EventoAnterior");
        }
        return xml.close("sf:Encadenamiento")
                .element("sf:TipoHuella", "01")
                .element("sf:HuellaEvento", fingerprint())
                .close("sf:Evento")
                .close("sf:RegistroEvento")
                .toString();
    }

    /**
     * What the XML of an event says of itself.
     *
     * @param fingerprint as it says
     * @param expected the fingerprint its fields have
     */
    record Said(String type, String generatedAt, Event.@Nullable Link previous, String fingerprint, String expected) {}

    /** Reads an event; null if it is none. */
    static @Nullable Said read(String xml) {
        Document document;
        try {
            document = Xml.parse(xml);
        } catch (SAXException e) {
            return null;
        }
        Element event = child(document.getDocumentElement(), SIGNED);
        Element system = child(event, "SistemaInformatico");
        Element chaining = child(event, "Encadenamiento");
        Element before = child(chaining, "EventoAnterior");
        Event.Link previous = before == null
                ? null
                : new Event.Link(
                        text(before, "TipoEvento"),
                        text(before, "FechaHoraHusoGenEvento"),
                        text(before, "HuellaEvento"));
        String type = text(event, "TipoEvento");
        String generatedAt = text(event, "FechaHoraHusoGenEvento");
        return new Said(
                type,
                generatedAt,
                previous,
                text(event, "HuellaEvento"),
                fingerprint(
                        text(system, "NIF"),
                        text(system, "IdSistemaInformatico"),
                        text(system, "Version"),
                        text(system, "NumeroInstalacion"),
                        text(child(event, "ObligadoEmision"), "NIF"),
                        type,
                        previous == null ? "" : previous.fingerprint(),
                        generatedAt));
    }

    private static @Nullable Element child(@Nullable Element parent, String name) {
        List<Element> found = new ArrayList<>(1);
        if (parent != null) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element && name.equals(element.getLocalName())) {
                    found.add(element);
                }
            }
        }
        return found.size() == 1 ? found.get(0) : null;
    }

    private static String text(@Nullable Element parent, String name) {
        Element element = child(parent, name);
        return element == null ? "" : element.getTextContent().trim();
    }
}
