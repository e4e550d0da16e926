package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.internal.vatbooks.ReturnForm.Row;
import io.rubro.billing.internal.vatbooks.ReturnForm.Section;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The figures of the returns, each with the documents behind it. */
@Component(service = VatReturns.class)
public final class VatReturns {

    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    private final Transactions transactions;
    private final IssuedBook issued;
    private final Suppliers suppliers;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public VatReturns(
            @Reference Transactions transactions,
            @Reference IssuedBook issued,
            @Reference Suppliers suppliers,
            @Reference Organizations organizations) {
        this.transactions = transactions;
        this.issued = issued;
        this.suppliers = suppliers;
        this.organizations = organizations;
    }

    /** A time whose books are asked for. */
    public record Period(LocalDate from, LocalDate to) {

        /**
         * A quarter, or a whole year.
         *
         * @param quarter 1 to 4; null for the year
         * @throws ProblemException 422 if there is no such time
         */
        static Period of(int year, @Nullable Integer quarter) {
            if (year < 2000 || year > 2100) {
                throw ProblemException.invalid("year", "billing.books.year");
            }
            if (quarter == null) {
                return new Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
            }
            if (quarter < 1 || quarter > 4) {
                throw ProblemException.invalid("quarter", "billing.books.quarter");
            }
            LocalDate from = LocalDate.of(year, 3 * quarter - 2, 1);
            return new Period(from, from.plusMonths(3).minusDays(1));
        }
    }

    /** Refuses in a country whose law this is not. */
    void requireSpain() {
        if (!organizations.current().country().equals("ES")) {
            throw ProblemException.conflict("billing.books.country", Map.of());
        }
    }

    /** The figures of a form. */
    VatReturn figures(ReturnForm form, Period period) {
        return transactions.required(() -> {
            requireSpain();
            List<Posting> postings = postings(period);
            BigDecimal accrued = sum(postings, Section.ACCRUED, form);
            BigDecimal deductible = sum(postings, Section.DEDUCTIBLE, form);
            List<VatReturn.Line> lines = new ArrayList<>();
            for (Row row : rows(form, postings)) {
                if (row.section() == Section.RESULT) {
                    BigDecimal amount =
                            switch (row.label()) {
                                case "accrued" -> accrued;
                                case "deductible" -> deductible;
                                default -> accrued.subtract(deductible);
                            };
                    lines.add(new VatReturn.Line("RESULT", row.label(), null, null, ZERO, row.taxBox(), amount, 0));
                } else {
                    lines.add(line(row, postings));
                }
            }
            return new VatReturn(
                    form.name().substring(1),
                    period.from(),
                    period.to(),
                    lines,
                    accrued,
                    deductible,
                    accrued.subtract(deductible));
        });
    }

    /**
     * The documents behind a box.
     *
     * @throws ProblemException 404 if the form has no such box
     */
    List<Posting> behind(ReturnForm form, Period period, String box) {
        return transactions.required(() -> {
            requireSpain();
            List<Posting> postings = postings(period);
            Row row = rows(form, postings).stream()
                    .filter(r -> box.equals(r.baseBox()) || box.equals(r.taxBox()))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.of(404, "billing.books.figure", Map.of("box", box)));
            return postings.stream().filter(p -> row.takes(p.key())).toList();
        });
    }

    private static VatReturn.Line line(Row row, List<Posting> postings) {
        List<Posting> own = postings.stream().filter(p -> row.takes(p.key())).toList();
        return new VatReturn.Line(
                row.section().name(),
                row.label(),
                row.rate(),
                row.baseBox(),
                own.stream().map(Posting::base).reduce(ZERO, BigDecimal::add),
                row.taxBox(),
                own.stream().map(Posting::tax).reduce(ZERO, BigDecimal::add),
                (int) own.stream().map(Posting::documentId).distinct().count());
    }

    /** The rows of the form, and one for what none of them takes: a rate that is not on it must not be lost. */
    private static List<Row> rows(ReturnForm form, List<Posting> postings) {
        List<Row> rows = new ArrayList<>(form.rows());
        List<String> accrued = new ArrayList<>();
        List<String> deductible = new ArrayList<>();
        for (Posting posting : postings) {
            String key = posting.key();
            if (form.rows().stream().noneMatch(row -> row.takes(key))) {
                if (key.startsWith("ded:")) {
                    deductible.add(key);
                } else if (isAccrued(key)) {
                    accrued.add(key);
                }
            }
        }
        insert(rows, Section.ACCRUED, "otros devengado", accrued);
        insert(rows, Section.DEDUCTIBLE, "otros deducible", deductible);
        return rows;
    }

    private static boolean isAccrued(String key) {
        return key.startsWith("general:")
                || key.startsWith("surcharge:")
                || key.startsWith("intra:")
                || key.startsWith("reverse:");
    }

    private static void insert(List<Row> rows, Section section, String box, List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        int at = 0;
        for (int i = 0; i < rows.size(); i++) {
            at = rows.get(i).section() == section ? i + 1 : at;
        }
        rows.add(
                at,
                new Row(
                        section,
                        "other",
                        null,
                        null,
                        box,
                        keys.stream().distinct().toList()));
    }

    private static BigDecimal sum(List<Posting> postings, Section section, ReturnForm form) {
        return rows(form, postings).stream()
                .filter(row -> row.section() == section)
                .map(row -> line(row, postings).tax())
                .reduce(ZERO, BigDecimal::add);
    }

    private List<Posting> postings(Period period) {
        List<Posting> postings = new ArrayList<>();
        issued.lines(period.from(), period.to()).forEach(line -> postings.addAll(Postings.of(line)));
        suppliers.received(period.from(), period.to()).forEach(i -> postings.addAll(Postings.of(i)));
        return postings;
    }
}
