package io.rubro.fiscal.verifactu.internal.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.fiscal.verifactu.internal.model.XmlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever people write can be signed, stays as it is, and cannot be exchanged for anything else. */
class XadesPropertyTest {

    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-20T12:00:00+01:00");

    private static Path folder;
    private static SigningKey key;

    @BeforeContainer
    static void key() throws IOException {
        folder = Files.createTempDirectory("key");
        key = TestKey.read(folder);
    }

    @AfterContainer
    static void remove() throws IOException {
        Files.deleteIfExists(TestKey.file(folder));
        Files.deleteIfExists(folder);
    }

    private static String document(String text) {
        return new XmlText()
                .open("sf:A", "sf", "urn:a")
                .element("sf:B", text)
                .close("sf:A")
                .toString();
    }

    @Property(tries = 200)
    void any_text_is_signed_as_it_is(@ForAll String text) {
        String xml = document(text);
        String signed = XadesSigner.sign(xml, "sf:A", key, AT);
        assertThat(XadesVerifier.check(signed, "A").good()).isTrue();
        assertThat(signed).startsWith(xml.substring(0, xml.length() - "</sf:A>".length()));
    }

    @Property(tries = 100)
    void no_text_passes_for_another(@ForAll String text, @ForAll String other) {
        String signed = XadesSigner.sign(document(text), "sf:A", key, AT);
        String forged = document(other).replace("</sf:A>", "")
                + signed.substring(document(text).length() - "</sf:A>".length());
        // line ends that XML takes for the same are the same
        boolean same = document(text).equals(document(other));
        assertThat(XadesVerifier.check(forged, "A").intact()).isEqualTo(same);
    }
}
