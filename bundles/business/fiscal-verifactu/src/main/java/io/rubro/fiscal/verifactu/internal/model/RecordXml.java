package io.rubro.fiscal.verifactu.internal.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The XML of a record: Orden HAC/1177/2024, annex, and the authority's schema {@code SuministroInformacion.xsd}. A document
 * of its own that declares its namespace, to be signed as it is or put into a message as it is. The same record always
 * makes the same text.
 */
public final class RecordXml {

    /** Where the namespaces of the authority begin. */
    private static final String BASE = "https://www2.agenciatributaria.gob.es/static_files/common/internet/dep/"
            + "aplicaciones/es/aeat/tike/cont/ws/";
    /** The namespace of records. */
    public static final String INFORMATION = BASE + "SuministroInformacion.xsd";
    /** The namespace of messages that carry records. */
    public static final String SUBMISSION = BASE + "SuministroLR.xsd";
    /** The namespace of answers to such messages. */
    public static final String SUBMISSION_ANSWER = BASE + "RespuestaSuministro.xsd";
    /** The namespace of questions. */
    public static final String QUERY = BASE + "ConsultaLR.xsd";
    /** The namespace of answers to questions. */
    public static final String QUERY_ANSWER = BASE + "RespuestaConsultaLR.xsd";

    private RecordXml() {}

    /** The record's element, {@code sf:RegistroAlta} or {@code sf:RegistroAnulacion}, without an XML declaration. */
    public static String of(FiscalRecord record) {
        XmlText xml = new XmlText();
        String root = "sf:" + record.content().type().element();
        xml.open(root, "sf", INFORMATION).element("sf:IDVersion", "1.0");
        switch (record.content().type()) {
            case ALTA -> issue(xml, record);
            case ANULACION -> cancellation(xml, record);
        }
        return xml.close(root).toString();
    }

    private static void issue(XmlText xml, FiscalRecord record) {
        RecordContent content = record.content();
        xml.open("sf:IDFactura");
        id(xml, content.issuer(), content.number(), content.issueDate());
        xml.close("sf:IDFactura")
                .element("sf:RefExterna", record.id().toString())
                .element("sf:NombreRazonEmisor", content.issuerName())
                .element("sf:Subsanacion", content.operation().correction())
                .element("sf:RechazoPrevio", content.operation().rejection())
                .element("sf:TipoFactura", content.kind());
        rectification(xml, content);
        xml.element("sf:FechaOperacion", content.particulars().operationDate())
                .element("sf:DescripcionOperacion", content.description())
                .element("sf:FacturaSimplificadaArt7273", content.particulars().qualifiedSimplified())
                .element(
                        "sf:FacturaSinIdentifDestinatarioArt61d",
                        content.particulars().unidentifiedRecipient())
                .element("sf:Macrodato", content.particulars().large());
        recipient(xml, content.recipient());
        xml.open("sf:Desglose");
        BreakdownLine.parse(content.breakdown()).forEach(line -> line(xml, line));
        xml.close("sf:Desglose")
                .element("sf:CuotaTotal", content.taxTotal())
                .element("sf:ImporteTotal", content.total());
        seal(xml, record);
    }

    private static void cancellation(XmlText xml, FiscalRecord record) {
        RecordContent content = record.content();
        xml.open("sf:IDFactura")
                .element("sf:IDEmisorFacturaAnulada", content.issuer())
                .element("sf:NumSerieFacturaAnulada", content.number())
                .element("sf:FechaExpedicionFacturaAnulada", content.issueDate())
                .close("sf:IDFactura")
                .element("sf:RefExterna", record.id().toString())
                .element("sf:SinRegistroPrevio", content.operation().withoutRecord())
                .element("sf:RechazoPrevio", content.operation().rejection());
        seal(xml, record);
    }

    private static void id(XmlText xml, String issuer, String number, String issueDate) {
        xml.element("sf:IDEmisorFactura", issuer)
                .element("sf:NumSerieFactura", number)
                .element("sf:FechaExpedicionFactura", issueDate);
    }

