package io.rubro.fiscal.verifactu.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.validation.Schema;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class RecordXmlTest {

    @Provide
    Arbitrary<List<FiscalRecord>> chains() {
        return Arbitraries.oneOf(Documents.issues(), Documents.cancellations())
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(Documents::chain);
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String text(Document document, String element) {
        NodeList found = document.getElementsByTagNameNS(RecordXml.INFORMATION, element);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    /** What the authority will do: take the values out of the XML and hash them. */
    @Property(tries = 300)
    void the_fingerprint_is_that_of_the_values_in_the_xml(@ForAll("chains") List<FiscalRecord> chain) throws Exception {
        for (FiscalRecord record : chain) {
            Document document = parse(RecordXml.of(record));
            RecordType type = record.content().type();
            Map<String, String> values = new HashMap<>();
            type.names().forEach(name -> values.put(name, text(document, name)));
            Previous previous = record.previous();
            values.put("Huella", previous == null ? "" : previous.fingerprint());
            assertThat(Sha256.of(type.canonical(values))).isEqualTo(record.fingerprint());
            NodeList fingerprints =
                    document.getDocumentElement().getElementsByTagNameNS(RecordXml.INFORMATION, "Huella");
            assertThat(fingerprints.item(fingerprints.getLength() - 1).getTextContent())
                    .isEqualTo(record.fingerprint());
        }
    }

    @Property(tries = 1000)
    void every_record_is_valid_against_the_authority_s_schema(@ForAll("chains") List<FiscalRecord> chain) {
        Schema schema = SchemaOnce.get();
        for (FiscalRecord record : chain) {
            String xml = RecordXml.of(record);
            assertThat(Schemas.errors(schema, xml)).as(xml).isEmpty();
        }
    }

    /** The schema is read once; without it the property is skipped as a whole. */
    private static final class SchemaOnce {
        private static Schema schema;

        static synchronized Schema get() {
            if (schema == null) {
                schema = Schemas.schema("SuministroInformacion.xsd");
            }
            return schema;
        }
    }

    @Property(tries = 200)
    void lists_in_one_text_come_back_as_they_were(@ForAll("chains") List<FiscalRecord> chain) {
        for (FiscalRecord record : chain) {
            String breakdown = record.content().breakdown();
            if (breakdown != null) {
                assertThat(BreakdownLine.format(BreakdownLine.parse(breakdown))).isEqualTo(breakdown);
            }
            String corrected = record.content().rectification().corrected();
            assertThat(InvoiceNumber.format(InvoiceNumber.parse(corrected))).isEqualTo(corrected);
        }
    }

    @Example
    void the_schema_would_find_a_mistake() {
        FiscalRecord record =
                Documents.chain(List.of(Documents.cancellations().sample())).get(0);
        String xml = RecordXml.of(record).replace("<sf:TipoHuella>01", "<sf:TipoHuella>09");
        assertThat(Schemas.errors(SchemaOnce.get(), xml)).isNotEmpty();
    }

    @Example
    void a_cancellation_of_the_first_record_says_so() {
        RecordContent content =
                RecordContent.cancellation("B12345674", "Demo", "A-1", "20-11-2026", Operation.CANCELLATION_UNKNOWN);
        FiscalRecord record = Documents.chain(List.of(content)).get(0);
        assertThat(RecordXml.of(record))
                .startsWith("<sf:RegistroAnulacion xmlns:sf=\"" + RecordXml.INFORMATION + "\">")
                .contains("<sf:NumSerieFacturaAnulada>A-1</sf:NumSerieFacturaAnulada>")
                .contains("<sf:SinRegistroPrevio>S</sf:SinRegistroPrevio>")
                .contains("<sf:PrimerRegistro>S</sf:PrimerRegistro>")
                .contains("<sf:NombreSistemaInformatico>Rubro</sf:NombreSistemaInformatico>");
    }
}
