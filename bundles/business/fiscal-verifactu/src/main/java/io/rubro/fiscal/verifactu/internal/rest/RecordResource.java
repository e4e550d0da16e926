package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.RecordXml;
import io.rubro.fiscal.verifactu.internal.service.Corrections;
import io.rubro.fiscal.verifactu.internal.service.RecordChain;
import io.rubro.fiscal.verifactu.internal.service.RecordChain.Head;
import io.rubro.fiscal.verifactu.internal.submission.Submissions;
import io.rubro.fiscal.verifactu.internal.submission.Submissions.Submission;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The chain of records, to be walked forward and backward, and what the authority says of each. */
@Component(service = RecordResource.class)
@JaxrsResource
@Path("records")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordResource {

    private static final String READ = "fiscal-verifactu.record.read";
    private static final String CORRECT = "fiscal-verifactu.record.correct";

    private final RecordChain chain;
    private final Submissions submissions;
    private final Corrections corrections;

    /** Called by the component runtime. */
    @Activate
    public RecordResource(
            @Reference RecordChain chain, @Reference Submissions submissions, @Reference Corrections corrections) {
        this.chain = chain;
        this.submissions = submissions;
        this.corrections = corrections;
    }

    @GET
    @RequiresPermission(READ)
    @Operation(
            summary = "Walk a chain of invoicing records",
            description =
                    "Sort by position or -position (the default). Without a chain: the one opened last. Filters: state"
                            + " (pending, sent, accepted, accepted_with_errors, rejected, several with commas; open"
                            + " for the first two), type, kind, number, invoice, from and to (days they were made)."
                            + " Each record says whether it is chained correctly and in order of time.")
    public Page<RecordView> list(@BeanParam RecordQuery query, @BeanParam PageRequest page) {
        boolean backward = page.order("-position").descending();
        int limit = page.limit();
        Long after = page.after(1).map(cursor -> position(cursor.get(0))).orElse(null);
        Head head = head(query.chain()).orElse(null);
        if (head == null) {
            return new Page<>(List.of(), null);
        }
        List<Long> wanted = chain.positions(head.id(), query.filter(), after, backward, limit + 1);
        Page<Long> positions = Page.of(wanted, limit, PageRequest::cursor);
        return new Page<>(views(head.id(), positions.items()), positions.next());
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
        return view(find(id));
    }

    private FiscalRecord find(Id id) {
        return chain.find(id).orElseThrow(() -> ProblemException.notFound("fiscal-verifactu.record-not-found", id));
    }

    @GET
    @Path("{id}/xml")
    @Produces(MediaType.APPLICATION_XML)
    @RequiresPermission(READ)
    @Operation(summary = "The record as the authority gets it")
    public String xml(@PathParam("id") Id id) {
        return RecordXml.of(find(id));
    }

    @POST
    @Path("{id}/correct")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission(CORRECT)
    @Operation(
            summary = "Correct a record",
            description =
                    "Makes a new record that takes its place (subsanación): of the recipient, the description, the date"
                            + " of operation, or the scheme or treatment of lines. Number, date and amounts need a"
                            + " corrective invoice. 409 while the authority has not answered to the record, or if it"
                            + " is not the newest of its invoice.")
    public RecordView correct(@PathParam("id") Id id, @NotNull @Valid CorrectionRequest request) {
        return view(corrections.correct(id, request.toChange()));
    }

    @POST
    @Path("{id}/resend")
    @Consumes(MediaType.WILDCARD)
    @RequiresPermission(CORRECT)
    @Operation(
            summary = "Send a record again",
            description = "A refused one as a new record; one that waits goes at once. Needs no body.")
    public RecordView resend(@PathParam("id") Id id) {
        return view(corrections.resend(id));
    }

    private RecordView view(FiscalRecord record) {
        return views(record.chain(), List.of(record.position())).get(0);
    }

    /** The records at these places, in their order, with what their neighbours tell of them. */
    private List<RecordView> views(Id chainId, List<Long> positions) {
        Map<Long, FiscalRecord> records = new HashMap<>();
        Map<Id, Submission> sent = new HashMap<>();
        for (long[] run : runs(positions)) {
            chain.range(chainId, run[0] - 1, run[1] + 1).forEach(record -> records.put(record.position(), record));
            submissions.range(chainId, run[0], run[1]).forEach(submission -> sent.put(submission.record(), submission));
        }
        List<RecordView> views = new ArrayList<>();
        for (long position : positions) {
            FiscalRecord record = records.get(position);
            if (record != null) {
                FiscalRecord before = records.get(position - 1);
                views.add(RecordView.of(
                        record,
                        chain.faults(before, record),
                        before,
                        records.get(position + 1),
                        sent.get(record.id())));
            }
        }
        return views;
    }

    /** Places as runs of neighbours, first and last, so that a page is read at once. */
    private static List<long[]> runs(List<Long> positions) {
        List<Long> ordered = new ArrayList<>(positions);
        Collections.sort(ordered);
        List<long[]> runs = new ArrayList<>();
        for (long position : ordered) {
            long[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && position <= last[1] + 3) {
                last[1] = position;
            } else {
                runs.add(new long[] {position, position});
            }
        }
        return runs;
    }
}
