package io.rubro.fiscal.verifactu.internal.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.fiscal.verifactu.internal.model.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing and checking. */
class XadesTest {

    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-20T12:00:00+01:00");
    private static final String XML =
            "<sf:A xmlns:sf=\"urn:a\"><sf:B>Señor &amp; Cía &#13; 😀</sf:B><sf:C>1</sf:C></sf:A>";

    @TempDir
    static Path folder;

    private static SigningKey key;

    @BeforeAll
    static void key() {
        key = TestKey.read(folder);
    }

    private static String signed() {
        return XadesSigner.sign(XML, "sf:A", key, AT);
    }

    @Test
    void what_is_signed_is_good_and_the_text_stays_as_it_was() {
        String signed = signed();
        SignatureCheck check = XadesVerifier.check(signed, "A");
        assertThat(check.good()).isTrue();
        assertThat(check.subject()).contains("89890001K");
        assertThat(signed).startsWith(XML.substring(0, XML.length() - "</sf:A>".length()));
        assertThat(signed.replaceFirst("<ds:Signature .*</ds:Signature>", "")).isEqualTo(XML);
        assertThat(signed).doesNotContain("&#13;</ds:", "&#13;\n");
    }

    @ParameterizedTest
    @CsvSource({
        "<sf:C>1<, <sf:C>2<, intact",
        "2026-11-20T12:00:00+01:00, 2026-11-20T12:00:01+01:00, properties",
        "text/xml, text/pdf, properties",
        "urn:oid:2.16.724.1.3.1.1.2.1.9, urn:oid:2.16.724.1.3.1.1.2.1.8, properties policy",
        "G7roucf600, G7roucf601, properties policy"
    })
    void every_change_is_found(String was, String is, String what) {
        String signed = signed();
        String changed = signed.replace(was, is);
        assertThat(changed).isNotEqualTo(signed);
        SignatureCheck check = XadesVerifier.check(changed, "A");
        assertThat(check.good()).isFalse();
        assertThat(check.intact()).isEqualTo(!what.contains("intact"));
        assertThat(check.properties()).isEqualTo(!what.contains("properties"));
        assertThat(check.policy()).isEqualTo(!what.contains("policy"));
    }

    @Test
    void a_signature_value_of_another_document_is_found() {
        String other = XadesSigner.sign(XML.replace("<sf:C>1", "<sf:C>2"), "sf:A", key, AT);
        String value = signed().replaceAll(".*(<ds:SignatureValue.*</ds:SignatureValue>).*", "$1");
        String forged = other.replaceFirst("<ds:SignatureValue.*</ds:SignatureValue>", value);
        SignatureCheck check = XadesVerifier.check(forged, "A");
        assertThat(check.intact()).isFalse();
        assertThat(check.properties()).isFalse();
    }

    @Test
    void a_signature_in_another_place_or_none_or_two_is_none() {
        String signed = signed();
        String signature = signed.replaceAll(".*(<ds:Signature .*</ds:Signature>).*", "$1");
        assertThat(XadesVerifier.check(XML, "A")).isEqualTo(SignatureCheck.NONE);
        assertThat(XadesVerifier.check(signed, "B")).isEqualTo(SignatureCheck.NONE);
        assertThat(XadesVerifier.check(signed.replace(signature, signature + signature), "A"))
                .isEqualTo(SignatureCheck.NONE);
        assertThat(XadesVerifier.check("<!DOCTYPE x>" + signed, "A")).isEqualTo(SignatureCheck.NONE);
        assertThat(XadesVerifier.check("no xml", "A")).isEqualTo(SignatureCheck.NONE);
    }

    @Test
    void a_signature_out_of_the_validity_of_its_certificate_is_found() {
        String early = XadesSigner.sign(XML, "sf:A", key, OffsetDateTime.parse("2019-12-31T23:00:00+01:00"));
        SignatureCheck check = XadesVerifier.check(early, "A");
        assertThat(check.intact()).isTrue();
        assertThat(check.certificate()).isFalse();
    }

    @Test
    void the_signature_goes_into_the_element_it_is_said_to() {
        String xml = "<sf:A xmlns:sf=\"urn:a\"><sf:B><sf:C>1</sf:C></sf:B></sf:A>";
        String signed = XadesSigner.sign(xml, "sf:B", key, AT);
        assertThat(signed).endsWith("</ds:Signature></sf:B></sf:A>");
        assertThat(XadesVerifier.check(signed, "B").good()).isTrue();
        assertThat(XadesVerifier.check(signed.replace("<sf:C>1", "<sf:C>2"), "B")
                        .intact())
                .isFalse();
    }

    @Test
    void the_authoritys_example_is_good() throws IOException {
        String example = Files.readString(
                Schemas.folder().resolve("samples/aeat-firma/ejemploRegistro-firmado-epes-xades4j.xml"));
        SignatureCheck check = XadesVerifier.check(example, "RegistroAlta");
        assertThat(check).isEqualTo(new SignatureCheck(true, true, true, true, check.subject()));
        assertThat(check.subject()).contains("89890001K");
        assertThat(XadesVerifier.check(example.replace(">241.4<", ">241.5<"), "RegistroAlta")
                        .intact())
                .isFalse();
    }

    @Test
    void the_authoritys_example_record_signed_by_us_is_good() throws IOException {
        String example = Files.readString(Schemas.folder().resolve("samples/aeat-firma/ejemploRegistro.xml"));
        String xml = example.replaceFirst("(?s)^.*?(<sum1:RegistroAlta)", "$1");
        String signed = XadesSigner.sign(xml, "sum1:RegistroAlta", key, AT);
        assertThat(XadesVerifier.check(signed, "RegistroAlta").good()).isTrue();
    }

    @Test
    void a_key_cannot_be_read_without_its_password_and_is_never_told() {
        assertThatThrownBy(() -> SigningKey.read(TestKey.file(folder), "wrong".toCharArray()))
                .isInstanceOfAny(IOException.class, GeneralSecurityException.class)
                .hasMessageNotContaining("wrong ");
        assertThat(key.toString()).isEqualTo("SigningKey[" + key.subject() + "]");
    }
}
