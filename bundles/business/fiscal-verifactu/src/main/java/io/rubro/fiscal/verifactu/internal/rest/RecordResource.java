package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.service.RecordChain;
import io.rubro.fiscal.verifactu.internal.service.RecordChain.Head;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The chain of records, to be walked forward and backward. */
@Component(service = RecordResource.class)
@JaxrsResource
@Path("records")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordResource {

    private static final String READ = "fiscal-verifactu.record.read";

    private final RecordChain chain;

    /** Called by the component runtime. */
    @Activate
    public RecordResource(@Reference RecordChain chain) {
        this.chain = chain;
    }

    @GET
    @RequiresPermission(READ)
    @Operation(
            summary = "Walk a chain of invoicing records",
            description =
                    "Sort by position or -position (the default). Without a chain: the one opened last. Each record"
                            + " says whether it is chained correctly and in order of time.")
    public Page<RecordView> list(@QueryParam("chain") @Nullable Id wanted, @BeanParam PageRequest page) {
        boolean backward = page.order("-position").descending();
        int limit = page.limit();
        Optional<Long> after = page.after(1).map(cursor -> position(cursor.get(0)));
        Head head = head(wanted).orElse(null);
        if (head == null) {
            return new Page<>(List.of(), null);
        }
        long first = backward
                ? after.map(p -> p - 1).orElse(head.lastPosition())
                : after.map(p -> p + 1).orElse(1L);
        if (first < 1 || first > head.lastPosition()) {
            return new Page<>(List.of(), null);
        }
        long last = backward ? Math.max(1, first - limit + 1) : Math.min(head.lastPosition(), first + limit - 1);
        List<RecordView> views = views(head.id(), first, last);
        boolean more = backward ? last > 1 : last < head.lastPosition();
        return new Page<>(views, more ? PageRequest.cursor(last) : null);
    }

    private static long position(String text) {
        try {
            long position = Long.parseLong(text);
            if (position > 0 && position < Long.MAX_VALUE - PageRequest.MAX_LIMIT) {
                return position;
            }
        } catch (NumberFormatException notOurs) {
            // refused below
        }
        throw ProblemException.invalid("cursor", "rest.cursor");
    }

    private Optional<Head> head(@Nullable Id wanted) {
        List<Head> heads = chain.heads();
        if (wanted == null) {
            return heads.isEmpty() ? Optional.empty() : Optional.of(heads.get(heads.size() - 1));
        }
        return Optional.of(heads.stream()
                .filter(head -> head.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("fiscal-verifactu.chain-not-found", wanted)));
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public RecordView get(@PathParam("id") Id id) {
        FiscalRecord record =
                chain.find(id).orElseThrow(() -> ProblemException.notFound("fiscal-verifactu.record-not-found", id));
        return views(record.chain(), record.position(), record.position()).get(0);
    }

    /** The records between two positions, in the order from the first to the last. */
    private List<RecordView> views(Id chainId, long first, long last) {
        long low = Math.min(first, last);
        long high = Math.max(first, last);
        Map<Long, FiscalRecord> records = new HashMap<>();
        chain.range(chainId, low - 1, high + 1).forEach(record -> records.put(record.position(), record));
        List<RecordView> views = new ArrayList<>();
        long step = first <= last ? 1 : -1;
        for (long position = first; position != last + step; position += step) {
            FiscalRecord record = records.get(position);
            if (record != null) {
                FiscalRecord before = records.get(position - 1);
                views.add(RecordView.of(record, chain.faults(before, record), before, records.get(position + 1)));
            }
        }
        return views;
    }
}
