package io.rubro.platform.audit.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.audit.internal.model.Entry;
import io.rubro.platform.audit.internal.model.Head;
import io.rubro.platform.audit.internal.model.Verification;
import io.rubro.platform.audit.internal.model.Verification.Kind;
import io.rubro.platform.audit.internal.service.Trail.Search;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

class ChainedAuditTest {

    private static final Id ORG = new Id(11);
    private static final Id OTHER = new Id(12);
    private static final Search ALL = new Search(null, null, null, null, null, null);

    private TestDatabase database;
    private TestPlatform platform;
    private ChainedAudit audit;
    private Trail trail;
    private boolean opened;

    private void start(TestDatabase on) {
        database = on;
        platform = on.start();
        platform.migrate("audit", "db/changelog.xml");
        audit = new ChainedAudit(platform.transactions(), platform.sql(), platform.schema("audit"));
        trail = new Trail(platform.sql(), platform.schema("audit"));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private void record(Id organization, String action) {
        Tenant.run(organization, () -> platform.transactions()
                .run(() -> audit.record(action, "invoice", new Id(7), Map.of("total", "12.10", "kind", "F1"))));
    }

    private Verification verify(Id organization) {
        return Tenant.call(organization, () -> trail.verify(null));
    }

    private List<Entry> entries(Search search) {
        return Tenant.call(ORG, () -> trail.find(search, Long.MAX_VALUE, 100));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void entries_say_who_did_what_and_form_one_chain_per_organisation(TestDatabase on) {
        start(on);
        Caller ana = new Caller(
                Caller.Kind.USER, new Id(5), "ana@example.com", ORG, Set.of("*"), Locale.forLanguageTag("es-ES"));
        ana.call(() -> {
            record(ORG, "billing.invoice.create");
            record(ORG, "billing.invoice.issue");
            return "";
        });
        record(OTHER, "crm.contact.create");
        assertThat(verify(ORG)).satisfies(v -> {
            assertThat(v.intact()).isTrue();
            assertThat(v.entries()).isEqualTo(2);
        });
        assertThat(verify(OTHER).entries()).isEqualTo(1);
        assertThat(entries(ALL)).hasSize(2).first().satisfies(e -> {
            assertThat(e.seq()).isEqualTo(2);
            assertThat(e.actorName()).isEqualTo("ana@example.com");
            assertThat(e.action()).isEqualTo("billing.invoice.issue");
            assertThat(e.details()).isEqualTo("{\"kind\":\"F1\",\"total\":\"12.10\"}");
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void several_entries_of_one_transaction_stay_together_and_a_rollback_leaves_none(TestDatabase on) {
        start(on);
        Tenant.run(ORG, () -> platform.transactions().run(() -> {
            audit.record("a.b.one", "x", new Id(1), Map.of());
            audit.record("a.b.two", "x", new Id(1), Map.of());
        }));
        assertThatThrownBy(() -> Tenant.run(ORG, () -> platform.transactions().run(() -> {
                    audit.record("a.b.lost", "x", new Id(1), Map.of());
                    throw new IllegalStateException("no");
                })))
                .hasMessage("no");
        record(ORG, "a.b.three");
        assertThat(entries(ALL)).extracting(Entry::action).containsExactly("a.b.three", "a.b.two", "a.b.one");
        assertThat(verify(ORG).intact()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void concurrent_writers_make_one_unbroken_chain(TestDatabase on) throws Exception {
        start(on);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                results.add(threads.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        record(ORG, "a.b.c");
                    }
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(verify(ORG)).satisfies(v -> {
            assertThat(v.intact()).isTrue();
            assertThat(v.entries()).isEqualTo(320);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void any_change_of_any_field_is_caught(TestDatabase on) {
        List<String> changes = List.of(
                "made_at = {ts '2020-01-01 00:00:00'}",
                "id = 1",
                "request_id = 'forged'",
                "actor_kind = 'SYSTEM '",
                "actor_id = 1",
                "actor_name = 'nobody'",
                "action = 'a.b.d'",
                "record_type = 'contact'",
                "record_id = 8",
                "details = '{}'",
                "hash = 'ff'");
        start(on);
        for (int i = 0; i < changes.size(); i++) {
            Id organization = new Id(100 + i);
            record(organization, "a.b.c");
            record(organization, "a.b.c");
            record(organization, "a.b.c");
            tamper("update audit.entry set " + changes.get(i) + " where seq = 2 and organization_id = "
                    + organization.value());
            assertThat(verify(organization).fault())
                    .as(changes.get(i))
                    .isNotNull()
                    .satisfies(f -> {
                        assertThat(f.kind()).isEqualTo(Kind.CHANGED);
                        assertThat(f.seq()).isEqualTo(2);
                    });
        }
    }

    private void isCaught(Kind kind, long seq, String... tampering) {
        Id organization = Id.next();
        for (int i = 1; i <= 5; i++) {
            record(organization, "a.b.c" + i);
        }
        for (String sql : tampering) {
            tamper(sql.replace("{org}", Long.toString(organization.value())));
        }
        assertThat(verify(organization).fault()).as(tampering[0]).isEqualTo(new Verification.Fault(seq, kind));
    }

    private static String insertLike(long seq, long newSeq) {
        String others = "id, made_at, request_id, actor_kind, actor_id, actor_name, action, record_type, record_id,"
                + " details, hash";
        return "insert into audit.entry (organization_id, seq, " + others + ") select organization_id, " + newSeq + ", "
                + others + " from audit.entry where organization_id = {org} and seq = " + seq;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void removal_insertion_exchange_truncation_and_a_forged_head_are_caught(TestDatabase on) {
        start(on);
        String remove = "delete from audit.entry where organization_id = {org} and seq = ";
        String move = "update audit.entry set seq = %d where organization_id = {org} and seq = %d";
        isCaught(Kind.MISSING, 1, remove + 1);
        isCaught(Kind.MISSING, 3, remove + 3);
        isCaught(Kind.TRUNCATED, 5, remove + 5);
        isCaught(Kind.TRUNCATED, 1, "delete from audit.entry where organization_id = {org}");
        isCaught(Kind.CHANGED, 3, move.formatted(9, 3), move.formatted(3, 4), move.formatted(4, 9)); // exchanged
        isCaught(Kind.CHANGED, 3, remove + 3, move.formatted(3, 4), move.formatted(4, 5)); // moved up
        isCaught(Kind.CHANGED, 6, insertLike(5, 6)); // one more at the end
        isCaught(Kind.HEAD, 5, "delete from audit.head where organization_id = {org}");
        isCaught(Kind.HEAD, 5, "update audit.head set seq = 3 where organization_id = {org}");
        isCaught(Kind.HEAD, 5, "update audit.head set hash = 'ff' where organization_id = {org}");
        isCaught(Kind.TRUNCATED, 6, "update audit.head set seq = 9 where organization_id = {org}");
    }

    /** What the database alone cannot tell: the end and the head were set back together. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_noted_head_catches_even_who_forges_end_and_head_together(TestDatabase on) {
        start(on);
        for (int i = 0; i < 3; i++) {
            record(ORG, "a.b.c");
        }
        Head noted = Tenant.call(ORG, trail::head);
        record(ORG, "a.b.d");
        assertThat(Tenant.call(ORG, () -> trail.verify(noted)).intact()).isTrue();

        tamper("delete from audit.entry where seq > 2");
        tamper("update audit.head set seq = 2, hash = (select hash from audit.entry where seq = 2)");
        assertThat(verify(ORG).intact()).isTrue();
        Verification.Fault gone = new Verification.Fault(3, Kind.NOT_AS_NOTED);
        assertThat(Tenant.call(ORG, () -> trail.verify(noted)).fault()).isEqualTo(gone);

        record(ORG, "a.b.forged");
        record(ORG, "a.b.forged");
        assertThat(verify(ORG).intact()).isTrue();
        assertThat(Tenant.call(ORG, () -> trail.verify(noted)).fault()).isEqualTo(gone);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void entries_beyond_a_chunk_are_verified_while_others_are_appended(TestDatabase on) throws Exception {
        start(on);
        Tenant.run(ORG, () -> platform.transactions().run(() -> {
            for (int i = 0; i < 2_050; i++) {
                audit.record("a.b.c", "x", new Id(1), Map.of("i", i));
            }
        }));
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 100; i++) {
                record(ORG, "a.b.d");
            }
        });
        writer.start();
        while (writer.isAlive()) {
            assertThat(verify(ORG))
                    .satisfies(v -> assertThat(v.intact()).as(v.toString()).isTrue());
        }
        writer.join();
        assertThat(verify(ORG).entries()).isEqualTo(2_150);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_database_itself_refuses_to_change_or_remove_an_entry(TestDatabase on) {
        start(on);
        record(ORG, "a.b.c");
        for (String rewrite : List.of(
                "update audit.entry set action = 'x' where organization_id = {org}",
                "delete from audit.entry where organization_id = {org}")) {
            assertThatThrownBy(() -> Tenant.run(ORG, () -> platform.sql().update(rewrite)))
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(entries(ALL)).extracting(Entry::action).containsExactly("a.b.c");
        assertThat(verify(ORG).intact()).isTrue();
    }

    /** What is stored is what was hashed, whatever people and programs put into names and details. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void awkward_texts_neither_break_the_chain_nor_the_transaction(TestDatabase on) {
        start(on);
        List<String> texts = List.of(
                "",
                " ",
                "trailing  ",
                "a\u0000b",
                "half \uD83D",
                "\uDE00 half",
                "whole \uD83D\uDE00",
                "ñandú «€» 漢字",
                "line\r\nbreak\ttab",
                "'\"\\{}",
                "x".repeat(300),
                "x".repeat(253) + "\uD83D\uDE00");
        for (String text : texts) {
            MDC.put("requestId", text);
            new Caller(Caller.Kind.USER, new Id(5), text, ORG, Set.of("*"), Locale.ROOT).<@Nullable Void>call(() -> {
                platform.transactions()
                        .run(() -> audit.record(
                                "a.b.c", "x", new Id(1), Map.of("text", text, "big", text.repeat(500), text, "name")));
                return null;
            });
        }
        MDC.remove("requestId");
        assertThat(verify(ORG)).satisfies(v -> {
            assertThat(v.intact()).as(v.toString()).isTrue();
            assertThat(v.entries()).isEqualTo(texts.size());
        });
        assertThat(entries(ALL))
                .allSatisfy(e -> assertThat(e.actorName().length()).isLessThanOrEqualTo(254));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_trail_can_be_searched(TestDatabase on) {
        start(on);
        record(ORG, "billing.invoice.create");
        record(ORG, "billing.payment.register");
        record(ORG, "crm.contact.create");
        assertThat(entries(new Search(null, "billing.*", null, null, null, null)))
                .hasSize(2);
        assertThat(entries(new Search(null, "billing.invoice.create", null, null, null, null)))
                .hasSize(1);
        assertThat(entries(new Search("PLAT", null, "invoice", new Id(7), null, null)))
                .hasSize(3);
        assertThat(entries(new Search("100%", null, null, null, null, null))).isEmpty();
    }

    /** As somebody with the owner's rights on the database would. */
    private void tamper(String sql) {
        List<String> opening = database == TestDatabase.POSTGRESQL
                ? List.of("alter table audit.entry disable trigger append_only")
                : List.of("drop trigger audit.append_only_update", "drop trigger audit.append_only_delete");
        try (Connection c = platform.localDataSource().getConnection();
                Statement s = c.createStatement()) {
            c.setAutoCommit(true);
            if (!opened) {
                opened = true;
                for (String open : opening) {
                    s.execute(open);
                }
            }
            s.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
