package io.rubro.itests;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the customers of a shop of {@link DemoData} may buy. */
final class DemoDeals {

    private static final String OPPORTUNITIES = "/api/v1/crm/opportunities";

    /** Title, value, days until the expected close, stage. */
    private static final List<String> DEALS = List.of(
            "Suministro anual de carne|24000|30|initial",
            "Menús para la convención|6800|3|initial",
            "Cestas de Navidad para empleados|9400|12|qualification",
            "Cámara compartida de maduración|15500|45|qualification",
            "Cata para distribuidores|1200|0|demo",
            "Contrato anual de mantenimiento|50000|30|proposal",
            "Barbacoa de aniversario|3100|-4|proposal",
            "Abastecimiento de tres locales|38000|20|negotiation",
            "Curso de corte para cocineros|900|-20|won",
            "Bodas de la temporada|17800|-9|won",
            "Carta de verano|5200|-15|lost");

    private DemoDeals() {}

    /** Writes them down for the first customers, one each. */
    static void tell(Api api, List<String> customers, LocalDate today, String noughts) {
        Map<String, String> stages = new TreeMap<>();
        api.get("/api/v1/crm/pipelines")
                .expect(200)
                .json()
                .at("/0/stages")
                .forEach(stage ->
                        stages.put(stage.at("/key").asText(), stage.at("/id").asText()));
        for (int i = 0; i < DEALS.size(); i++) {
            String[] deal = DEALS.get(i).split("\\|");
            Map<String, Object> draft = new HashMap<>(Map.of(
                    "contactId",
                    customers.get(i),
                    "title",
                    deal[0],
                    "value",
                    deal[1] + noughts,
                    "expectedClose",
                    today.plusDays(Long.parseLong(deal[2])).toString(),
                    "stageId",
                    stages.get(deal[3]),
                    "source",
                    i % 2 == 0 ? "Recomendación" : "Feria"));
            if (deal[3].equals("lost")) {
                draft.put("lostReason", "Precio demasiado alto");
            }
            api.post(OPPORTUNITIES, draft).expect(201);
        }
    }
}
