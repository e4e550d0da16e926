package io.rubro.crm.internal.imports;

import io.rubro.platform.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/** A file somebody sent, put aside while it is read, with how it is written. */
final class SourceFile implements AutoCloseable {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int LOOKED_AT = 64 * 1024;

    private final Path file;
    private final Charset charset;
    private final char separator;

    private SourceFile(Path file, Charset charset, char separator) {
        this.file = file;
        this.charset = charset;
        this.separator = separator;
    }

    /**
     * Puts a file aside and looks how it is written: with a mark of UTF-8 or UTF-16, as UTF-8 if all of it is, else as
     * Windows does in Western Europe; the separator is the one of {@code ; , tab} that stands most in the first line.
     *
     * @throws ProblemException 422 if it is empty or no text
     */
    static SourceFile of(InputStream sent) throws IOException {
        Path file = Files.createTempFile("contacts", ".csv");
        try {
            Files.copy(sent, file, StandardCopyOption.REPLACE_EXISTING);
            Charset charset = charset(file);
            return new SourceFile(file, charset, separator(file, charset));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static Charset charset(Path file) throws IOException {
        byte[] begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = in.readNBytes(LOOKED_AT);
        }
        if (begin.length == 0) {
            throw ProblemException.invalid("file", "crm.import.empty");
        }
        if (begins(begin, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (begins(begin, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        if (begins(begin, 'P', 'K') || begins(begin, 0xD0, 0xCF)) {
            throw ProblemException.invalid("file", "crm.import.spreadsheet");
        }
        for (byte b : begin) {
            if (b == 0) {
                throw ProblemException.invalid("file", "crm.import.no-text");
            }
        }
        return isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS;
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static boolean isUtf8(Path file) throws IOException {
        try (Reader in = new InputStreamReader(
                new BufferedInputStream(Files.newInputStream(file)),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            char[] buffer = new char[8192];
            while (in.read(buffer) >= 0) {
                // only whether it can be read
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static char separator(Path file, Charset charset) throws IOException {
        Map<Character, Integer> counts = new HashMap<>();
        try (Reader in = Files.newBufferedReader(file, charset)) {
            boolean quoted = false;
            boolean any = false;
            for (int c = in.read(); c >= 0 && !(any && !quoted && c == '\n'); c = in.read()) {
                quoted ^= c == '"';
                any |= !Character.isWhitespace(c) && c != '\uFEFF';
                if (!quoted && (c == ';' || c == ',' || c == '\t')) {
                    counts.merge((char) c, 1, Integer::sum);
                }
            }
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("file", "crm.import.no-text");
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(';');
    }

    Charset charset() {
        return charset;
    }

    char separator() {
        return separator;
    }

    Reader open() throws IOException {
        return new InputStreamReader(Files.newInputStream(file), charset);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
