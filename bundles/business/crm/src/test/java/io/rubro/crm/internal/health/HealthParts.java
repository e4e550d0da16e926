package io.rubro.crm.internal.health;

import io.rubro.crm.Contacts;
import io.rubro.crm.internal.service.Directory;
import io.rubro.platform.events.EventHistory;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.testing.TestPlatform;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The components of customer health on a real database, on a day the test chooses. */
public final class HealthParts {

    /** A clock that stands where it is put. */
    static final class StandingClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-20T10:00:00Z");

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

    final StandingClock clock = new StandingClock();
    final Today today;
    final InvoiceRows invoices;
    final HealthRows rows;
    final CustomerTallies tallies;
    final TopCustomers top;
    final Directory directory;
    public final ProjectedHealth health;
    public final Projection projection;
    final HealthState state;
    final Refresh refresh;
    final BackTest backTest;
    final CustomerInvoices customerInvoices;
    final InvoicePart part;
    final AtRisk atRisk;
    final List<Set<Id>> told = new ArrayList<>();
    private final TestPlatform platform;

    public HealthParts(
            TestPlatform platform,
            Directory directory,
            Organizations organizations,
            Messages messages,
            Contacts contacts) {
        this.directory = directory;
        this.platform = platform;
        today = new Today(organizations, clock);
        invoices = new InvoiceRows(platform.sql(), platform.schema("crm"));
        rows = new HealthRows(platform.sql(), platform.schema("crm"));
        tallies = new CustomerTallies(rows, invoices, today);
        tallies.bindObserver(told::add);
        projection = new Projection(platform.transactions(), directory, invoices, tallies);
        top = new TopCustomers(platform.transactions(), directory, platform.sql(), tallies);
        health =
                new ProjectedHealth(platform.transactions(), contacts, rows, invoices, today, new Explaining(messages));
        state = new HealthState(platform.sql(), platform.schema("crm"));
        refresh = new Refresh(
                platform.transactions(), directory, platform.sql(), rows, tallies, top, state, contacts, today);
        backTest = new BackTest(platform.transactions(), platform.sql(), today, platform.schema("crm"));
        customerInvoices =
                new CustomerInvoices(platform.transactions(), platform.sql(), contacts, rows, backTest, today);
        part = new InvoicePart(directory, platform.sql(), tallies);
        atRisk = new AtRisk(platform.sql(), today, platform.schema("crm"));
    }

    /** Computes everything again from what was published, so many invoices in memory at a time. */
    Rebuild rebuild(EventHistory history, int share) {
        return new Rebuild(
                platform.transactions(),
                directory,
                platform.sql(),
                history,
                invoices,
                tallies,
                top,
                state,
                today,
                (action, type, id, details) -> {},
                share);
    }

    /** Makes it noon of a day. */
    public void on(LocalDate day) {
        clock.now = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** Tells somebody of customers whose figures change. */
    public void observe(HealthObserver observer) {
        tallies.bindObserver(observer);
    }

    /** Which day it is. */
    public Today today() {
        return today;
    }
}
