package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.internal.vatbooks.SupplierDraft.Part;
import io.rubro.billing.internal.vatbooks.SupplierInvoice.Operation;
import io.rubro.platform.module.Messages;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads suppliers' invoices from comma or semicolon separated values, one line for each rate of an invoice, and records
 * those that are not there yet: all or, if a line is wrong, none.
 */
@Component(service = SupplierImport.class)
public final class SupplierImport {

    private static final int MOST_LINES = 10_000;
    private static final Pattern SPANISH_DATE = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");

    /** The columns by their names in Spanish and English, without accents. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("proveedor", "name"),
            Map.entry("supplier", "name"),
            Map.entry("nombre", "name"),
            Map.entry("nombre expedidor", "name"),
            Map.entry("nif", "taxId"),
            Map.entry("tax id", "taxId"),
            Map.entry("nif expedidor identificacion", "taxId"),
            Map.entry("pais", "country"),
            Map.entry("country", "country"),
            Map.entry("numero", "number"),
            Map.entry("number", "number"),
            Map.entry("serie-numero", "number"),
            Map.entry("fecha", "issued"),
            Map.entry("date", "issued"),
            Map.entry("fecha expedicion", "issued"),
            Map.entry("recibida", "received"),
            Map.entry("received", "received"),
            Map.entry("fecha recepcion", "received"),
            Map.entry("base", "base"),
            Map.entry("base imponible", "base"),
            Map.entry("tipo", "rate"),
            Map.entry("rate", "rate"),
            Map.entry("tipo de iva", "rate"),
            Map.entry("cuota", "tax"),
            Map.entry("tax", "tax"),
            Map.entry("cuota iva soportado", "tax"),
            Map.entry("recargo", "surcharge"),
            Map.entry("surcharge", "surcharge"),
            Map.entry("cuota recargo eq.", "surcharge"),
            Map.entry("deducible %", "deductible"),
            Map.entry("deductible %", "deductible"),
            Map.entry("retencion", "withheld"),
            Map.entry("withheld", "withheld"),
            Map.entry("importe retenido del irpf", "withheld"),
            Map.entry("vencimiento", "due"),
            Map.entry("due", "due"),
            Map.entry("pagada", "paid"),
            Map.entry("paid", "paid"),
            Map.entry("pago fecha", "paid"),
            Map.entry("operacion", "operation"),
            Map.entry("operation", "operation"));

    private static final List<String> REQUIRED = List.of("name", "taxId", "number", "issued", "base", "rate");
    private static final Map<String, String> SPANISH = Map.of(
            "name", "proveedor", "taxId", "nif", "number", "numero", "issued", "fecha", "base", "base", "rate", "tipo");

    private final Transactions transactions;
    private final Suppliers suppliers;
    private final Messages messages;

    /** Called by the component runtime. */
    @Activate
    public SupplierImport(
            @Reference Transactions transactions, @Reference Suppliers suppliers, @Reference Messages messages) {
        this.transactions = transactions;
        this.suppliers = suppliers;
        this.messages = messages;
    }

    /**
     * What came of an import.
     *
     * @param recorded invoices that are new
     * @param known invoices that were there already
     */
    public record Outcome(int recorded, int known) {}

    /**
     * Records the invoices of a file.
     *
     * @throws ProblemException 422 naming the line that is wrong; nothing is recorded then
     */
    public Outcome run(String file) {
        List<List<String>> rows = SeparatedValues.read(file, MOST_LINES);
        if (rows.isEmpty()) {
            throw ProblemException.invalid("file", "billing.supplier.csv-header", Map.of("missing", "proveedor"));
        }
        Map<String, Integer> columns = header(rows.get(0));
        Map<String, SupplierDraft> drafts = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        for (int i = 1; i < rows.size(); i++) {
            int line = i + 1;
            List<String> row = rows.get(i);
            SupplierDraft draft = at(line, () -> draft(row, columns));
            String key = draft.supplierTaxId() + "\n" + draft.number() + "\n" + draft.issuedOn();
            lines.putIfAbsent(key, line);
            drafts.merge(key, draft, SupplierImport::together);
        }
        return transactions.required(() -> {
            int made = 0;
            for (Map.Entry<String, SupplierDraft> entry : drafts.entrySet()) {
                made += at(lines.getOrDefault(entry.getKey(), 0), () -> suppliers.createAll(List.of(entry.getValue())));
            }
            return new Outcome(made, drafts.size() - made);
        });
    }

