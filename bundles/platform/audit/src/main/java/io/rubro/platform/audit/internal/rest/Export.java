package io.rubro.platform.audit.internal.rest;

import io.rubro.platform.audit.internal.model.Entry;
import io.rubro.platform.audit.internal.service.Trail;
import io.rubro.platform.audit.internal.service.Trail.Search;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.ws.rs.core.StreamingOutput;

/** Writes a trail of any length, page by page, the latest entry first. */
record Export(Trail trail, Search search, ExportFormat format) implements StreamingOutput {

    private static final int PAGE = 500;

    @Override
    public void write(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(format.header());
        List<Entry> page = trail.find(search, Long.MAX_VALUE, PAGE);
        while (!page.isEmpty()) {
            for (Entry entry : page) {
                writer.write(format.line(entry));
            }
            page = trail.find(search, page.get(page.size() - 1).seq(), PAGE);
        }
        writer.flush();
    }
}
