package io.rubro.itests;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** How the shops of {@link DemoData} group their customers, and what they spend to find new ones. */
final class DemoSegments {

    private static final String SEGMENTS = "/api/v1/crm/segments";

    private DemoSegments() {}

    static void tell(Api api, List<String> customers, LocalDate today, String noughts) {
        api.post(
                        SEGMENTS,
                        Map.of(
                                "name", "Mejores clientes",
                                "description", "Para la cata de primavera",
                                "kind", "DYNAMIC",
                                "conditions",
                                        List.of(
                                                condition("lifetimeValue", "AT_LEAST", "500" + noughts),
                                                condition("status", "IS", "ACTIVE"))))
                .expect(201);
        api.post(
                        SEGMENTS,
                        Map.of(
                                "name", "Sin comprar desde hace tres meses",
                                "kind", "DYNAMIC",
                                "conditions",
                                        List.of(
                                                condition("role", "IS", "CUSTOMER"),
                                                condition("lastInvoice", "NOT_LAST_DAYS", "90"))))
                .expect(201);
        String chosen = api.post(SEGMENTS, Map.of("name", "Invitados a la inauguración", "kind", "STATIC"))
                .expect(201)
                .text("/id");
        customers.stream().limit(4).forEach(customer -> api.put(
                        SEGMENTS + "/" + chosen + "/members/" + customer, Map.of())
                .expect(204));
        api.post(
                        "/api/v1/crm/reports/costs",
                        Map.of(
                                "source",
                                "Feria",
                                "from",
                                today.minusMonths(2).toString(),
                                "until",
                                today.toString(),
                                "amount",
                                "850" + noughts,
                                "note",
                                "Puesto y muestras"))
                .expect(201);
    }

    private static Map<String, Object> condition(String field, String operator, String value) {
        return Map.of("field", field, "operator", operator, "values", List.of(value));
    }
}
