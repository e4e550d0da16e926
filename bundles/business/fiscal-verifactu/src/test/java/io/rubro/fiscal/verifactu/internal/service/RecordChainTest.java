package io.rubro.fiscal.verifactu.internal.service;

import static io.rubro.fiscal.verifactu.internal.service.Fault.Kind.BROKEN_LINK;
import static io.rubro.fiscal.verifactu.internal.service.Fault.Kind.CHANGED;
import static io.rubro.fiscal.verifactu.internal.service.Fault.Kind.GAP;
import static io.rubro.fiscal.verifactu.internal.service.Fault.Kind.HEAD;
import static io.rubro.fiscal.verifactu.internal.service.Fault.Kind.TIME;
import static io.rubro.fiscal.verifactu.internal.service.Taxpayer.acme;
import static io.rubro.fiscal.verifactu.internal.service.Taxpayer.invoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.FiscalSeal;
import io.rubro.fiscal.verifactu.internal.service.RecordChain.Head;
import io.rubro.fiscal.verifactu.internal.service.RecordChain.Verification;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.tenancy.Tenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordChainTest {

    private static final String RECORD = "fiscal_verifactu.record";

    private static void sql(Taxpayer taxpayer, String... statements) throws SQLException {
        try (Connection c = taxpayer.platform.localDataSource().getConnection();
                Statement s = c.createStatement()) {
            for (String statement : statements) {
                s.executeUpdate(statement);
            }
            c.commit();
        }
    }

    private static List<Fault.Kind> kinds(Taxpayer taxpayer) {
        return taxpayer.verify().faults().stream().map(Fault::kind).toList();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void eight_threads_make_one_unbroken_chain(TestDatabase database) throws Exception {
        try (Taxpayer taxpayer = new Taxpayer(database)) {
            int threads = 8;
            int each = 40;
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            List<Future<?>> results = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                results.add(executor.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        taxpayer.seal("T" + thread + "-" + i);
                    }
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
            executor.shutdown();
            Verification state = taxpayer.verify();
            assertThat(state.faults()).isEmpty();
            assertThat(state.records()).isEqualTo(threads * each);
            assertThat(state.head().lastPosition()).isEqualTo(threads * each);
            assertThat(Tenant.call(taxpayer.organization, taxpayer.chain::heads))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_rolls_back_leaves_no_gap(TestDatabase database) {
        try (Taxpayer taxpayer = new Taxpayer(database)) {
            taxpayer.seal("A-1");
            assertThatThrownBy(() -> Tenant.call(
                            taxpayer.organization,
                            () -> taxpayer.platform.transactions().required(() -> {
                                taxpayer.regime.seal(taxpayer.business(), invoice("A-2", acme(), "1.00"));
                                throw new IllegalStateException("no");
                            })))
                    .hasMessage("no");
            FiscalSeal next = taxpayer.seal("A-2");
            assertThat(next.chainPosition()).isEqualTo(2);
            assertThat(taxpayer.verify().intact()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_of_any_stored_field_is_found(TestDatabase database) throws SQLException {
        try (Taxpayer taxpayer = new Taxpayer(database)) {
            for (int i = 1; i <= 3; i++) {
                taxpayer.seal("A-" + i);
            }
            assertThat(taxpayer.verify().intact()).isTrue();
            for (String where : List.of("chain_position = 1", "chain_position = 2", "chain_position = 3")) {
                everyColumnIsGuarded(taxpayer, RECORD, where);
            }
            everyColumnIsGuarded(taxpayer, "fiscal_verifactu.chain", "last_position > 0");
            assertThat(taxpayer.verify().intact()).as("everything was put back").isTrue();
        }
    }

    /** Changes each column of a row in turn, and puts it back. */
    private static void everyColumnIsGuarded(Taxpayer taxpayer, String table, String where) throws SQLException {
        try (Connection c = taxpayer.platform.localDataSource().getConnection()) {
            Map<String, Object> changed = new LinkedHashMap<>();
            Map<String, Object> original = new LinkedHashMap<>();
            String key = table.equals(RECORD) ? "digest" : "installation";
            try (Statement s = c.createStatement();
                    ResultSet row = s.executeQuery("select * from " + table + " where " + where)) {
                assertThat(row.next()).isTrue();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    String column = row.getMetaData().getColumnName(i).toLowerCase(java.util.Locale.ROOT);
                    original.put(column, row.getObject(i));
                    changed.put(
                            column, other(row.getObject(i), row.getMetaData().getColumnType(i)));
                }
            }
            c.commit();
            assertThat(original).hasSizeGreaterThan(4);
            for (String column : original.keySet()) {
                String by = column.equals(key) ? where : key + " = '" + original.get(key) + "'";
                if (!set(c, table, column, changed.get(column), by)) {
                    continue; // the database itself refuses: a key that others refer to
                }
                assertThat(Tenant.call(taxpayer.organization, () -> taxpayer.chain.heads().stream()
                                .map(taxpayer.chain::verify)
                                .anyMatch(state -> !state.intact())))
                        .as("%s of %s where %s", column, table, where)
                        .isTrue();
                String back = column.equals(key) ? where : by;
                assertThat(set(c, table, column, original.get(column), back)).isTrue();
            }
        }
    }

    private static Object other(Object value, int type) {
        if (type == Types.BIGINT) {
            return value == null ? 1L : (Long) value + 7;
        }
        String text = value == null ? "" : value.toString();
        return text.isEmpty() ? "X" : (text.charAt(0) == 'Z' ? "Y" : "Z") + text.substring(1);
    }

    private static boolean set(Connection c, String table, String column, Object value, String where)
            throws SQLException {
        try (PreparedStatement s = c.prepareStatement("update " + table + " set " + column + " = ? where " + where)) {
            if (value == null) {
                s.setNull(1, column.equals("invoice_id") ? Types.BIGINT : Types.VARCHAR);
            } else {
                s.setObject(1, value);
            }
            assertThat(s.executeUpdate()).isEqualTo(1);
            c.commit();
            return true;
        } catch (SQLException e) {
            c.rollback();
            assertThat(e.getSQLState()).startsWith("23");
            return false;
        }
    }

    @Test
    void a_removed_record_is_found() throws SQLException {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            for (int i = 1; i <= 4; i++) {
                taxpayer.seal("A-" + i);
            }
            sql(taxpayer, "delete from fiscal_verifactu.submission");
            sql(taxpayer, "delete from " + RECORD + " where chain_position = 2");
            assertThat(kinds(taxpayer)).containsExactly(GAP, BROKEN_LINK);
            sql(taxpayer, "delete from " + RECORD + " where chain_position = 4");
            assertThat(kinds(taxpayer)).containsExactly(GAP, BROKEN_LINK, HEAD);
            sql(taxpayer, "delete from " + RECORD);
            assertThat(kinds(taxpayer)).containsExactly(HEAD);
        }
    }

    @Test
    void records_that_changed_places_are_found() throws SQLException {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            for (int i = 1; i <= 3; i++) {
                taxpayer.seal("A-" + i);
            }
            sql(
                    taxpayer,
                    "update " + RECORD + " set chain_position = 9 where chain_position = 2",
                    "update " + RECORD + " set chain_position = 2 where chain_position = 3",
                    "update " + RECORD + " set chain_position = 3 where chain_position = 9");
            assertThat(kinds(taxpayer)).contains(BROKEN_LINK, CHANGED);
        }
    }

    @Test
    void a_damaged_last_record_warns_and_does_not_stop_invoicing() throws SQLException {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            taxpayer.seal("A-1");
            taxpayer.seal("A-2");
            assertThat(taxpayer.audited).isEmpty();
            sql(taxpayer, "update " + RECORD + " set total = '1.00' where chain_position = 2");
            assertThat(taxpayer.seal("A-3").chainPosition()).isEqualTo(3);
            assertThat(taxpayer.audited).containsExactly("fiscal-verifactu.chain.fault CHANGED");
        }
    }

    @Test
    void a_clock_that_went_back_by_more_than_a_minute_warns() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            taxpayer.seal("A-1");
            taxpayer.now = taxpayer.now.minusSeconds(59);
            taxpayer.seal("A-2");
            assertThat(taxpayer.audited).isEmpty();
            taxpayer.now = taxpayer.now.minusSeconds(61);
            taxpayer.seal("A-3");
            assertThat(taxpayer.audited).containsExactly("fiscal-verifactu.chain.fault TIME");
            taxpayer.now = taxpayer.now.plusSeconds(3600);
            assertThat(kinds(taxpayer)).containsExactly(TIME);
        }
    }

    @Test
    void a_new_tax_id_begins_a_new_chain() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            taxpayer.seal("A-1");
            FiscalSeal seal = taxpayer.seal(
                    taxpayer.business("89890001K", "EUR", "Europe/Madrid"), invoice("A-2", acme(), "1.00"));
            assertThat(seal.chainPosition()).isEqualTo(1);
            assertThat(seal.previousHash()).isNull();
            List<Head> heads = Tenant.call(taxpayer.organization, taxpayer.chain::heads);
            assertThat(heads).extracting(Head::issuer).containsExactly("B12345674", "89890001K");
        }
    }
}