    private interface Work<T> {
        T run();
    }

    private <T> T at(int line, Work<T> work) {
        try {
            return work.run();
        } catch (ProblemException e) {
            String reason = e.errors().stream()
                    .map(error -> error.field() + ": " + words(error.code(), error.args()))
                    .collect(Collectors.joining(" "));
            throw wrong(line, reason.isEmpty() ? words(e.code(), e.args()) : reason);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(line, String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException wrong(int line, String reason) {
        return ProblemException.invalid("file", "billing.supplier.csv-row", Map.of("line", line, "reason", reason));
    }

    private String words(String code, Map<String, Object> args) {
        return messages.text(Caller.current().locale(), code, args).orElse(code);
    }

    private static Map<String, Integer> header(List<String> cells) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String column = COLUMNS.get(folded(cells.get(i)));
            if (column != null) {
                columns.putIfAbsent(column, i);
            }
        }
        List<String> missing = REQUIRED.stream()
                .filter(column -> !columns.containsKey(column))
                .map(column -> SPANISH.getOrDefault(column, column))
                .toList();
        if (!missing.isEmpty()) {
            throw ProblemException.invalid(
                    "file", "billing.supplier.csv-header", Map.of("missing", String.join(", ", missing)));
        }
        return columns;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    private static SupplierDraft draft(List<String> row, Map<String, Integer> columns) {
        Part part = new Part(
                number(cell(row, columns, "rate")),
                number(cell(row, columns, "base")),
                number(cell(row, columns, "tax")),
                number(cell(row, columns, "surcharge")),
                number(cell(row, columns, "deductible")));
        BigDecimal base = part.base();
        String operation = cell(row, columns, "operation");
        return new SupplierDraft(
                cell(row, columns, "name"),
                cell(row, columns, "taxId"),
                cell(row, columns, "country"),
                cell(row, columns, "number"),
                date(cell(row, columns, "issued")),
                date(cell(row, columns, "received")),
                operation == null ? null : Operation.valueOf(operation.toUpperCase(Locale.ROOT)),
                false,
                false,
                base != null && base.signum() < 0,
                List.of(part),
                number(cell(row, columns, "withheld")),
                date(cell(row, columns, "due")),
                date(cell(row, columns, "paid")),
                null);
    }

    private static SupplierDraft together(SupplierDraft a, SupplierDraft b) {
        List<Part> parts = new ArrayList<>(a.taxes() == null ? List.of() : a.taxes());
        parts.addAll(b.taxes() == null ? List.of() : b.taxes());
        return new SupplierDraft(
                a.supplierName(),
                a.supplierTaxId(),
                a.supplierCountry(),
                a.number(),
                a.issuedOn(),
                a.receivedOn(),
                a.operation(),
                a.services(),
                a.investment(),
                Boolean.TRUE.equals(a.corrective()) || Boolean.TRUE.equals(b.corrective()),
                parts,
                a.withheld(),
                a.dueOn(),
                a.paidOn(),
                a.remark());
    }

    private static @Nullable String cell(List<String> row, Map<String, Integer> columns, String column) {
        Integer at = columns.get(column);
        String text = at == null || at >= row.size() ? "" : row.get(at).strip();
        return text.isEmpty() ? null : text;
    }

    /** With a decimal comma or point; a point or comma before groups of three is left out. */
    private static @Nullable BigDecimal number(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String bare = text.replaceAll("[\\s€%]", "");
        int comma = bare.lastIndexOf(',');
        int point = bare.lastIndexOf('.');
        String plain = comma > point ? bare.replace(".", "").replace(',', '.') : bare.replace(",", "");
        try {
            return new BigDecimal(plain);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("«" + text + "»");
        }
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher spanish = SPANISH_DATE.matcher(text);
        return spanish.matches()
                ? LocalDate.of(
                        Integer.parseInt(spanish.group(3)),
                        Integer.parseInt(spanish.group(2)),
                        Integer.parseInt(spanish.group(1)))
                : LocalDate.parse(text);
    }
}
