package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.Sha256;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.security.Authenticated;
import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Computes fingerprints of records made elsewhere, for those who integrate or check. */
@Component(service = FingerprintResource.class)
@JaxrsResource
@Path("fingerprint")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FingerprintResource {

    /**
     * A record.
     *
     * @param record {@code RegistroAlta} or {@code RegistroAnulacion}
     * @param fields by their names in the XML; {@code Huella} is that of the record before it, absent in the first
     */
    public record Literals(@NotBlank String record, @NotNull @Size(max = 20) Map<String, @Nullable String> fields) {}

    /**
     * A fingerprint.
     *
     * @param canonical the text that was hashed
     * @param fingerprint 64 upper-case hexadecimal digits
     */
    public record Fingerprint(String canonical, String fingerprint) {}

    @POST
    @Authenticated
    @Operation(summary = "Compute the fingerprint (huella) of given literals", description = "Nothing is stored.")
    public Fingerprint compute(@NotNull @Valid Literals literals) {
        RecordType type = type(literals.record());
        Map<String, String> values = check(type, literals.fields());
        String canonical = type.canonical(values);
        return new Fingerprint(canonical, Sha256.of(canonical));
    }

    private static RecordType type(String element) {
        return Arrays.stream(RecordType.values())
                .filter(type -> type.element().equals(element))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "record",
                        "fiscal-verifactu.record-type",
                        Map.of(
                                "allowed",
                                Arrays.stream(RecordType.values())
                                        .map(RecordType::element)
                                        .collect(Collectors.joining(", ")))));
    }

    private static Map<String, String> check(RecordType type, Map<String, @Nullable String> given) {
        List<FieldError> errors = new ArrayList<>();
        for (String name : given.keySet()) {
            if (!type.names().contains(name)) {
                errors.add(new FieldError(
                        "fields." + name,
                        "fiscal-verifactu.literal.unknown",
                        Map.of("record", type.element(), "allowed", String.join(", ", type.names()))));
            }
        }
        Map<String, String> values = type.names().stream().collect(Collectors.toMap(name -> name, name -> {
            String value = given.get(name);
            return value == null ? "" : value.trim();
        }));
        for (String name : type.names()) {
            Literal literal = type.literal(name);
            if (!literal.allows(values.getOrDefault(name, ""))) {
                errors.add(new FieldError(
                        "fields." + name,
                        "fiscal-verifactu.literal." + literal.name().toLowerCase(Locale.ROOT),
                        Map.of()));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return values;
    }
}
