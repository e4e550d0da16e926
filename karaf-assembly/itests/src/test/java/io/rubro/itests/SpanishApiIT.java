package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.itests.Api.Answer;
import io.rubro.itests.Installation.Database;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Spanish API as clients written for another program know it: paths, fields, defaults, status codes and envelopes. */
class SpanishApiIT {

    private static Map<String, Object> acme() {
        Map<String, Object> client = new HashMap<>();
        client.put("nombre_completo", "Acme Corporation");
        client.put("email", "contact@acme.com");
        client.put("cif_nif", "ES12345678A");
        client.put("tipo_cliente", "empresa");
        client.put("estado", "activo");
        return client;
    }

    private static Map<String, Object> xyz() {
        Map<String, Object> client = new HashMap<>();
        client.put("nombre", "Empresa XYZ");
        client.put("email", "info@xyz.com");
        client.put("telefono", "+34 91 123 4567");
        client.put("direccion", "Calle Principal 123, Madrid");
        client.put("cif", "A58818501");
        client.put("sector", "manufacturing");
        client.put("tamaño_empresa", "mediana");
        client.put("ltv", 99999.0);
        client.put("riesgo_impago", "alto");
        client.put("otra_cosa", "no molesta");
        return client;
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What is wrong, as {@code [{"type": …, "loc": […], "msg": …}]}. */
    private static JsonNode faults(Answer answer) {
        JsonNode details = answer.expect(422).json().path("detail");
        assertThat(details.isArray()).as(answer.body()).isTrue();
        assertThat(details).allSatisfy(fault -> assertThat(fields(fault)).containsExactly("type", "loc", "msg"));
        return details;
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_client_lives_in_api_crm(Database database) {
        Api api = Server.on(database).newOrganization("Clientes");

        JsonNode made = api.post("/api/crm/clientes", acme()).expect(201).json();
        String id = made.path("id").asText();
        assertThat(fields(made))
                .contains("id", "nombre_completo", "email", "telefono", "cif_nif", "tipo_cliente", "estado")
                .contains("direccion", "codigo_postal", "ciudad", "pais", "sector", "notas", "fecha_creacion");
        assertThat(made.path("telefono").isNull()).as("said, as null").isTrue();
        assertThat(made.path("cif_nif").asText()).isEqualTo("ES12345678A");
        assertThat(made.path("fecha_creacion").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?");
        assertThat(api.get("/api/crm/clientes/" + id).expect(200).json()).isEqualTo(made);

        Map<String, Object> again = acme();
        again.put("cif_nif", null);
        Answer twice = api.post("/api/crm/clientes", again).expect(409);
        assertThat(twice.text("/detail")).contains("contact@acme.com");
        assertThat(twice.text("/id")).isEqualTo(id);
        again.put("email", "otro@acme.com");
        again.put("cif_nif", "es12345678a");
        Answer sameNumber = api.post("/api/crm/clientes", again).expect(409);
        assertThat(sameNumber.text("/detail")).contains("ES12345678A");
        assertThat(sameNumber.text("/id")).isEqualTo(id);

        JsonNode least = api.post("/api/crm/clientes", Map.of("nombre_completo", "Juan García"))
                .expect(201)
                .json();
        assertThat(least.path("estado").asText()).isEqualTo("prospecto");
        assertThat(least.path("tipo_cliente").asText()).isEqualTo("empresa");

        JsonNode changed = api.put(
                        "/api/crm/clientes/" + id,
                        Map.of("telefono", "910000000", "cif_nif", "B12345674", "estado", "inactivo"))
                .expect(200)
                .json();
        assertThat(changed.path("nombre_completo").asText()).isEqualTo("Acme Corporation");
        assertThat(changed.path("telefono").asText()).isEqualTo("910000000");
        assertThat(changed.path("cif_nif").asText()).isEqualTo("B12345674");
        assertThat(changed.path("estado").asText()).isEqualTo("inactivo");
        assertThat(api.put("/api/crm/clientes/" + id, Map.of("telefono", ""))
                        .expect(200)
                        .json()
                        .path("telefono")
                        .isNull())
                .isTrue();

        JsonNode list = api.get("/api/crm/clientes").expect(200).json();
        assertThat(fields(list)).containsExactly("clientes", "total");
        assertThat(list.path("total").asInt()).isEqualTo(2);
        assertThat(list.path("clientes").findValuesAsText("nombre_completo"))
                .containsExactly("Acme Corporation", "Juan García");
        JsonNode second =
                api.get("/api/crm/clientes?skip=1&limit=1").expect(200).json();
        assertThat(second.path("total").asInt()).isEqualTo(2);
        assertThat(second.path("clientes").findValuesAsText("nombre_completo")).containsExactly("Juan García");

        assertThat(api.delete("/api/crm/clientes/" + id).expect(200).text("/id"))
                .isEqualTo(id);
        Answer gone = api.get("/api/crm/clientes/" + id).expect(404);
        assertThat(gone.body()).isEqualTo("{\"detail\":\"Cliente no encontrado\"}");
        assertThat(gone.header("Content-Type")).startsWith("application/json");
        api.delete("/api/crm/clientes/" + id).expect(404);
        assertThat(api.get("/api/crm/clientes").json().path("total").asInt()).isEqualTo(1);
        again.put("cif_nif", null);
        again.put("email", "contact@acme.com");
        Answer taken = api.post("/api/crm/clientes", again).expect(409);
        assertThat(taken.text("/detail")).contains("contact@acme.com");
        assertThat(taken.json().has("id")).as("it is not to be found").isFalse();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void activities_opportunities_and_people_belong_to_a_client(Database database) {
        Api api = Server.on(database).newOrganization("Trato");
        String client = "/api/crm/clientes/"
                + api.post("/api/crm/clientes", acme()).expect(201).text("/id");

        for (String type : List.of("venta", "pago", "llamada", "email", "reunion", "tarea", "nota", "whatsapp")) {
            JsonNode activity = api.post(
                            client + "/actividades",
                            Map.of("tipo", type, "titulo", "Una " + type, "fecha", "2025-12-22T10:30:00.123456"))
                    .expect(200)
                    .json();
            assertThat(activity.path("tipo").asText()).isEqualTo(type);
            assertThat(activity.path("fecha").asText()).isEqualTo("2025-12-22T10:30:00.123456");
            assertThat(activity.path("completada").asBoolean()).isFalse();
        }
        JsonNode zoned = api.post(
                        client + "/actividades",
                        Map.of(
                                "tipo", "llamada",
                                "titulo", "Con zona",
                                "fecha", "2025-12-23T10:30:00-03:00",
                                "responsable", "Marta",
                                "completada", true))
                .expect(200)
                .json();
        assertThat(zoned.path("fecha").asText()).as("in Madrid").isEqualTo("2025-12-23T14:30:00");
        assertThat(zoned.path("responsable").asText()).isEqualTo("Marta");
        JsonNode activities =
                api.get(client + "/actividades?limit=2").expect(200).json();
        assertThat(activities.path("total").asInt()).isEqualTo(9);
        assertThat(activities.path("actividades")).hasSize(2);
        assertThat(activities.at("/actividades/0")).isEqualTo(zoned);
        assertThat(api.get(client + "/actividades?skip=8").expect(200).json().path("actividades"))
                .hasSize(1);

        JsonNode deal = api.post(
                        client + "/oportunidades",
                        Map.of(
                                "titulo", "Contrato anual de mantenimiento",
                                "descripcion", "Oportunidad por €5000.0",
                                "estado", "inicial",
                                "valor_estimado", 5000.0,
                                "probabilidad_cierre", 75))
                .expect(200)
                .json();
        assertThat(deal.path("valor_estimado").isNumber()).isTrue();
        assertThat(deal.path("estado").asText()).isEqualTo("inicial");
        assertThat(deal.path("probabilidad_cierre").asInt()).isEqualTo(75);
        for (String state : List.of("contacto", "propuesta", "negociacion", "ganada", "perdida")) {
            assertThat(api.post(
                                    client + "/oportunidades",
                                    Map.of("titulo", "X", "estado", state, "valor_estimado", 100))
                            .expect(200)
                            .text("/estado"))
                    .isEqualTo(state);
        }
        assertThat(api.get(client + "/oportunidades")
                        .expect(200)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(6);

        JsonNode person = api.post(client + "/contactos", Map.of("nombre", "María López", "rol", "Contable"))
                .expect(200)
                .json();
        assertThat(person.path("rol").asText()).isEqualTo("Contable");
        assertThat(api.get(client + "/contactos").expect(200).json().at("/contactos/0"))
                .isEqualTo(person);

        JsonNode summary = api.get("/api/crm/resumen").expect(200).json();
        assertThat(summary.path("total_clientes").asInt()).isEqualTo(1);
        assertThat(summary.path("clientes_activos").asInt()).isEqualTo(1);
        assertThat(summary.path("actividades_pendientes").asInt()).isEqualTo(8);
        assertThat(summary.path("oportunidades_abiertas").asInt()).isEqualTo(4);
        assertThat(summary.path("valor_pipeline").asDouble()).isEqualTo(5300);
        assertThat(summary.path("valor_ponderado").asDouble()).isBetween(3750.0, 5300.0);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_profile_in_api_clientes_knows_all_and_follows_each_invoice_at_once(Database database) {
        Api api = Server.on(database).newOrganization("Perfiles");

        JsonNode made = api.post("/api/clientes/", xyz()).expect(201).json();
        assertThat(fields(made))
                .containsExactly(
                        "id",
                        "nombre",
                        "email",
                        "telefono",
                        "direccion",
                        "cif",
                        "sector",
                        "tamaño_empresa",
                        "estado",
                        "ltv",
                        "riesgo_impago",
                        "fecha_primera_factura",
                        "fecha_creacion");
        assertThat(made.path("estado").asText()).isEqualTo("prospecto");
        assertThat(made.path("tamaño_empresa").asText()).isEqualTo("mediana");
        assertThat(made.path("ltv").asDouble()).as("computed, not believed").isZero();
        assertThat(made.path("riesgo_impago").asText()).isEqualTo("bajo");
        String client = "/api/clientes/" + made.path("id").asText();

        JsonNode fresh = api.get(client).expect(200).json();
        assertThat(fields(fresh)).containsExactly("cliente", "contactos", "actividades", "oportunidades", "salud");
        assertThat(fresh.path("cliente")).isEqualTo(made);
        assertThat(fresh.path("contactos")).isEmpty();
        assertThat(fresh.path("salud").isNull()).isTrue();
        assertThat(api.get(client + "/salud").expect(404).body()).isEqualTo("{\"detail\":\"No hay datos de salud\"}");

        api.post(client + "/contactos", Map.of("nombre", "Juan García", "rol", "Director", "principal", true))
                .expect(200);
        api.post(client + "/contactos", Map.of("nombre", "María López", "rol", "Contable", "cliente_id", "otro"))
                .expect(200);
        for (int i = 0; i < 11; i++) {
            api.post(client + "/actividades", Map.of("tipo", "nota", "titulo", "Nota " + i))
                    .expect(200);
        }
        JsonNode project = api.post(
                        client + "/oportunidades",
                        Map.of(
                                "nombre_proyecto",
                                "Transformación digital",
                                "monto_estimado",
                                45000,
                                "estado",
                                "propuesta"))
                .expect(200)
                .json();
        assertThat(project.path("probabilidad").asInt()).as("the default").isEqualTo(30);
        assertThat(project.path("fecha_cierre_esperada").isNull()).isTrue();
        api.post(
                        client + "/oportunidades",
                        Map.of(
                                "nombre_proyecto",
                                "Perdido",
                                "monto_estimado",
                                1,
                                "estado",
                                "perdida",
                                "probabilidad",
                                0))
                .expect(200);

        JsonNode invoice = api.post(
                        "/api/facturas",
                        Map.of(
                                "cliente_id",
                                made.path("id").asText(),
                                "numero",
                                "FAC-2025-001",
                                "items",
                                List.of(
                                        Map.of("descripcion", "Servicio A", "cantidad", 1, "precio", 300),
                                        Map.of("descripcion", "Servicio B", "cantidad", 2, "precio", 100)),
                                "total",
                                500.00))
                .expect(200)
                .json();
        assertThat(invoice.path("total").asDouble()).isEqualTo(500);
        assertThat(invoice.path("base").asDouble() + invoice.path("iva").asDouble())
                .isEqualTo(500);
        assertThat(invoice.path("numero").asText())
                .as("ours")
                .startsWith("FAC-")
                .isNotEqualTo("FAC-2025-001");
        assertThat(invoice.path("estado").asText()).isEqualTo("emitida");

        JsonNode full = api.get(client).expect(200).json();
        assertThat(full.at("/cliente/ltv").asDouble()).isEqualTo(500);
        assertThat(full.at("/cliente/fecha_primera_factura").asText()).isNotBlank();
        assertThat(full.path("contactos").findValuesAsText("nombre")).containsExactly("Juan García", "María López");
        assertThat(full.path("actividades")).hasSize(10);
        assertThat(full.at("/actividades/0/tipo").asText()).isEqualTo("venta");
        assertThat(full.at("/actividades/0/titulo").asText())
                .contains(invoice.path("numero").asText());
        assertThat(full.at("/actividades/0/monto").asDouble()).isEqualTo(500);
        assertThat(full.at("/actividades/0/responsable").asText()).isEqualTo("Sistema");
        assertThat(full.path("oportunidades")).as("the open one").containsExactly(project);
        JsonNode health = api.get(client + "/salud").expect(200).json();
        assertThat(full.path("salud")).isEqualTo(health);
        assertThat(fields(health))
                .contains(
                        "dias_para_pagar_promedio",
                        "historial_pagos_a_tiempo",
                        "monto_promedio_factura",
                        "frecuencia_compra_dias",
                        "ultima_factura_date",
                        "proxima_factura_esperada",
                        "riesgo_perdida_score",
                        "riesgo_impago");
        assertThat(health.path("monto_promedio_factura").asDouble()).isEqualTo(500);
        assertThat(health.path("facturas_totales").asInt()).isEqualTo(1);
        assertThat(api.get(client + "/actividades").expect(200).json()).hasSize(12);
        assertThat(api.get(client + "/actividades?limit=3").expect(200).json()).hasSize(3);
        assertThat(api.get(client + "/oportunidades").expect(200).json()).containsExactly(project);
        JsonNode advice = api.get(client + "/recomendaciones").expect(200).json();
        assertThat(advice.isArray()).isTrue();
        assertThat(advice).allMatch(JsonNode::isTextual);

        JsonNode simple = api.post(
                        "/api/facturas",
                        Map.of("cliente_crm_id", made.path("id").asText(), "total", 121))
                .expect(200)
                .json();
        assertThat(simple.path("base").asDouble()).isEqualTo(100);
        assertThat(api.get(client).json().at("/cliente/ltv").asDouble()).isEqualTo(621);
    }

    @Test
    void what_is_wrong_is_said_as_fastapi_says_it() {
        Api api = Server.on(Database.DERBY).newOrganization("Errores");
        JsonNode missing = faults(api.post("/api/clientes/", Map.of("nombre", "Sin nada")));
        assertThat(missing.findValuesAsText("type")).containsOnly("missing");
        assertThat(missing)
                .extracting(fault -> fault.at("/loc/1").asText())
                .containsExactlyInAnyOrder("cif", "direccion", "email", "telefono");
        assertThat(faults(api.post("/api/crm/clientes", Map.of("email", "a@example.com")))
                        .at("/0/loc"))
                .hasToString("[\"body\",\"nombre_completo\"]");
        Map<String, Object> wrong = xyz();
        wrong.put("tamaño_empresa", "enorme");
        JsonNode choice = faults(api.post("/api/clientes", wrong)).get(0);
        assertThat(choice.path("type").asText()).isEqualTo("enum");
        assertThat(choice.path("msg").asText()).contains("pequeña, mediana, grande");
        Map<String, Object> mail = acme();
        mail.put("email", "no es un correo");
        assertThat(faults(api.post("/api/crm/clientes", mail)).at("/0/loc/1").asText())
                .isEqualTo("email");
        assertThat(faults(api.send(
                                "POST", "/api/crm/clientes", "{".getBytes(StandardCharsets.UTF_8), "application/json"))
                        .at("/0/type")
                        .asText())
                .isEqualTo("json_invalid");
        assertThat(faults(api.get("/api/crm/clientes?limit=muchos")).at("/0/loc"))
                .hasToString("[\"query\",\"limit\"]");
        assertThat(faults(api.get("/api/crm/clientes?skip=-1")).at("/0/type").asText())
                .isEqualTo("greater_than_equal");
        String client = api.post("/api/crm/clientes", acme()).expect(201).text("/id");
        assertThat(faults(api.post(
                                "/api/clientes/" + client + "/oportunidades",
                                Map.of("nombre_proyecto", "P", "monto_estimado", "mucho", "estado", "inicial")))
                        .at("/0/type")
                        .asText())
                .isEqualTo("float_parsing");
        assertThat(faults(api.post(
                                "/api/crm/clientes/" + client + "/actividades",
                                Map.of("tipo", "nota", "titulo", "x", "fecha", "mañana")))
                        .at("/0/type")
                        .asText())
                .isEqualTo("datetime_parsing");
        assertThat(faults(api.post(
                                "/api/facturas",
                                Map.of(
                                        "cliente_id",
                                        client,
                                        "items",
                                        List.of(Map.of("descripcion", "A", "precio", 10)),
                                        "total",
                                        11)))
                        .at("/0/loc/1")
                        .asText())
                .isEqualTo("total");
        assertThat(api.get("/api/v1/billing/invoices").json().at("/items"))
                .as("nothing was issued")
                .isEmpty();
        for (String path : List.of("", "/actividades", "/oportunidades", "/contactos", "/salud", "/recomendaciones")) {
            for (String id : List.of("0000000000001", "123", "no-es-un-id")) {
                assertThat(api.get("/api/clientes/" + id + path).expect(404).body())
                        .isEqualTo("{\"detail\":\"Cliente no encontrado\"}");
            }
        }
        assertThat(api.post("/api/facturas", Map.of("cliente_id", "x", "total", 1))
                        .expect(404)
                        .body())
                .isEqualTo("{\"detail\":\"Cliente no encontrado\"}");
        assertThat(Api.anonymous(Server.on(Database.DERBY).url())
                        .get("/api/crm/clientes")
                        .expect(401)
                        .json()
                        .has("detail"))
                .isTrue();
    }

    @Test
    void a_key_opens_it_as_a_header_and_as_a_password_and_may_only_what_it_may() {
        Server server = Server.on(Database.DERBY);
        Api owner = server.newOrganization("Claves");
        Api other = server.newOrganization("Otra");
        String client = owner.post("/api/crm/clientes", acme()).expect(201).text("/id");
        String key = owner.post(
                        "/api/v1/security/api-keys",
                        Map.of("name", "lector", "permissions", List.of("crm.contact.read")))
                .expect(201)
                .text("/secret");
        Api header = Api.anonymous(server.url()).with("X-API-Key", key);
        String pair = Base64.getEncoder().encodeToString(("key:" + key).getBytes(StandardCharsets.UTF_8));
        Api password = Api.anonymous(server.url()).with("Authorization", "Basic " + pair);
        for (Api api : List.of(header, password)) {
            assertThat(api.get("/api/crm/clientes")
                            .expect(200)
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            api.post("/api/crm/clientes", acme()).expect(403);
            assertThat(api.get("/api/clientes/" + client)
                            .expect(200)
                            .json()
                            .path("salud")
                            .isNull())
                    .isTrue();
            api.get("/api/clientes/" + client + "/salud").expect(403);
        }
        other.get("/api/crm/clientes/" + client).expect(404);
        assertThat(other.get("/api/crm/clientes").json().path("total").asInt()).isZero();
    }

    @Test
    void it_is_alive_and_described() {
        Server server = Server.on(Database.DERBY);
        Api anonymous = Api.anonymous(server.url());
        assertThat(anonymous.get("/health").expect(200).text("/status")).isEqualTo("ok");
        assertThat(anonymous.get("/docs/?module=crm-es").expect(200).body()).contains("swagger-ui");
        JsonNode document =
                anonymous.get("/api/openapi.json?module=crm-es").expect(200).json();
        assertThat(document.path("paths").size()).isEqualTo(14);
        assertThat(fields(document.path("paths")))
                .contains("/api/crm/clientes", "/api/crm/resumen", "/api/clientes/{id}/salud", "/api/facturas");
        assertThat(document.at("/paths/~1api~1clientes~1{id}~1salud/get/summary")
                        .asText())
                .isEqualTo("Evalúa la salud de un cliente");
        JsonNode deal = document.at("/components/schemas/crm-es.DealRequest/properties");
        assertThat(fields(deal)).contains("valor_estimado", "probabilidad_cierre", "estado");
    }
}
