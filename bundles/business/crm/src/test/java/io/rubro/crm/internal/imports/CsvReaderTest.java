package io.rubro.crm.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

    private static List<CsvReader.Row> read(String text, char separator) throws IOException {
        CsvReader reader = new CsvReader(new StringReader(text), separator);
        List<CsvReader.Row> rows = new ArrayList<>();
        for (CsvReader.Row row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> cells(String text, char separator) throws IOException {
        return read(text, separator).stream().map(CsvReader.Row::cells).toList();
    }

    @Test
    void cells_may_be_quoted_and_hold_anything() throws IOException {
        assertThat(cells("a;b;c\r\n\"uno; dos\";\"con \"\"comillas\"\"\";\"dos\nlíneas\"\n", ';'))
                .containsExactly(List.of("a", "b", "c"), List.of("uno; dos", "con \"comillas\"", "dos\nlíneas"));
        assertThat(cells("\uFEFFa, b ,\n,,\n \n1,2", ',')).containsExactly(List.of("a", "b", ""), List.of("1", "2"));
        assertThat(cells("a\tb\n\t", '\t')).containsExactly(List.of("a", "b"));
        assertThat(cells("", ';')).isEmpty();
    }

    @Test
    void quotation_marks_out_of_place_do_no_harm() throws IOException {
        assertThat(cells("Bar \"El Rincón\";x\n", ';')).containsExactly(List.of("Bar \"El Rincón\"", "x"));
        assertThat(cells("\"Bar \"El Rincón de Ana\";x\n", ';'))
                .containsExactly(List.of("Bar \"El Rincón de Ana", "x"));
        assertThat(cells("\"sin fin;x\ny", ';')).containsExactly(List.of("sin fin;x\ny"));
    }

    @Test
    void a_row_knows_the_line_it_begins_in() throws IOException {
        assertThat(read("a;b\n\n\"x\ny\";1\nz;2\n", ';'))
                .extracting(CsvReader.Row::line)
                .containsExactly(1, 3, 5);
    }

    @Property
    void what_is_written_quoted_is_read_back(
            @ForAll @Size(min = 1, max = 5) List<@CharRange(from = ' ', to = 'ÿ') String> cells) throws IOException {
        List<String> plain = cells.stream()
                .map(cell -> cell.replaceAll("\\p{Cntrl}", "").strip())
                .toList();
        String line = plain.stream()
                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(";"));
        if (plain.stream().anyMatch(cell -> !cell.isEmpty())) {
            assertThat(cells(line + "\r\n", ';')).containsExactly(plain);
        }
    }

    @Test
    void how_a_file_is_written_is_found_out() throws IOException {
        String text = "Nombre;Teléfono, fijo\nPeña;1,2,3";
        for (Charset charset :
                List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"), StandardCharsets.UTF_16LE)) {
            String marked = charset == StandardCharsets.UTF_16LE ? "\uFEFF" + text : text;
            try (SourceFile file = SourceFile.of(new ByteArrayInputStream(marked.getBytes(charset)));
                    Reader in = file.open()) {
                assertThat(file.charset()).isEqualTo(charset);
                assertThat(file.separator()).isEqualTo(';');
                assertThat(new CsvReader(in, ';').read().cells()).containsExactly("Nombre", "Teléfono, fijo");
            }
        }
        assertThat(refused(new byte[] {'P', 'K', 3, 4})).isEqualTo("crm.import.spreadsheet");
        assertThat(refused(new byte[] {1, 0, 3, 4})).isEqualTo("crm.import.no-text");
        assertThat(refused(new byte[0])).isEqualTo("crm.import.empty");
    }

    private static String refused(byte[] bytes) throws IOException {
        try (SourceFile file = SourceFile.of(new ByteArrayInputStream(bytes))) {
            return "read as " + file.charset();
        } catch (ProblemException e) {
            return e.errors().get(0).code();
        }
    }

    @Test
    void columns_are_known_by_what_stands_above_them() {
        assertThat(Columns.guess(
                        List.of(
                                "Razón social",
                                "C.I.F.",
                                "E-mail",
                                "Teléfono",
                                "Móvil",
                                "C.P.",
                                "Población",
                                "Zona",
                                "Otra"),
                        Map.of("Zona", "zona")))
                .isEqualTo(Map.of(
                        0,
                        "name",
                        1,
                        "taxId",
                        2,
                        "email",
                        3,
                        "phone",
                        4,
                        "phone",
                        5,
                        "postalCode",
                        6,
                        "city",
                        7,
                        "custom.zona"));
        assertThat(Columns.guess(List.of("First name", "Last name", "VAT number", "ZIP"), Map.of()))
                .isEqualTo(Map.of(0, "name", 1, "surname", 2, "taxId", 3, "postalCode"));
        assertThat(Columns.guess(List.of("NIF/CIF", "Nombre del señor"), Map.of()))
                .isEqualTo(Map.of(0, "taxId", 1, "name"));
    }
}
