package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.billing.Customer;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.PaymentState;
import io.rubro.billing.TaxGroup;
import io.rubro.fiscal.verifactu.internal.eventlog.Checks;
import io.rubro.fiscal.verifactu.internal.eventlog.EventLog;
import io.rubro.fiscal.verifactu.internal.eventlog.IntegrityCheck;
import io.rubro.fiscal.verifactu.internal.eventlog.Summaries;
import io.rubro.fiscal.verifactu.internal.mode.Modes;
import io.rubro.fiscal.verifactu.internal.service.RecordChain.Verification;
import io.rubro.fiscal.verifactu.internal.signing.SignedRecords;
import io.rubro.fiscal.verifactu.internal.signing.SigningKeys;
import io.rubro.fiscal.verifactu.internal.submission.Submissions;
import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A business in Spain with its chain on a real database and a clock of its own. */
public final class Taxpayer implements AutoCloseable {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    public final TestPlatform platform;
    public final RecordChain chain;
    public final Submissions submissions;
    public final RecordBook book;
    public final Corrections corrections;
    public final List<DomainEvent> events = Collections.synchronizedList(new ArrayList<>());
    public final VerifactuRegime regime;
    public final Clock clock = new SettableClock();
    final Program program;
    public final SignedRecords signatures;
    public final EventLog log;
    public final Summaries summaries;
    public final Checks checks;
    public final Modes modes;
    public final Id organization = Id.next();
    public final List<String> audited = Collections.synchronizedList(new ArrayList<>());
    public volatile Instant now = Instant.parse("2026-11-20T11:00:00.123Z");

    public Taxpayer(TestDatabase database) {
        this(database, new SigningKeys("", ""));
    }

    /** With a key to sign with. */
    public Taxpayer(TestDatabase database, SigningKeys keys) {
        platform = database.start();
        platform.migrate("fiscal-verifactu", "db/changelog.xml");
        chain = new RecordChain(
                platform.transactions(),
                platform.sql(),
                (action, type, id, details) -> audited.add(action + " " + details.get("kind")),
                clock);
        submissions = Submissions.with(platform.sql(), clock);
        program = new Program("1", "0.1.0", "", "", () -> false);
        signatures = SignedRecords.with(platform.sql(), keys, clock);
        log = EventLog.with(platform.transactions(), platform.sql(), program, keys, clock);
        summaries = new Summaries(platform.transactions(), log, chain, clock);
        checks = new Checks(
                platform.transactions(), new IntegrityCheck(platform.sql(), chain, signatures, log, clock), log);
        modes = Modes.with(
                platform.transactions(),
                platform.sql(),
                (action, type, id, details) -> audited.add(action + " " + details.get("mode")),
                keys,
                signatures,
                log,
                summaries,
                checks,
                clock);
        book = new RecordBook(chain, program, submissions, modes, "preproduction");
        corrections = new Corrections(
                platform.transactions(),
                chain,
                book,
                submissions,
                modes,
                new OneBusiness(),
                events::add,
                (action, type, id, details) -> audited.add(action),
                clock);
        regime = new VerifactuRegime(book, chain, submissions, modes, clock);
    }

    private final class OneBusiness implements Organizations {
        @Override
        public Organization current() {
            return business();
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

    public Organization business() {
        return business("B12345674", "EUR", "Europe/Madrid");
    }

    Organization business(@Nullable String taxId, String currency, String zone) {
        return new Organization(organization, "Demo", "Demo, S.L.", taxId, "ES", currency, zone, "es-ES", "Calle 1", 1);
    }

    /** Seals one invoice in a transaction of its own. */
    public FiscalSeal seal(String number) {
        return seal(business(), invoice(number, acme(), "100.00"));
    }

    public FiscalSeal seal(Organization business, Invoice invoice) {
        return Tenant.call(organization, () -> platform.transactions().required(() -> regime.seal(business, invoice)));
    }

    public Verification verify() {
        return Tenant.call(organization, () -> chain.verify(chain.heads().get(0)));
    }

    public static Customer acme() {
        return new Customer(null, "Acme Corp", "A58818501", "info@acme.com", null, null);
    }

    public static Customer anonymous() {
        return new Customer(null, "Cliente", null, null, null, null);
    }

    /** An invoice of one line with 21 % on a base in euros. */
    public static Invoice invoice(@Nullable String number, Customer customer, String base) {
        return invoice(number, customer, base, "EUR");
    }

    static Invoice invoice(@Nullable String number, Customer customer, String base, String currency) {
        BigDecimal net = new BigDecimal(base);
        BigDecimal tax = net.multiply(new BigDecimal("0.21")).setScale(2, RoundingMode.HALF_UP);
        BigDecimal total = net.add(tax);
        BigDecimal rate = new BigDecimal("21");
        return new Invoice(
                Id.next(),
                InvoiceStatus.DRAFT,
                customer.taxId() == null ? InvoiceKind.SIMPLIFIED : InvoiceKind.INVOICE,
                "FAC",
                number,
                TODAY,
                null,
                customer,
                currency,
                InvoiceTerms.PLAIN,
                List.of(new InvoiceLine("Servicio «ñ»", BigDecimal.ONE, net, BigDecimal.ZERO, rate, net)),
                List.of(new TaxGroup(rate, net, tax)),
                net,
                tax,
                BigDecimal.ZERO,
                total,
                BigDecimal.ZERO,
                total,
                BigDecimal.ZERO,
                total,
                PaymentState.UNPAID,
                null,
                null,
                List.of(),
                null,
                Instant.EPOCH,
                null,
                1);
    }

    @Override
    public void close() {
        platform.close();
    }
}
