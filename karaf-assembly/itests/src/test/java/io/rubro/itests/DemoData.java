package io.rubro.itests;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.itests.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Two businesses with half a year behind them, made through the REST API: a butcher's in Spain with the plugin for it,
 * and a grocer's in Argentina. The same every time but for the dates, which end today.
 *
 * @param ana owns the Spanish shop, administers the platform and works in the Argentine shop too
 * @param luis manager of the Spanish shop
 * @param carmen its staff
 * @param pablo may only look at it
 * @param rosa stands at its till: a role of its own
 * @param martin owns the Argentine shop
 */
record DemoData(Person ana, Person luis, Person carmen, Person pablo, Person rosa, Person martin) {

    private static final DemoData PEOPLE = new DemoData(
            Person.of("Ana Dehesa", "ana@example.com"),
            Person.of("Luis Ortega", "luis@example.com"),
            Person.of("Carmen Soler", "carmen@example.com"),
            Person.of("Pablo Rivas", "pablo@example.com"),
            Person.of("Rosa Luna", "rosa@example.com"),
            Person.of("Martín Sosa", "martin@example.com"));

    /** Fills an installation nobody has set up yet; one that is set up is taken to be filled. */
    static DemoData in(Installation installation, Path plugin) {
        if (!installation.isSetUp()) {
            PEOPLE.fill(installation, plugin);
        }
        return PEOPLE;
    }

    private void fill(Installation installation, Path plugin) {
        Api owner = Api.anonymous(installation.url())
                .as(Api.anonymous(installation.url())
                        .post(
                                "/api/v1/security/setup",
                                Map.of(
                                        "token", installation.setupToken(),
                                        "organization", DemoShop.SPAIN.organization,
                                        "administrator", account(ana)))
                        .expect(201)
                        .text("/accessToken"));
        new Story(DemoShop.SPAIN, owner, 60).tell();
        team(owner);
        new Counter(owner, plugin).tell();

        owner.post(
                        "/api/v1/security/platform/organizations",
                        Map.of("organization", DemoShop.ARGENTINA.organization, "owner", account(martin)))
                .expect(201);
        Api grocer = Api.login(installation, martin.email(), martin.password());
        grocer.post("/api/v1/security/users", Map.of("email", ana.email(), "name", ana.name(), "role", "manager"))
                .expect(201);
        new Story(DemoShop.ARGENTINA, grocer, 8).tell();
    }

    private static Map<String, String> account(Person person) {
        return Map.of("email", person.email(), "name", person.name(), "password", person.password());
    }

    private void team(Api owner) {
        String till = owner.post(
                        "/api/v1/security/roles",
                        Map.of(
                                "name",
                                "Caja",
                                "permissions",
                                List.of("billing.invoice.read", "billing.payment.register", "crm.contact.read")))
                .expect(201)
                .text("/id");
        Map<Person, String> roles = Map.of(luis, "manager", carmen, "staff", pablo, "viewer", rosa, till);
        for (Person person : List.of(luis, carmen, pablo, rosa)) {
            Map<String, String> member = new HashMap<>(account(person));
            member.put("role", roles.get(person));
            owner.post("/api/v1/security/users", member).expect(201);
        }
        owner.post(
                        "/api/v1/webhooks/endpoints",
                        Map.of(
                                "url",
                                "https://93.184.215.14/rubro",
                                "description",
                                "Gestoría",
                                "types",
                                List.of("billing.*", "crm.contact.created"),
                                "enabled",
                                false)) // the demonstration calls nobody
                .expect(201);
        owner.post(
                        "/api/v1/security/api-keys",
                        Map.of(
                                "name",
                                "Tienda en línea",
                                "permissions",
                                List.of("crm.contact.read", "crm.contact.write")))
                .expect(201);
        owner.post(
                        "/api/v1/security/api-keys",
                        Map.of(
                                "name", "Gestoría",
                                "permissions", List.of("billing.invoice.read"),
                                "expires",
                                        Instant.now().plus(90, ChronoUnit.DAYS).toString()))
                .expect(201);
    }

    /** Contacts, their time lines, invoices, payments and a cold room of one shop. */
    private static final class Story {

        private final DemoShop shop;
        private final Api api;
        private final int invoices;
        private final Random random;
        private final LocalDate today;
        private final List<String> customers = new ArrayList<>();

