package io.rubro.billing.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.internal.model.Item;
import io.rubro.billing.internal.model.ItemDraft;
import io.rubro.billing.internal.model.ItemKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PriceListTest {

    @Nested
    class OnDerby extends Rules {
        OnDerby() {
            super(TestDatabase.DERBY);
        }
    }

    @Nested
    class OnPostgresql extends Rules {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    abstract static class Rules extends InOffice {

        Rules(TestDatabase database) {
            super(database);
        }

        private static ItemDraft draft(@Nullable String code, @Nullable String name, String price, String rate) {
            return new ItemDraft(code, name, null, null, new BigDecimal(price), new BigDecimal(rate), null);
        }

        private Item create(String code, String name, String price) {
            return office.in(() -> office.items.create(draft(code, name, price, "21")));
        }

        private static void refused(int status, ThrowingCallable call, String... fields) {
            assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
                assertThat(problem.status()).isEqualTo(status);
                assertThat(problem.errors()).extracting(FieldError::field).containsExactly(fields);
            });
        }

        @Test
        void an_item_is_kept_in_normal_form_and_read_back() {
            Item made = office.in(() -> office.items.create(new ItemDraft(
                    " cor-1 ",
                    " Corte de pelo ",
                    ItemKind.SERVICE,
                    "h",
                    new BigDecimal("18.5"),
                    new BigDecimal("21.00"),
                    null)));
            assertThat(made.code()).isEqualTo("COR-1");
            assertThat(made.name()).isEqualTo("Corte de pelo");
            assertThat(made.unitPrice()).isEqualTo("18.50");
            assertThat(made.taxRate()).isEqualTo("21");
            assertThat(made.active()).isTrue();
            assertThat(office.in(() -> office.items.get(made.id()))).isEqualTo(made);
            assertThat(office.audited).containsExactly("billing.item.create");
            assertThat(office.live.updates())
                    .contains(new RecordedLive.Update(
                            "change", "billing.item.read", Map.of("type", "billing.item", "id", made.id())));
        }

        @Test
        void all_that_is_wrong_is_said_at_once() {
            refused(
                    422,
                    () -> office.in(() -> office.items.create(
                            new ItemDraft(" ", "\u0000", null, "x".repeat(21), null, new BigDecimal("20"), null))),
                    "code",
                    "name",
                    "unit",
                    "unitPrice",
                    "taxRate");
            refused(422, () -> office.in(() -> office.items.create(draft("A", "A", "-1", "21"))), "unitPrice");
            refused(422, () -> office.in(() -> office.items.create(draft("A", "A", "1.1234567", "21"))), "unitPrice");
        }

        @Test
        void rates_are_those_of_the_country() {
            office.country = "AR";
            Item made = office.in(() -> office.items.create(draft("A", "Asado", "100", "10.5")));
            assertThat(made.taxRate()).isEqualTo("10.5");
            refused(422, () -> office.in(() -> office.items.create(draft("B", "B", "1", "10"))), "taxRate");
        }

        @Test
        void a_code_is_taken_whatever_its_case_but_only_in_its_organisation() {
            Item first = create("a1", "Uno", "1");
            refused(409, () -> create("A1", "Otro", "2"), "code");
            Item second = create("A2", "Dos", "2");
            refused(
                    409,
                    () -> office.in(() -> office.items.update(
                            second.id(), new IfMatch(second.version()), draft("a1", "Dos", "2", "21"))),
                    "code");
            assertThat(office.in(() -> office.items.update(
                                    first.id(), new IfMatch(first.version()), draft("a1", "Uno bis", "3", "21")))
                            .name())
                    .isEqualTo("Uno bis");
            office.cleared();
            assertThat(create("a1", "De otra casa", "1").code()).isEqualTo("A1");
        }

        @Test
        void nobody_sees_or_touches_the_items_of_others() {
            Item other = create("X", "Ajeno", "1");
            office.cleared();
            assertThat(office.in(() -> office.items.list(null, null, null, new PageRequest()))
                            .items())
                    .isEmpty();
            IfMatch any = new IfMatch(-1);
            refused(404, () -> office.in(() -> office.items.get(other.id())));
            refused(404, () -> office.in(() -> office.items.update(other.id(), any, draft("X", "Y", "1", "21"))));
            refused(
                    404,
                    () -> office.in(() -> {
                        office.items.delete(other.id(), any);
                        return null;
                    }));
        }

        @Test
        void a_change_needs_the_version_that_was_read() {
            Item made = create("V", "Versión", "1");
            refused(428, () -> office.in(() -> office.items.update(made.id(), null, draft("V", "W", "1", "21"))));
            Item changed = office.in(
                    () -> office.items.update(made.id(), new IfMatch(made.version()), draft("V", "W", "1", "21")));
            assertThat(changed.version()).isGreaterThan(made.version());
            refused(
                    412,
                    () -> office.in(() ->
                            office.items.update(made.id(), new IfMatch(made.version()), draft("V", "Z", "1", "21"))));
            office.in(() -> {
                office.items.delete(made.id(), new IfMatch(changed.version()));
                return null;
            });
            refused(404, () -> office.in(() -> office.items.get(made.id())));
        }

        private List<String> names(@Nullable String text, @Nullable ItemKind kind, @Nullable Boolean active) {
            return office.in(() -> office.items.list(text, kind, active, new PageRequest())).items().stream()
                    .map(Item::name)
                    .toList();
        }

        @Test
        void items_are_found_by_words_of_code_and_name_kind_and_whether_they_are_in_use() {
            create("COR-1", "Corte señora", "1");
            create("COR-2", "Corte caballero", "1");
            office.in(() -> office.items.create(
                    new ItemDraft("TIN", "Tinte 100%", ItemKind.SERVICE, null, BigDecimal.ONE, BigDecimal.TEN, false)));
            assertThat(names("SENORA corte", null, null)).containsExactly("Corte señora");
            assertThat(names("cor-", null, null)).containsExactly("Corte caballero", "Corte señora");
            assertThat(names("0%", null, null)).containsExactly("Tinte 100%");
            assertThat(names(null, ItemKind.SERVICE, null)).containsExactly("Tinte 100%");
            assertThat(names(null, null, true)).containsExactly("Corte caballero", "Corte señora");
            assertThat(names("' or 1=1 --", null, null)).isEmpty();
        }

        @Test
        void every_order_can_be_walked_in_pages_of_any_size() {
            create("3", "Ana", "2");
            create("1", "Bea", "2");
            create("2", "Ana", "10.05");
            assertThat(walk("name", 9)).containsExactly("3", "2", "1");
            assertThat(walk("-code", 9)).containsExactly("3", "2", "1");
            assertThat(walk("-unitPrice", 9)).containsExactly("2", "1", "3");
            for (String sort : List.of("name", "-name", "code", "-code", "unitPrice", "-unitPrice")) {
                for (int limit = 1; limit <= 3; limit++) {
                    assertThat(walk(sort, limit)).as(sort).isEqualTo(walk(sort, 9));
                }
            }
            refused(422, () -> walk("kind", 9), "sort");
            for (String cursor : List.of("x", PageRequest.cursor("1", "x"), PageRequest.cursor("1"))) {
                refused(
                        422,
                        () -> office.in(
                                () -> office.items.list(null, null, null, new PageRequest(5, "unitPrice", cursor))),
                        "cursor");
            }
        }

        private List<String> walk(String sort, int limit) {
            List<String> codes = new ArrayList<>();
            String cursor = null;
            do {
                PageRequest request = new PageRequest(limit, sort, cursor);
                Page<Item> page = office.in(() -> office.items.list(null, null, null, request));
                page.items().forEach(item -> codes.add(item.code()));
                cursor = page.next();
            } while (cursor != null);
            return codes;
        }

        @Test
        void an_unknown_item_is_not_found() {
            refused(404, () -> office.in(() -> office.items.get(Id.next())));
        }
    }
}
