package io.rubro.benchmarks;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Years of business in the tables of an installation that is not running: contacts with their words, an event for each
 * invoice and payment in the journal, and what the CRM's time line shows of them. Every subscriber is told that it has
 * seen all of it. What the CRM computes from it is left to the CRM.
 */
final class CrmHistory {

    private static final int BATCH = 2_000;
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String[] NAMES = {
        "maria", "juan", "ana", "pedro", "lucia", "carlos", "elena", "pablo", "sofia", "diego", "marta", "jorge",
        "laura", "raul", "irene", "hugo", "eva", "luis", "nora", "ivan"
    };
    private static final String[] SYLLABLES = {
        "ca", "ro", "mi", "lan", "ter", "gos", "bre", "du", "fi", "gal", "hen", "jo", "ku", "lo", "ne", "pu", "que",
        "ri", "sa", "tur", "vel", "xi", "ya", "zen"
    };

    private final Random random = new Random(7);
    private final Connection connection;
    private final long organization;
    private final List<Long> contacts = new ArrayList<>();
    private long id;

    CrmHistory(Connection connection, long organization) throws SQLException {
        this.connection = connection;
        this.organization = organization;
        connection.setAutoCommit(false);
        id = organization + (1L << 22); // a millisecond later: nothing has these identifiers
    }

    /** As it is written in JSON and in addresses. */
    static String text(long id) {
        StringBuilder text = new StringBuilder();
        for (int shift = 60; shift >= 0; shift -= 5) {
            text.append(CROCKFORD.charAt((int) (id >>> shift) & 31));
        }
        return text.toString();
    }

    List<Long> contacts() {
        return contacts;
    }

    void fill(int people, int invoices) throws SQLException {
        writeContacts(people);
        writeInvoices(invoices);
        connection.commit();
    }

    private void writeContacts(int people) throws SQLException {
        try (PreparedStatement contact = connection.prepareStatement(
                        "insert into crm.contact (organization_id, id, version, kind, roles, status, name, name_normalised,"
                                + " email, tags, created_at, updated_at) values (?, ?, 1, 'PERSON', '|CUSTOMER|', 'ACTIVE',"
                                + " ?, ?, ?, '', ?, ?)");
                PreparedStatement word = connection.prepareStatement(
                        "insert into crm.contact_word (organization_id, word, contact_id) values (?, ?, ?)")) {
            Timestamp now = new Timestamp(System.currentTimeMillis());
            for (int i = 0; i < people; i++) {
                long contactId = ++id;
                contacts.add(contactId);
                String last = syllables(3);
                String name = NAMES[(int) (Math.pow(random.nextDouble(), 2) * NAMES.length)] + " " + last + " "
                        + syllables(2);
                String email = last + i + "@example" + i % 500 + ".com";
                set(contact, organization, contactId, name, name, email, now, now);
                Set<String> words = new LinkedHashSet<>(List.of(name.split(" ")));
                words.addAll(List.of(email, last + i, "example" + i % 500 + ".com", "example" + i % 500, "com"));
                for (String one : words) {
                    set(word, organization, one, contactId);
                }
                if (contacts.size() % BATCH == 0) {
                    run(contact, word);
                }
            }
            run(contact, word);
        }
    }

    private String syllables(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return text.toString();
    }

    /** Three years of them, nine in ten paid, some late; each is an event, its payment another. */
    private void writeInvoices(int invoices) throws SQLException {
        boolean postgresql = connection.getMetaData().getDatabaseProductName().startsWith("Postgre");
        long position = one("select pos from events.head");
        long ticket = one("select coalesce(max(ticket), 0) from events.event");
        LocalDate begin = LocalDate.now(ZoneOffset.UTC).minusYears(3);
        try (PreparedStatement event = connection.prepareStatement(
                        "insert into events.event (ticket, pos, id, organization_id, aggregate_id, type, schema_version, slot,"
                                + " created_at, payload) " + (postgresql ? "overriding system value " : "")
                                + "values (?, ?, ?, ?, ?, ?, 1, 0, ?, ?)");
                PreparedStatement interaction = connection.prepareStatement(
                        "insert into crm.interaction (organization_id, id, version, contact_id, type, title, description,"
                                + " happens_at, done, amount, currency, source_module, source_id, source_document_id,"
                                + " created_at, updated_at) values (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 'EUR', 'billing', ?, ?, ?, ?)")) {
            for (int i = 0; i < invoices; i++) {
                long contact = contacts.get(i % contacts.size());
                LocalDate day = begin.plusDays((long) i * 1_090 / invoices);
                LocalDate due = day.plusDays(30);
                Timestamp at = Timestamp.valueOf(day.atTime(10, 0));
                BigDecimal total = BigDecimal.valueOf(1_000 + random.nextInt(200_000), 2);
                long invoice = ++id;
                String number = "F-" + i;
                String customer =
                        "{\"contactId\":\"" + text(contact) + "\",\"name\":\"Cliente\",\"email\":null,\"taxId\":null}";
                String common = "\"number\":\"" + number + "\",\"customer\":" + customer + ",\"currency\":\"EUR\"";
                set(
                        event,
                        ++ticket,
                        ++position,
                        ++id,
                        organization,
                        invoice,
                        "billing.invoice.issued",
                        at,
                        "{\"invoiceId\":\"" + text(invoice) + "\",\"kind\":\"INVOICE\"," + common + ",\"issueDate\":\""
                                + day + "\",\"dueDate\":\"" + due + "\",\"taxTotal\":\"0.00\",\"total\":\"" + total
                                + "\"}");
                set(
                        interaction,
                        organization,
                        ++id,
                        contact,
                        "SALE",
                        "Factura #" + number,
                        "Factura",
                        at,
                        true,
                        total,
                        invoice,
                        null,
                        at,
                        at);
                if (random.nextInt(10) > 0) {
                    LocalDate paid = day.plusDays(5 + random.nextInt(40));
                    Timestamp paidAt = Timestamp.valueOf(paid.atTime(12, 0));
                    long payment = ++id;
                    set(
                            event,
                            ++ticket,
                            ++position,
                            ++id,
                            organization,
                            invoice,
                            "billing.payment.registered",
                            paidAt,
                            "{\"paymentId\":\"" + text(payment) + "\",\"invoiceId\":\"" + text(invoice) + "\"," + common
                                    + ",\"date\":\"" + paid + "\",\"method\":\"transfer\",\"amount\":\"" + total
                                    + "\",\"balance\":\"0.00\"}");
                    set(
                            interaction,
                            organization,
                            ++id,
                            contact,
                            "PAYMENT",
                            "Pago recibido",
                            "Pago",
                            paidAt,
                            true,
                            total,
                            payment,
                            invoice,
                            paidAt,
                            paidAt);
                }
                if (i % BATCH == 0) {
                    run(event, interaction);
                }
            }
            run(event, interaction);
        }
        update("update events.head set pos = " + position);
        update("update events.subscription set pos = " + position);
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof LocalDate day) {
                statement.setDate(i + 1, Date.valueOf(day));
            } else if (values[i] == null) {
                statement.setNull(i + 1, java.sql.Types.BIGINT);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        statement.addBatch();
    }

    private void run(PreparedStatement... statements) throws SQLException {
        for (PreparedStatement statement : statements) {
            statement.executeBatch();
        }
        connection.commit();
    }

    private long one(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
