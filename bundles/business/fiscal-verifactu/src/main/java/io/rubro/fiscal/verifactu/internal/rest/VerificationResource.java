package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.service.Fault;
import io.rubro.fiscal.verifactu.internal.service.RecordChain;
import io.rubro.fiscal.verifactu.internal.service.RecordChain.Verification;
import io.rubro.platform.ids.Id;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Whether the chains are what they were made. */
@Component(service = VerificationResource.class)
@JaxrsResource
@Path("verification")
@Produces(MediaType.APPLICATION_JSON)
public final class VerificationResource {

    private final RecordChain chain;

    /** Called by the component runtime. */
    @Activate
    public VerificationResource(@Reference RecordChain chain) {
        this.chain = chain;
    }

    /**
     * The state of all chains of the organisation.
     *
     * @param intact whether nothing is wrong with any
     */
    public record Report(boolean intact, List<ChainReport> chains) {}

    /**
     * The state of one chain.
     *
     * @param records how many there are
     * @param faultCount how many faults there are
     * @param faults the first hundred
     */
    public record ChainReport(
            Id chain,
            String issuer,
            String installation,
            boolean intact,
            long records,
            @Nullable String lastFingerprint,
            long faultCount,
            List<Fault> faults) {

        static ChainReport of(Verification state) {
            return new ChainReport(
                    state.head().id(),
                    state.head().issuer(),
                    state.head().installation(),
                    state.intact(),
                    state.records(),
                    state.lastFingerprint(),
                    state.faultCount(),
                    state.faults());
        }
    }

    @GET
    @RequiresPermission("fiscal-verifactu.record.read")
    @Operation(summary = "Verify the chains", description = "Recomputes every record from first to last.")
    public Report verify() {
        List<ChainReport> chains = chain.heads().stream()
                .map(head -> ChainReport.of(chain.verify(head)))
                .toList();
        return new Report(chains.stream().allMatch(ChainReport::intact), chains);
    }
}
