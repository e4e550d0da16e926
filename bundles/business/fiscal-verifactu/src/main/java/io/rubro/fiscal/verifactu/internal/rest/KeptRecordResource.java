package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.eventlog.Anomaly;
import io.rubro.fiscal.verifactu.internal.eventlog.Checks;
import io.rubro.fiscal.verifactu.internal.eventlog.IntegrityCheck;
import io.rubro.fiscal.verifactu.internal.eventlog.PeriodExport;
import io.rubro.fiscal.verifactu.internal.mode.Modes;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.service.RecordChain;
import io.rubro.fiscal.verifactu.internal.signing.SignatureCheck;
import io.rubro.fiscal.verifactu.internal.signing.SignedRecords;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Records and events as they are kept: their signatures, whether anything is wrong with them, and a copy of a period. */
@Component(service = KeptRecordResource.class)
@JaxrsResource
@Path("kept")
@Produces(MediaType.APPLICATION_JSON)
@RequiresPermission("fiscal-verifactu.record.read")
public final class KeptRecordResource {

    private final RecordChain records;
    private final SignedRecords signatures;
    private final Checks checks;
    private final PeriodExport export;
    private final Modes modes;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public KeptRecordResource(
            @Reference RecordChain records,
            @Reference SignedRecords signatures,
            @Reference Checks checks,
            @Reference PeriodExport export,
            @Reference Modes modes,
            @Reference Organizations organizations) {
        this.records = records;
        this.signatures = signatures;
        this.checks = checks;
        this.export = export;
        this.modes = modes;
        this.organizations = organizations;
    }

    /**
     * A signed record.
     *
     * @param xml as it was signed
     */
    public record Signed(Id record, boolean good, SignatureCheck signature, String xml) {}

    /**
     * What came of a look at everything.
     *
     * @param checked how many
     * @param signed how many of them are signed
     * @param anomalyCount how many faults there are
     * @param anomalies the first hundred
     */
    public record Part(long checked, long signed, long anomalyCount, List<Found> anomalies) {

        static Part of(IntegrityCheck.Outcome outcome) {
            return new Part(
                    outcome.checked(),
                    outcome.signed(),
                    outcome.found().size(),
                    outcome.found().stream()
                            .limit(100)
                            .map(found -> new Found(found.anomaly(), found.position(), found.id()))
                            .toList());
        }
    }

    /** Something wrong. */
    public record Found(Anomaly anomaly, long position, @Nullable Id id) {}

    /** What came of it. */
    public record Report(boolean intact, Part records, Part events) {}

    @GET
    @Path("{record}")
    @Operation(
            summary = "A record as it was signed, and what its signature is worth",
            description = "404 for a record that was not signed because it was sent.")
    public Signed signed(@PathParam("record") Id id) {
        FiscalRecord record =
                records.find(id).orElseThrow(() -> ProblemException.notFound("fiscal-verifactu.record-not-found", id));
        String xml =
                signatures.find(id).orElseThrow(() -> ProblemException.notFound("fiscal-verifactu.not-signed", id));
        SignatureCheck check = SignedRecords.check(record, xml);
        return new Signed(id, check.good(), check, xml);
    }

    @POST
    @Path("check")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Look for anomalies in all records and events",
            description =
                    "Fingerprints, signatures, chains and times. Where a log of events is kept, the look and what it"
                            + " finds are logged. Needs no body.")
    public Report check() {
        Organization business = organizations.current();
        Checks.Result result = checks.run(business, modes.logged(business));
        return new Report(result.intact(), Part.of(result.records()), Part.of(result.events()));
    }

    @GET
    @Path("export")
    @Produces({"application/zip", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Download all records and events of a period",
            description =
                    "A ZIP file of XML files, each as it was made. from, to: days of the business, both wanted. Where"
                            + " a log of events is kept, the export is logged.")
    public Response export(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        LocalDate first = day("from", from);
        LocalDate last = day("to", to);
        if (last.isBefore(first)) {
            throw ProblemException.invalid("to", "fiscal-verifactu.period");
        }
        Organization business = organizations.current();
        PeriodExport.Prepared prepared = export.prepare(business, first, last, modes.logged(business));
        StreamingOutput file = prepared::write;
        return Response.ok(file, "application/zip")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"registros-" + first + "-" + last + ".zip\"")
                .build();
    }

    private static LocalDate day(String field, @Nullable String text) {
        try {
            return LocalDate.parse(text == null ? "" : text);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(field, "fiscal-verifactu.period");
        }
    }
}
