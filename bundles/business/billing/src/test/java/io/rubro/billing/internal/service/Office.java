package io.rubro.billing.internal.service;

import io.rubro.billing.CustomerDraft;
import io.rubro.billing.FiscalRegime;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.FiscalState;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.LineDraft;
import io.rubro.billing.internal.documents.service.Documents;
import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.testing.RecordedLive;
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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The real invoices on a real database, with an organisation that keeps its books there and a clock of its own. */
final class Office implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-20T11:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    final TestPlatform platform;
    final JpaInvoices invoices;
    final SqlSeriesBook series;
    final PriceList items;
    final Bookkeeper bookkeeper;
    final Documents documents;
    volatile Id organization = Id.next();
    final List<DomainEvent> published = Collections.synchronizedList(new ArrayList<>());
    final List<String> audited = Collections.synchronizedList(new ArrayList<>());
    final RecordedLive live = new RecordedLive();
    volatile Instant now = NOON;
    volatile String country = "ES";

    Office(TestDatabase database) {
        platform = database.start();
        platform.migrate("billing", "db/changelog.xml", "tax");
        invoices = new JpaInvoices(
                platform.transactions(),
                platform.unit("billing"),
                platform.sql(),
                platform.globalSql(),
                new OneOrganization(),
                event -> platform.transactions().afterCompletion(committed -> {
                    if (committed) {
                        published.add(event);
                    }
                }),
                (action, type, id, details) -> audited.add(action),
                live,
                new SettableClock());
        items = new PriceList(
                platform.transactions(),
                platform.unit("billing"),
                platform.sql(),
                platform.globalSql(),
                new OneOrganization(),
                (action, type, id, details) -> audited.add(action),
                live,
                new SettableClock());
        bookkeeper =
                new Bookkeeper(platform.transactions(), platform.sql(), new OneOrganization(), new SettableClock());
        series = new SqlSeriesBook(
                platform.transactions(),
                platform.sql(),
                (action, type, id, details) -> audited.add(action),
                platform.schema("billing"));
        documents = Documents.with(
                platform.transactions(),
                platform.unit("billing"),
                platform.sql(),
                platform.globalSql(),
                new OneOrganization(),
                (action, type, id, details) -> audited.add(action),
                live,
                new SpanishTexts(),
                invoices,
                new SettableClock());
        invoices.bindRegime(new Stamp());
    }

    /** A regime that only stamps. */
    static final class Stamp implements FiscalRegime {
        @Override
        public String id() {
            return "stamp";
        }

        @Override
        public String country() {
            return "ES";
        }

        @Override
        public void check(Organization issuer, Invoice invoice) {}

        @Override
        public FiscalSeal seal(Organization issuer, Invoice invoice) {
            return new FiscalSeal(
                    id(),
                    "F1",
                    NOON.atOffset(ZoneOffset.ofHours(1)),
                    "HASH " + invoice.number(),
                    null,
                    7L,
                    "https://example.org/qr",
                    null,
                    FiscalState.PENDING);
        }

        @Override
        public FiscalState cancel(Organization issuer, Invoice invoice) {
            return FiscalState.PENDING;
        }
    }

    /** The module's own file. */
    private static final class SpanishTexts implements Messages {
        private final Properties texts = new Properties();

        SpanishTexts() {
            try (InputStream in = Office.class.getResourceAsStream("/i18n/messages.properties")) {
                texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<String> text(Locale locale, String key, Map<String, Object> args) {
            String text = texts.getProperty(key);
            if (text != null) {
                for (Map.Entry<String, Object> arg : args.entrySet()) {
                    text = text.replace("{" + arg.getKey() + "}", String.valueOf(arg.getValue()));
                }
            }
            return Optional.ofNullable(text);
        }
    }

    private final class OneOrganization implements Organizations {
        @Override
        public Organization current() {
            boolean spain = country.equals("ES");
            return new Organization(
                    Tenant.current(),
                    "Demo",
                    "Demo SL",
                    "B12345674",
                    country,
                    spain ? "EUR" : "ARS",
                    spain ? "Europe/Madrid" : "America/Argentina/Buenos_Aires",
                    "es-ES",
                    null,
                    1);
        }

        @Override
        public List<Id> all() {
            return List.of(organization);
        }
    }

    private final class SettableClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Another organisation from now on, with nothing in its books. */
    Office cleared() {
        organization = Id.next();
        country = "ES";
        now = NOON;
        published.clear();
        audited.clear();
        return this;
    }

    <T extends @Nullable Object> T in(Callable<T> work) {
        return Tenant.call(organization, work);
    }

    static CustomerDraft acme() {
        return new CustomerDraft(null, "Acme Corp", "B12345674", "info@acme.com", null, null);
    }

    static LineDraft line(String quantity, String price, String rate) {
        return new LineDraft("Servicio", new BigDecimal(quantity), new BigDecimal(price), null, new BigDecimal(rate));
    }

    static InvoiceDraft draft(LineDraft... lines) {
        return new InvoiceDraft(null, null, null, acme(), List.of(lines));
    }

    static InvoiceDraft simple() {
        return draft(line("1", "100", "21"));
    }

    @Override
    public void close() {
        platform.close();
    }
}