        Story(DemoShop shop, Api api, int invoices) {
            this.shop = shop;
            this.api = api;
            this.invoices = invoices;
            this.random = new Random(shop.ordinal() + 20L);
            this.today = LocalDate.now(ZoneId.of((String) shop.organization.get("timeZone")));
        }

        void tell() {
            for (String company : shop.companies) {
                contact(company.split("\\|")[0], company.split("\\|")[1]);
            }
            for (String person : shop.people) {
                contact(person, null);
            }
            DemoDeals.tell(api, customers, today, shop == DemoShop.SPAIN ? "" : "000");
            DemoSegments.tell(api, customers, today, shop == DemoShop.SPAIN ? "" : "000");
            shop.goods.forEach(this::item);
            for (int i = 0; i < invoices; i++) {
                invoice(i);
            }
            if (shop == DemoShop.SPAIN) {
                ticketAndReturn();
                fromQuoteToInvoice();
                everyMonth();
            }
            coldRoom();
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private void contact(String name, String sector) {
            int number = customers.size() + 1;
            boolean company = sector != null;
            boolean supplier = number % 8 == 0;
            boolean prospect = number % 7 == 3;
            String[] city = one(shop.cities).split("\\|");
            Map<String, Object> contact = new HashMap<>(Map.of(
                    "kind",
                    company ? "COMPANY" : "PERSON",
                    "roles",
                    List.of(supplier ? "SUPPLIER" : prospect ? "LEAD" : "CUSTOMER"),
                    "status",
                    prospect ? "PROSPECT" : number % 13 == 0 ? "INACTIVE" : "ACTIVE",
                    "name",
                    name,
                    "taxId",
                    shop.taxId(company, number),
                    "email",
                    DemoShop.email(name),
                    "address",
                    one(shop.streets) + " " + (1 + random.nextInt(90)),
                    "postalCode",
                    city[1],
                    "city",
                    city[0],
                    "country",
                    shop.country));
            contact.put("phone", shop.phone + (10_000_000 + random.nextInt(89_999_999)));
            contact.put(
                    "tags", supplier ? List.of("proveedor") : List.of(one(List.of("semanal", "mensual", "fiestas"))));
            if (company) {
                contact.put("sector", sector);
            }
            if (number % 5 == 0) {
                contact.put("notes", "Prefiere que se le llame por la mañana.");
            }
            String id = api.post("/api/v1/crm/contacts", contact).expect(201).text("/id");
            customers.add(id);
            for (int i = random.nextInt(3); i > 0; i--) {
                interaction(id);
            }
        }

        private void interaction(String contact) {
            String[] what = one(List.of(
                            "CALL|Llamada para confirmar el pedido|10",
                            "EMAIL|Envío de la tarifa de temporada|0",
                            "MEETING|Visita al local|45",
                            "WHATSAPP|Pide que se le reserve género|0",
                            "NOTE|Paga siempre a final de mes|0",
                            "TASK|Preparar presupuesto para las fiestas|0"))
                    .split("\\|");
            Map<String, Object> interaction = new HashMap<>(Map.of(
                    "type",
                    what[0],
                    "title",
                    what[1],
                    "at",
                    Instant.now()
                            .truncatedTo(ChronoUnit.MINUTES)
                            .minus(Duration.ofMinutes(random.nextInt(60 * 24 * 120)))
                            .toString(),
                    "done",
                    !what[0].equals("TASK") || random.nextBoolean()));
            if (!what[2].equals("0")) {
                interaction.put("minutes", Integer.valueOf(what[2]));
            }
            api.post("/api/v1/crm/contacts/" + contact + "/interactions", interaction)
                    .expect(201);
        }

        private void invoice(int number) {
            // nothing can be issued in Argentina until a module has its fiscal regime
            boolean draft = shop != DemoShop.SPAIN || number >= invoices - 4;
            LocalDate date = draft ? today : today.minusDays(170L * (invoices - 1 - number) / invoices);
            List<Object> lines = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                String[] good = one(shop.goods).split("\\|");
                Map<String, Object> line = new HashMap<>(Map.of(
                        "description", good[0],
                        "quantity", BigDecimal.valueOf(1 + random.nextInt(240), 1),
                        "unitPrice", good[1],
                        "taxRate", good[2]));
                if (random.nextInt(5) == 0) {
                    line.put("discountPercent", "5");
                }
                lines.add(line);
            }
            Map<String, Object> invoice = new HashMap<>(Map.of(
                    "customer",
                    Map.of("contactId", one(customers)),
                    "lines",
                    lines,
                    "dueDate",
                    date.plusDays(30).toString()));
            if (!draft) {
                invoice.put("issueDate", date.toString());
            }
            Answer written = api.post("/api/v1/billing/invoices" + (draft ? "" : "?issue=true"), invoice)
                    .expect(201);
            if (!draft) {
                pay(written.json(), date, number);
            }
        }

