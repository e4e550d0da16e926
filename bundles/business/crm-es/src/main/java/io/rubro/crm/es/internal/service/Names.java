package io.rubro.crm.es.internal.service;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the fields of a request are called: a refusal that names ours is told with theirs.
 *
 * @param byOurs the Spanish names by ours; those that are not listed are the same
 */
public record Names(Map<String, String> byOurs) {

    /** Of a client in {@code /api/crm}. */
    public static final Names CRM = client("nombre_completo", "cif_nif");

    /** Of a client in {@code /api/clientes}. */
    public static final Names PROFILE = client("nombre", "cif");

    /** Of a person to talk to. */
    public static final Names PERSON = new Names(Map.of("name", "nombre", "jobTitle", "rol", "phone", "telefono"));

    /** Of an activity. */
    public static final Names ACTIVITY = new Names(Map.of(
            "title", "titulo",
            "description", "descripcion",
            "at", "fecha",
            "participants", "responsable",
            "done", "completada"));

    /** Of an opportunity in {@code /api/crm}. */
    public static final Names DEAL = deal("titulo", "valor_estimado", "probabilidad_cierre");

    /** Of an opportunity in {@code /api/clientes}. */
    public static final Names PROJECT = deal("nombre_proyecto", "monto_estimado", "probabilidad");

    /** Of an invoice; what is wrong with the customer is wrong with the client it names. */
    public static final Names INVOICE = new Names(
            Map.of("lines", "items", "description", "descripcion", "quantity", "cantidad", "unitPrice", "precio"));

    public Names {
        byOurs = Map.copyOf(byOurs);
    }

    private static Names client(String name, String taxId) {
        return new Names(Map.of(
                "name", name,
                "taxId", taxId,
                "phone", "telefono",
                "address", "direccion",
                "postalCode", "codigo_postal",
                "city", "ciudad",
                "country", "pais",
                "notes", "notas"));
    }

    private static Names deal(String title, String value, String probability) {
        return new Names(Map.of(
                "title", title,
                "description", "descripcion",
                "value", value,
                "probability", probability,
                "expectedClose", "fecha_cierre_esperada"));
    }

    /** The Spanish name of a field of ours; of a path, of each of its steps. */
    public String of(String ours) {
        return String.join(
                ".",
                List.of(ours.split("\\.", -1)).stream()
                        .map(step -> {
                            int index = step.indexOf('[');
                            String bare = index < 0 ? step : step.substring(0, index);
                            return byOurs.getOrDefault(bare, bare) + (index < 0 ? "" : step.substring(index));
                        })
                        .toList());
    }

    /**
     * Does the work and tells its refusals with these names.
     *
     * @throws ProblemException what the work throws, with the fields renamed
     */
    <T> T in(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException refusal) {
            throw renamed(refusal);
        }
    }

    private ProblemException renamed(ProblemException refusal) {
        List<FieldError> errors = refusal.errors().stream()
                .map(error -> new FieldError(of(error.field()), error.code(), error.args()))
                .toList();
        if (errors.isEmpty()) {
            return refusal;
        }
        return refusal.status() == 409
                ? ProblemException.conflict(errors.get(0).field(), refusal.code(), refusal.args())
                : refusal.status() == 422 ? ProblemException.invalid(errors) : refusal;
    }
}
