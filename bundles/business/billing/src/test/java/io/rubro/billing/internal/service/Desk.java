package io.rubro.billing.internal.service;

import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceContributor;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.Invoices;
import io.rubro.billing.LineDraft;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.tenancy.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An {@link Office} for the tests of other packages: its books, its clock, and the services around them. */
public final class Desk implements AutoCloseable {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private final Office office;

    public Desk(TestDatabase database) {
        office = new Office(database);
    }

    /** Another organisation from now on, with nothing in its books. */
    public Desk cleared() {
        office.cleared();
        return this;
    }

    public TestPlatform platform() {
        return office.platform;
    }

    public Invoices invoices() {
        return office.invoices;
    }

    public void join(InvoiceContributor contributor) {
        office.invoices.bindContributor(contributor);
    }

    public void country(String code) {
        office.country = code;
    }

    /** It is noon of this day from now on. */
    public void day(LocalDate date) {
        office.now = date.atTime(LocalTime.NOON).atZone(MADRID).toInstant();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(office.now, MADRID);
    }

    public List<DomainEvent> published() {
        return office.published;
    }

    public Events events() {
        return event -> office.platform.transactions().afterCompletion(committed -> {
            if (committed) {
                office.published.add(event);
            }
        });
    }

    public Audit audit() {
        return (action, type, id, details) -> office.audited.add(action);
    }

    public LiveUpdates live() {
        return office.live;
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return MADRID;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return office.now;
            }
        };
    }

    public Organizations organizations() {
        return new Organizations() {
            @Override
            public Organization current() {
                boolean spain = office.country.equals("ES");
                return new Organization(
                        Tenant.current(),
                        "Demo",
                        "Demo SL",
                        "B12345674",
                        office.country,
                        spain ? "EUR" : "ARS",
                        "Europe/Madrid",
                        "es-ES",
                        null,
                        1);
            }

            @Override
            public List<Id> all() {
                return List.of(office.organization);
            }
        };
    }

    /** The module's own texts. */
    public Messages messages() {
        return new FileMessages();
    }

    public <T extends @Nullable Object> T in(Callable<T> work) {
        return office.in(work);
    }

    /** An invoice of one line with 21 % on it. */
    public Invoice issue(String customer, @Nullable LocalDate date, @Nullable LocalDate due, String price) {
        return office.in(() -> office.invoices.createIssued(draft(customer, date, due, price)));
    }

    public InvoiceDraft draft(String customer, @Nullable LocalDate date, @Nullable LocalDate due, String price) {
        return new InvoiceDraft(
                null,
                date,
                due,
                new io.rubro.billing.CustomerDraft(null, "Cliente " + customer, customer, null, null, null),
                List.of(line(price, "21")));
    }

    public static LineDraft line(String price, String rate) {
        return new LineDraft("Servicio", BigDecimal.ONE, new BigDecimal(price), null, new BigDecimal(rate));
    }

    private static final class FileMessages implements Messages {

        private final Map<String, Properties> files = new ConcurrentHashMap<>();

        @Override
        public Optional<String> text(Locale locale, String key, Map<String, Object> args) {
            List<String> suffixes = locale.getLanguage().equals("en")
                    ? List.of("_en", "")
                    : locale.getCountry().equals("AR") ? List.of("_es_AR", "") : List.of("");
            return suffixes.stream()
                    .map(suffix ->
                            files.computeIfAbsent(suffix, FileMessages::read).getProperty(key))
                    .filter(text -> text != null)
                    .findFirst()
                    .map(text -> fill(text, args));
        }

        private static String fill(String text, Map<String, Object> args) {
            String filled = text;
            for (Map.Entry<String, Object> arg : args.entrySet()) {
                filled = filled.replace("{" + arg.getKey() + "}", String.valueOf(arg.getValue()));
            }
            return filled;
        }

        private static Properties read(String suffix) {
            Properties texts = new Properties();
            try (InputStream in = Desk.class.getResourceAsStream("/i18n/messages" + suffix + ".properties")) {
                texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return texts;
        }
    }

    @Override
    public void close() {
        office.close();
    }
}