        /** Most are paid within weeks, some in two parts, some not at all. */
        private void item(String good) {
            String[] parts = good.split("\\|");
            String code = parts[0].replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
            api.post(
                            "/api/v1/billing/items",
                            Map.of(
                                    "code", code.substring(0, Math.min(12, code.length())),
                                    "name", parts[0],
                                    "kind", "PRODUCT",
                                    "unitPrice", parts[1],
                                    "taxRate", parts[2]))
                    .expect(201);
        }

        /** Somebody without a name buys with prices that include tax, and brings half of it back. */
        private void ticketAndReturn() {
            String[] good = shop.goods.get(0).split("\\|");
            Map<String, Object> buyer = Map.of("name", "Cliente de mostrador");
            Map<String, Object> terms = Map.of("pricesIncludeTax", true);
            String ticket = api.post(
                            "/api/v1/billing/invoices?issue=true",
                            Map.of("customer", buyer, "terms", terms, "lines", List.of(line(good, "2"))))
                    .expect(201)
                    .text("/id");
            api.post(
                            "/api/v1/billing/invoices?issue=true",
                            Map.of(
                                    "kind",
                                    "CREDIT_NOTE",
                                    "customer",
                                    buyer,
                                    "terms",
                                    terms,
                                    "lines",
                                    List.of(line(good, "-1")),
                                    "correction",
                                    Map.of(
                                            "method", "DIFFERENCES",
                                            "reason", "RETURN",
                                            "invoices", List.of(Map.of("invoiceId", ticket)))))
                    .expect(201);
        }

        /** A quote becomes an order, of which a part is delivered and invoiced. */
        private void fromQuoteToInvoice() {
            List<Object> lines = shop.goods.stream()
                    .limit(3)
                    .map(good -> (Object) line(good.split("\\|"), "10"))
                    .toList();
            Map<String, Object> customer = Map.of("contactId", one(customers));
            String documents = "/api/v1/billing/documents";
            for (String kind : List.of("QUOTE", "PROFORMA")) {
                api.post(documents, Map.of("kind", kind, "customer", customer, "lines", lines))
                        .expect(201);
            }
            String quote = api.post(documents, Map.of("kind", "QUOTE", "customer", customer, "lines", lines))
                    .expect(201)
                    .text("/id");
            api.post(documents + "/" + quote + "/open", Map.of()).expect(200);
            String order = converted(quote, Map.of("target", "ORDER", "open", true));
            String line = api.get(documents + "/" + order).expect(200).text("/lines/0/id");
            String note = converted(
                    order,
                    Map.of(
                            "target",
                            "DELIVERY_NOTE",
                            "open",
                            true,
                            "lines",
                            List.of(Map.of("lineId", line, "quantity", "4"))));
            converted(note, Map.of("target", "INVOICE"));
        }

        private String converted(String document, Map<String, Object> how) {
            return api.post("/api/v1/billing/documents/" + document + "/convert", how)
                    .expect(201)
                    .text("/id");
        }

        /** What is invoiced each month, and what suppliers charge. */
        private void everyMonth() {
            api.post(
                            "/api/v1/billing/recurring",
                            Map.of(
                                    "name",
                                    "Mantenimiento de cámaras",
                                    "customer",
                                    Map.of("contactId", one(customers)),
                                    "lines",
                                    List.of(line(new String[] {"Mantenimiento {mes}", "120", "21"}, "1")),
                                    "unit",
                                    "MONTH",
                                    "every",
                                    1,
                                    "startsOn",
                                    today.plusMonths(1).withDayOfMonth(1).toString()))
                    .expect(201);
            for (int i = 1; i <= 4; i++) {
                String day = today.minusDays(9L * i).toString();
                api.post(
                                "/api/v1/billing/supplier-invoices",
                                Map.of(
                                        "supplierName",
                                        "Matadero del Sur SA",
                                        "supplierTaxId",
                                        "A58818501",
                                        "number",
                                        "M-" + (400 + i),
                                        "issuedOn",
                                        day,
                                        "receivedOn",
                                        day,
                                        "taxes",
                                        List.of(Map.of(
                                                "rate",
                                                "10",
                                                "base",
                                                (900 + 100 * i) + ".00",
                                                "tax",
                                                (90 + 10 * i) + ".00"))))
                        .expect(201);
            }
        }