    private static void rectification(XmlText xml, RecordContent content) {
        Rectification rectification = content.rectification();
        xml.element("sf:TipoRectificativa", rectification.method());
        invoices(
                xml, content.issuer(), rectification.corrected(), "sf:FacturasRectificadas", "sf:IDFacturaRectificada");
        invoices(xml, content.issuer(), rectification.replaced(), "sf:FacturasSustituidas", "sf:IDFacturaSustituida");
        if (rectification.base() != null) {
            xml.open("sf:ImporteRectificacion")
                    .element("sf:BaseRectificada", rectification.base())
                    .element("sf:CuotaRectificada", rectification.tax())
                    .element("sf:CuotaRecargoRectificado", rectification.surcharge())
                    .close("sf:ImporteRectificacion");
        }
    }

    private static void invoices(XmlText xml, String issuer, @Nullable String list, String all, String each) {
        List<InvoiceNumber> invoices = InvoiceNumber.parse(list);
        if (invoices.isEmpty()) {
            return;
        }
        xml.open(all);
        for (InvoiceNumber invoice : invoices) {
            xml.open(each);
            id(xml, issuer, invoice.number(), invoice.issueDate());
            xml.close(each);
        }
        xml.close(all);
    }

    private static void recipient(XmlText xml, @Nullable Recipient recipient) {
        if (recipient == null) {
            return;
        }
        xml.open("sf:Destinatarios").open("sf:IDDestinatario").element("sf:NombreRazon", recipient.name());
        if (recipient.idType() == null) {
            xml.element("sf:NIF", recipient.id());
        } else {
            xml.open("sf:IDOtro")
                    .element("sf:CodigoPais", recipient.country())
                    .element("sf:IDType", recipient.idType())
                    .element("sf:ID", recipient.id())
                    .close("sf:IDOtro");
        }
        xml.close("sf:IDDestinatario").close("sf:Destinatarios");
    }

    private static void line(XmlText xml, BreakdownLine line) {
        xml.open("sf:DetalleDesglose")
                .element("sf:Impuesto", line.tax())
                .element("sf:ClaveRegimen", line.scheme())
                .element(line.exempt() ? "sf:OperacionExenta" : "sf:CalificacionOperacion", line.treatment())
                .element("sf:TipoImpositivo", line.rate())
                .element("sf:BaseImponibleOimporteNoSujeto", line.base())
                .element("sf:CuotaRepercutida", line.amount())
                .element("sf:TipoRecargoEquivalencia", line.surchargeRate())
                .element("sf:CuotaRecargoEquivalencia", line.surcharge())
                .close("sf:DetalleDesglose");
    }

    private static void seal(XmlText xml, FiscalRecord record) {
        Previous previous = record.previous();
        xml.open("sf:Encadenamiento");
        if (previous == null) {
            xml.element("sf:PrimerRegistro", "S");
        } else {
            xml.open("sf:RegistroAnterior");
            id(xml, previous.issuer(), previous.number(), previous.issueDate());
            xml.element("sf:Huella", previous.fingerprint()).close("sf:RegistroAnterior");
        }
        xml.close("sf:Encadenamiento");
        system(xml, record);
        xml.element("sf:FechaHoraHusoGenRegistro", record.generatedAt())
                .element("sf:TipoHuella", "01")
                .element("sf:Huella", record.fingerprint());
    }

    /** {@code SistemaInformatico} of a record; the same element, in another namespace, is part of events. */
    private static void system(XmlText xml, FiscalRecord record) {
        ComputerSystem system = record.system();
        if (system == null) {
            return;
        }
        xml.open("sf:SistemaInformatico")
                .element("sf:NombreRazon", system.producer())
                .element("sf:NIF", system.producerNif())
                .element("sf:NombreSistemaInformatico", system.name())
                .element("sf:IdSistemaInformatico", system.code())
                .element("sf:Version", record.softwareVersion())
                .element("sf:NumeroInstalacion", record.installation())
                .element("sf:TipoUsoPosibleSoloVerifactu", system.onlyVerifactu())
                .element("sf:TipoUsoPosibleMultiOT", system.manyPossible())
                .element("sf:IndicadorMultiplesOT", system.many())
                .close("sf:SistemaInformatico");
    }
}
