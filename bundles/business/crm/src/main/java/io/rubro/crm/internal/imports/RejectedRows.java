package io.rubro.crm.internal.imports;

import io.rubro.crm.internal.imports.ContactImport.Verdict;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rows that were left out, as a file to be corrected and imported again. */
@Component(service = RejectedRows.class)
public final class RejectedRows {

    private static final int LOT = 500;

    private final ImportRows rows;
    private final ImportRuns runs;

    /** Called by the component runtime. */
    @Activate
    public RejectedRows(@Reference Sql sql) {
        this.rows = new ImportRows(sql);
        this.runs = new ImportRuns(sql, rows);
    }

    /**
     * Writes rows that are wrong or may be contacts that are there, with the reason in one more column: UTF-8 with its mark
     * and semicolons, as spreadsheets open it. A text a spreadsheet would run as a formula is made a text.
     *
     * @param title of the column of reasons
     */
    void write(Id id, String title, Writer out) throws IOException {
        List<String> header = new ArrayList<>(runs.get(id).header());
        int width = header.size();
        header.add(title);
        out.write('\uFEFF');
        line(out, header);
        for (Verdict verdict : List.of(Verdict.ERROR, Verdict.DUPLICATE)) {
            int after = 0;
            List<ImportRow> lot;
            do {
                lot = rows.after(id, after, verdict, null, LOT);
                for (ImportRow row : lot) {
                    if (row.contactId() == null) {
                        List<String> cells = new ArrayList<>(row.cells()
                                .subList(0, Math.min(width, row.cells().size())));
                        while (cells.size() < width) {
                            cells.add("");
                        }
                        cells.add(row.reason() == null ? "" : row.reason());
                        line(out, cells);
                    }
                    after = row.line();
                }
            } while (lot.size() == LOT);
        }
        out.flush();
    }

    private static void line(Writer out, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.write(i == 0 ? "" : ";");
            out.write(cell(cells.get(i)));
        }
        out.write("\r\n");
    }

    private static String cell(String text) {
        // a telephone with its country begins with + and is no formula
        boolean formula = !text.isEmpty() && "=@\t\r-".indexOf(text.charAt(0)) >= 0;
        boolean sum = text.startsWith("+") && !text.matches("\\+[0-9 ()./-]+");
        String safe = formula || sum ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
