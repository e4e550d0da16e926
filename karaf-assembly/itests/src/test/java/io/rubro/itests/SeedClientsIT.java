package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.itests.Installation.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Python programs of the integration guide, run by the real Python against a running server: nothing in them is changed
 * but the address. The guide lies beside the folder that the property {@code rubro.references} names, in {@code seeds}.
 */
class SeedClientsIT {

    private static final Pattern CODE = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL);

    /** What the guide leaves to the reader's own billing program. */
    private static final String READERS_OWN =
            """
            import builtins, datetime, runpy, sys
            builtins.generar_numero_factura = lambda: "FAC-2025-002"
            builtins.guardar_factura_en_bd = lambda factura: None
            builtins.datetime = datetime.datetime
            """;

    private static String guide;

    @TempDir
    private Path folder;

    @BeforeAll
    static void find() throws Exception {
        String references = System.getProperty("rubro.references", "");
        Path file = Path.of(references).toAbsolutePath().resolveSibling("seeds/2-guia-integracion-crm.md");
        assumeTrue(
                !references.isEmpty() && Files.isReadable(file),
                "SKIPPED: the integration guide is not here; give -Drubro.references=<folder beside seeds>");
        assumeTrue(hasPython(), "SKIPPED: python3 with requests is not here; apt-get install python3-requests");
        guide = Files.readString(file);
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import requests")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private record Result(int status, String output) {
        String after(String label) {
            return output.lines()
                    .filter(line -> line.contains(label))
                    .findFirst()
                    .map(line ->
                            line.substring(line.indexOf(label) + label.length()).strip())
                    .orElseThrow(() -> new AssertionError(label + " is not in:\n" + output));
        }
    }

    /** The program of the guide that holds a text, with another address in it. */
    private void write(String file, String holding, String from, String to) throws IOException {
        Matcher programs = CODE.matcher(guide);
        String program = programs.results()
                .map(match -> match.group(1))
                .filter(code -> code.contains(holding))
                .findFirst()
                .orElseThrow();
        assertThat(program.contains(from) || from.isEmpty())
                .as("the address to change")
                .isTrue();
        Files.writeString(folder.resolve(file), from.isEmpty() ? program : program.replace(from, to));
    }

    private void writeClass(String url) throws IOException {
        write("conectar_con_crm.py", "class ClienteCRM", "http://localhost:8000", url);
    }

    private Result run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment().put("NO_PROXY", "*");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private Result python(String program) throws Exception {
        Result result = run("python3", program);
        assertThat(result.status()).as(result.output()).isZero();
        return result;
    }

    private Result runInReadersOwn(String program, String more) throws Exception {
        Files.writeString(
                folder.resolve("run.py"),
                READERS_OWN + "names = runpy.run_path('" + program + "', run_name='__main__')\n" + more);
        return python("run.py");
    }

    /** The address with a key in it, which {@code requests} sends as a password. */
    private static String withKey(Server server, Api owner) {
        String key = owner.post(
                        "/api/v1/security/api-keys",
                        Map.of(
                                "name",
                                "Facturación en Python",
                                "permissions",
                                List.of(
                                        "crm.contact.read",
                                        "crm.contact.write",
                                        "crm.interaction.read",
                                        "crm.interaction.write",
                                        "crm.opportunity.read",
                                        "crm.opportunity.write")))
                .expect(201)
                .text("/secret");
        return server.url().replace("http://", "http://key:" + key + "@");
    }

    @Test
    void the_class_and_its_example_run_with_a_key() throws Exception {
        Server server = Server.on(Database.DERBY);
        Api owner = server.newOrganization("Guía");
        writeClass(withKey(server, owner));

        Result first = python("conectar_con_crm.py");

        assertThat(first.output()).contains("✅ Factura registrada en CRM");
        String client = first.after("Cliente creado:");
        assertThat(first.after("Oportunidad creada:")).hasSize(13);
        assertThat(first.after("Total clientes:")).isEqualTo("1");
        assertThat(first.after("Clientes activos:")).isEqualTo("1");
        assertThat(first.after("Actividades pendientes:")).isEqualTo("0");
        JsonNode stored = owner.get("/api/crm/clientes/" + client).expect(200).json();
        assertThat(stored.path("nombre_completo").asText()).isEqualTo("Acme Corporation");
        assertThat(stored.path("cif_nif").asText()).isEqualTo("ES12345678A");
        JsonNode activity = owner.get("/api/crm/clientes/" + client + "/actividades")
                .expect(200)
                .json()
                .at("/actividades/0");
        assertThat(activity.path("titulo").asText()).isEqualTo("Factura #FAC-2025-001");
        assertThat(activity.path("descripcion").asText()).isEqualTo("Factura de servicios de consultoría");
        assertThat(activity.path("tipo").asText()).isEqualTo("venta");
        assertThat(activity.path("completada").asBoolean()).isTrue();
        JsonNode deal = owner.get("/api/crm/clientes/" + client + "/oportunidades")
                .expect(200)
                .json()
                .at("/oportunidades/0");
        assertThat(deal.path("titulo").asText()).isEqualTo("Contrato anual de mantenimiento");
        assertThat(deal.path("valor_estimado").asDouble()).isEqualTo(5000);
        assertThat(deal.path("probabilidad_cierre").asInt()).isEqualTo(75);

        Result second = python("conectar_con_crm.py");

        assertThat(second.after("Cliente creado:")).as("the one that is there").isEqualTo(client);
        assertThat(second.after("Total clientes:")).isEqualTo("1");
    }

    @Test
    void an_invoice_of_the_readers_own_program_reaches_the_client_it_finds_or_makes() throws Exception {
        Server server = Server.on(Database.DERBY);
        Api owner = server.newOrganization("Facturación propia");
        writeClass(withKey(server, owner));
        write("crear_factura.py", "def crear_factura_completa", "", "");
        String payment =
                "crm = names['crm']\nf = names['factura']\ncrm.registrar_pago_en_crm(f['cliente_crm_id'], f['numero'], f['total'])\n"
                        + "print('pagado', crm.obtener_cliente(f['cliente_crm_id'])['email'])\n";

        Result first = runInReadersOwn("crear_factura.py", payment);

        assertThat(first.output())
                .contains("Creando nuevo cliente en CRM: Empresa XYZ", "✅ Factura #FAC-2025-002 creada");
        assertThat(first.after("pagado")).isEqualTo("empresa@xyz.com");
        String client = first.after("Cliente en CRM:");
        JsonNode activities = owner.get("/api/crm/clientes/" + client + "/actividades")
                .expect(200)
                .json();
        assertThat(activities.path("total").asInt()).isEqualTo(2);
        assertThat(activities.at("/actividades").findValuesAsText("tipo")).containsExactly("pago", "venta");

        Result second = runInReadersOwn("crear_factura.py", "");

        assertThat(second.output()).doesNotContain("Creando nuevo cliente");
        assertThat(second.after("Cliente en CRM:")).isEqualTo(client);
    }

    @Test
    void the_short_functions_run_as_well() throws Exception {
        Server server = Server.on(Database.DERBY);
        Api owner = server.newOrganization("Funciones");
        write("funciones.py", "def crear_cliente_factura", "http://crm-server:8000", withKey(server, owner));

        Result result = runInReadersOwn(
                "funciones.py",
                "c = names['crear_cliente_factura']('Bodegas Ñuñoa', 'bodegas@example.com', 'A58818501')\n"
                        + "names['registrar_factura_en_crm'](c, 12.5)\n"
                        + "print('leido', names['obtener_cliente_crm'](c)['cif_nif'])\n");

        assertThat(result.after("leido")).isEqualTo("A58818501");
    }

    @Test
    void without_a_key_it_runs_where_the_operator_opened_it_to_this_machine() throws Exception {
        Server server = Server.on(Database.DERBY);
        Api owner = server.newOrganization("Abierta");
        Api anonymous = Api.anonymous(server.url());
        writeClass(server.url());
        anonymous.get("/api/crm/clientes").expect(401);
        String organization =
                owner.get("/api/v1/security/organization").expect(200).text("/id");
        Path settings = server.installation().data().resolve("etc/io.rubro.crm.es.cfg");
        Files.writeString(settings, "open.local.organization = " + organization + "\n");
        try {
            Eventually.check(() -> anonymous.get("/api/crm/clientes").expect(200));

            Result result = python("conectar_con_crm.py");

            assertThat(result.after("Total clientes:")).isEqualTo("1");
            String client = result.after("Cliente creado:");
            owner.get("/api/crm/clientes/" + client).expect(200);
            anonymous.delete("/api/crm/clientes/" + client).expect(403);
            anonymous
                    .post("/api/facturas", Map.of("cliente_id", client, "total", 10))
                    .expect(403);
            anonymous.get("/api/v1/crm/contacts").expect(401);
            anonymous
                    .with("X-Forwarded-For", "127.0.0.1")
                    .get("/api/crm/clientes")
                    .expect(401);
            anonymous.with("X-API-Key", "falsa").get("/api/crm/clientes").expect(401);
            assertThat(owner.get("/api/v1/console/notifications").expect(200).body())
                    .contains("\"module\":\"crm-es\"", "sin clave");
        } finally {
            Files.delete(settings);
        }
        Eventually.check(() -> anonymous.get("/api/crm/clientes").expect(401));
    }
}
