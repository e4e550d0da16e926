package io.rubro.billing.internal.receivables;

import io.rubro.billing.internal.service.Desk;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.testing.TestDatabase;

/** The services of collection around the books of a desk. */
public final class Counter implements AutoCloseable {

    public final Desk desk;
    public final Today today;
    public final PaymentTerms terms;
    public final Plans plans;
    final OpenItems openItems;
    final Receipts receipts;
    final AgeingReport ageing;
    final CollectionRules rules;
    final Statements statements;
    final ReminderTexts texts;
    final Reminders reminders;

    public Counter(TestDatabase database) {
        desk = new Desk(database);
        var transactions = desk.platform().transactions();
        Sql sql = desk.platform().sql();
        var schema = desk.platform().schema("billing");
        var organizations = desk.organizations();
        today = new Today(organizations, desk.clock());
        terms = new PaymentTerms(transactions, sql, desk.audit(), schema);
        plans = new Plans(transactions, sql, terms, today, desk.audit(), desk.live(), schema);
        desk.join(plans);
        openItems = new OpenItems(sql, today, schema);
        receipts = new Receipts(
                transactions, sql, desk.invoices(), openItems, organizations, today, desk.audit(), desk.live(), schema);
        ageing = new AgeingReport(transactions, sql, openItems, organizations, today);
        rules = new CollectionRules(
                transactions, sql, new InterestRates(sql, schema), organizations, desk.audit(), schema);
        statements = new Statements(transactions, sql, openItems, rules, organizations, today, schema);
        texts = new ReminderTexts(transactions, sql, desk.messages(), organizations, schema);
        reminders = new Reminders(
                transactions, sql, openItems, rules, texts, today, desk.events(), desk.audit(), desk.live(), schema);
    }

    @Override
    public void close() {
        desk.close();
    }
}
