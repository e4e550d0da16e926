package io.rubro.crm.internal.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads separated values one row at a time, as spreadsheets and other programs write them (RFC 4180), and forgivingly: a
 * quotation mark in the middle of a cell is one, and a quoted cell that never ends, ends with the file.
 */
final class CsvReader {

    private static final int LONGEST_CELL = 10_000;

    private final Reader in;
    private final char separator;
    private int next;
    private int line;

    /** Begins to read. */
    CsvReader(Reader in, char separator) throws IOException {
        this.in = in instanceof BufferedReader ? in : new BufferedReader(in);
        this.separator = separator;
        this.next = this.in.read();
        this.line = 1;
        if (next == '\uFEFF') {
            next = this.in.read();
        }
    }

    /**
     * A row.
     *
     * @param line the line of the file it begins in, from 1
     * @param cells trimmed; a cell longer than 10,000 characters is cut
     */
    record Row(int line, List<String> cells) {

        boolean isBlank() {
            return cells.stream().allMatch(String::isEmpty);
        }
    }

    /** The next row that holds something; null at the end. */
    @Nullable
    Row read() throws IOException {
        while (next >= 0) {
            Row row = row();
            if (!row.isBlank()) {
                return row;
            }
        }
        return null;
    }

    private Row row() throws IOException {
        int begin = line;
        List<String> cells = new ArrayList<>();
        do {
            cells.add(cell());
        } while (take(separator));
        if (next == '\r') {
            advance();
        }
        if (next == '\n') {
            advance();
        }
        return new Row(begin, cells);
    }

    /** A cell; afterwards the separator, the end of the line or of the file is next. */
    private String cell() throws IOException {
        StringBuilder text = new StringBuilder();
        while (next == ' ' && separator != ' ') {
            advance();
        }
        if (take('"')) {
            quoted(text);
        }
        while (next >= 0 && next != separator && next != '\n' && next != '\r') {
            append(text);
        }
        return text.toString().strip();
    }

    private void quoted(StringBuilder text) throws IOException {
        while (next >= 0) {
            if (!take('"')) {
                append(text);
            } else if (next == '"') {
                append(text);
            } else if (next < 0 || next == separator || next == '\n' || next == '\r' || next == ' ') {
                return;
            } else {
                text.append('"'); // one that somebody forgot to double
            }
        }
    }

    private void append(StringBuilder text) throws IOException {
        // the unit separator stands between cells where they are stored
        if (text.length() < LONGEST_CELL && next != '\u001f' && next != 0) {
            text.append((char) next);
        }
        advance();
    }

    private boolean take(char wanted) throws IOException {
        if (next != wanted) {
            return false;
        }
        advance();
        return true;
    }

    private void advance() throws IOException {
        if (next == '\n') {
            line++;
        }
        next = in.read();
    }
}
