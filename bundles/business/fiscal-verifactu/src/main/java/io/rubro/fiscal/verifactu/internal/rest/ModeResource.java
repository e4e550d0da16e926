package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.mode.Change;
import io.rubro.fiscal.verifactu.internal.mode.Modes;
import io.rubro.fiscal.verifactu.internal.mode.OperatingMode;
import io.rubro.fiscal.verifactu.internal.mode.Standing;
import io.rubro.fiscal.verifactu.internal.signing.SigningKey;
import io.rubro.fiscal.verifactu.internal.signing.SigningKeys;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Whether the business sends its records or signs and keeps them. */
@Component(service = ModeResource.class)
@JaxrsResource
@Path("mode")
@Produces(MediaType.APPLICATION_JSON)
public final class ModeResource {

    private final Modes modes;
    private final SigningKeys keys;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public ModeResource(@Reference Modes modes, @Reference SigningKeys keys, @Reference Organizations organizations) {
        this.modes = modes;
        this.keys = keys;
        this.organizations = organizations;
    }

    /**
     * How things stand.
     *
     * @param mode now
     * @param since the first day of it; null if it was never decided
     * @param next what begins on a day to come; null if nothing
     * @param endOfVerifactu the last day of VERI*FACTU, to come or past; null if it goes on
     * @param history all decisions, the latest first
     */
    public record View(
            OperatingMode mode,
            @Nullable LocalDate since,
            @Nullable Decision next,
            @Nullable LocalDate endOfVerifactu,
            Certificate certificate,
            List<Decision> history) {}

    /** A decision. */
    public record Decision(OperatingMode mode, LocalDate from, Instant decidedAt) {

        static Decision of(Change change) {
            return new Decision(change.mode(), change.from(), change.decidedAt());
        }
    }

    /** What there is to sign with. */
    public record Certificate(SigningKeys.State state, @Nullable String subject, @Nullable Instant validUntil) {}

    /** What is wanted. */
    public record Request(@NotNull String mode) {}

    @GET
    @RequiresPermission("fiscal-verifactu.record.read")
    @Operation(summary = "The mode of the business, and the certificate to sign with")
    public View get() {
        return view(modes.standing(organizations.current()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("fiscal-verifactu.settings")
    @Operation(
            summary = "Choose the mode of the business",
            description =
                    "VERIFACTU begins at once. NO_VERIFACTU begins with the next year, or at once while there is no"
                            + " record; it needs a certificate (409). Choosing the present mode withdraws a change to come.")
    public View put(@NotNull Request request) {
        return view(modes.change(organizations.current(), mode(request.mode())));
    }

    private static OperatingMode mode(@Nullable String name) {
        for (OperatingMode mode : OperatingMode.values()) {
            if (mode.name().equals(name)) {
                return mode;
            }
        }
        throw ProblemException.invalid("mode", "fiscal-verifactu.mode");
    }

    private View view(Standing standing) {
        Change since = standing.since();
        Change next = standing.next();
        SigningKey key = keys.find().orElse(null);
        return new View(
                standing.mode(),
                since == null ? null : since.from(),
                next == null ? null : Decision.of(next),
                standing.endOfVerifactu().orElse(null),
                new Certificate(
                        keys.state(Instant.now()),
                        key == null ? null : key.subject(),
                        key == null ? null : key.certificate().getNotAfter().toInstant()),
                standing.history().stream().map(Decision::of).toList());
    }
}
