package io.rubro.platform.audit.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.rubro.platform.audit.internal.model.Entry;
import io.rubro.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How an export is written. */
enum ExportFormat {
    CSV("text/csv;charset=utf-8") {
        @Override
        String header() {
            return String.join(",", COLUMNS) + "\r\n";
        }

        @Override
        String line(Entry e) {
            return fields(e).map(ExportFormat::quoted).collect(Collectors.joining(",")) + "\r\n";
        }
    },
    JSONL("application/x-ndjson") {
        @Override
        String header() {
            return "";
        }

        @Override
        String line(Entry e) {
            try {
                ObjectNode node = JSON.createObjectNode();
                List<@Nullable String> values = fields(e).toList();
                for (int i = 0; i < values.size(); i++) {
                    node.put(COLUMNS.get(i), values.get(i));
                }
                node.put("seq", e.seq());
                node.putRawValue("details", new RawValue(e.details())); // to the letter, as it was hashed
                return JSON.writeValueAsString(node) + "\n";
            } catch (JsonProcessingException bad) {
                throw new IllegalStateException(bad);
            }
        }
    };

    private static final List<String> COLUMNS = List.of(
            "seq",
            "id",
            "at",
            "requestId",
            "actorKind",
            "actorId",
            "actorName",
            "action",
            "recordType",
            "recordId",
            "details",
            "hash");
    private static final JsonMapper JSON = new JsonMapper();

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    static ExportFormat of(String text) {
        return switch (text) {
            case "csv" -> CSV;
            case "jsonl" -> JSONL;
            default -> throw ProblemException.invalid("format", "audit.format", Map.of("value", text));
        };
    }

    abstract String header();

    abstract String line(Entry entry);

    String mediaType() {
        return mediaType;
    }

    private static Stream<@Nullable String> fields(Entry e) {
        return Stream.<@Nullable Object>of(
                        e.seq(),
                        e.id(),
                        e.at(),
                        e.requestId(),
                        e.actorKind(),
                        e.actorId(),
                        e.actorName(),
                        e.action(),
                        e.recordType(),
                        e.recordId(),
                        e.details(),
                        e.hash())
                .map(v -> v == null ? null : v.toString());
    }

    /** RFC 4180; a text a spreadsheet would run as a formula gets an apostrophe before it. */
    private static String quoted(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