        private static Map<String, Object> line(String[] good, String quantity) {
            return Map.of("description", good[0], "quantity", quantity, "unitPrice", good[1], "taxRate", good[2]);
        }

        private void pay(JsonNode invoice, LocalDate date, int number) {
            BigDecimal total = new BigDecimal(invoice.at("/total").asText());
            BigDecimal part =
                    switch (number % 6) {
                        case 0 -> BigDecimal.ZERO;
                        case 1 -> total.divide(BigDecimal.valueOf(3), 2, RoundingMode.HALF_UP);
                        default -> total;
                    };
            LocalDate paid = date.plusDays(3 + random.nextInt(20));
            if (part.signum() > 0 && !paid.isAfter(today)) {
                api.post(
                                "/api/v1/billing/invoices/" + invoice.at("/id").asText() + "/payments",
                                Map.of(
                                        "amount", part.toPlainString(),
                                        "date", paid.toString(),
                                        "method", one(List.of("TRANSFER", "TRANSFER", "CARD", "CASH"))))
                        .expect(201);
            }
        }

        /** A week of a thermometer that reports each quarter of an hour, with one afternoon of a door left open. */
        private void coldRoom() {
            String id = api.post(
                            "/api/v1/devices",
                            Map.of("name", "Cámara frigorífica", "driver", "json", "group", "Frío", "place", "Obrador"))
                    .expect(201)
                    .text("/id");
            Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
            List<Object> readings = new ArrayList<>();
            for (int i = 7 * 96; i >= 0; i--) {
                String at = now.minus(Duration.ofMinutes(15L * i)).toString();
                double swing = Math.sin(i / 96.0 * 2 * Math.PI);
                double celsius = 2.5 + 0.6 * swing + random.nextGaussian() * 0.15 + (i > 200 && i < 208 ? 4 : 0);
                readings.add(reading("temperature", celsius, "Cel", at));
                if (i % 4 == 0) {
                    readings.add(reading("humidity", 78 - 3 * swing + random.nextGaussian(), "%", at));
                }
            }
            api.post("/api/v1/telemetry/devices/" + id + "/readings", Map.of("readings", readings))
                    .expect(204);
        }

        private static Map<String, Object> reading(String metric, double number, String unit, String at) {
            BigDecimal rounded = BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP);
            return Map.of("metric", metric, "number", rounded, "unit", unit, "at", at);
        }
    }

    /** The plugin, its products, a scale and what was weighed with it. */
    private record Counter(Api api, Path plugin) {

        void tell() {
            byte[] kar;
            try {
                kar = Files.readAllBytes(plugin);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            api.send("POST", "/api/v1/marketplace/plugins", kar, "application/octet-stream")
                    .expect(201);
            List<String> products = new ArrayList<>();
            for (String product : DemoShop.SPAIN.byWeight) {
                String[] parts = product.split("\\|");
                products.add(api.post(
                                "/api/v1/rubros/carniceria/products",
                                Map.of("plu", 101 + products.size(), "name", parts[0], "pricePerKg", parts[1]))
                        .expect(201)
                        .text("/id"));
            }
            String scale = api.post(
                            "/api/v1/devices",
                            Map.of(
                                    "name", "Balanza del mostrador",
                                    "driver", "carniceria.scale",
                                    "group", "Mostrador",
                                    "place", "Tienda",
                                    "settings", Map.of("protocol", "json")))
                    .expect(201)
                    .text("/id");
            Random random = new Random(5);
            for (int i = 0; i < 24; i++) {
                weigh(scale, products.get(random.nextInt(products.size())), 180 + random.nextInt(2400));
            }
        }

        private void weigh(String scale, String product, int grams) {
            api.post(
                            "/api/v1/telemetry/devices/" + scale + "/readings",
                            Map.of(
                                    "readings",
                                    List.of(
                                            Map.of(
                                                    "metric", "weight",
                                                    "number", BigDecimal.valueOf(grams, 3),
                                                    "unit", "kg"),
                                            Map.of("metric", "status", "text", "stable"))))
                    .expect(204);
            api.post("/api/v1/rubros/carniceria/weighings", Map.of("scale", scale, "product", product))
                    .expect(201);
        }
    }
}
