package io.rubro.billing.internal.recurring;

import io.rubro.billing.CustomerDraft;
import io.rubro.billing.LineDraft;
import io.rubro.billing.internal.recurring.Schedule.Unit;
import io.rubro.billing.internal.recurring.Template.Content;
import io.rubro.billing.internal.recurring.Template.Deed;
import io.rubro.billing.internal.service.Faults;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template as asked for; what the invoices say is checked when they are made, as everything that is asked of an invoice.
 *
 * @param every null for 1
 * @param monthDay null for the day of {@code startsOn}
 */
public record TemplateDraft(
        @Nullable String name,
        @Nullable Deed deed,
        @Nullable String series,
        @Nullable CustomerDraft customer,
        @Nullable List<Line> lines,
        @Nullable Boolean surcharge,
        @Nullable BigDecimal withholdingRate,
        @Nullable String notes,
        @Nullable Integer dueDays,
        @Nullable Id termId,
        @Nullable Unit unit,
        @Nullable Integer every,
        @Nullable LocalDate startsOn,
        @Nullable Integer monthDay,
        @Nullable LocalDate endsOn,
        @Nullable Integer count) {

    private static final int MAX_NAME = 120;
    private static final int MAX_LINES = 200;

    /** A line as asked for, as in an invoice. */
    public record Line(
            @Nullable String description,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal discountPercent,
            @Nullable BigDecimal taxRate,
            @Nullable String taxCode) {}

    record Checked(String name, Content content, Schedule schedule) {}

    Checked check() {
        Faults faults = new Faults();
        String title = faults.text("name", name, MAX_NAME);
        if (title == null) {
            faults.add("name", "billing.text.missing");
        }
        CustomerDraft whom = customer;
        if (whom == null
                || (whom.contactId() == null
                        && (whom.name() == null || whom.name().isBlank()))) {
            faults.add("customer.name", "billing.text.missing");
        }
        List<LineDraft> checked = lines(faults);
        String remarks = faults.paragraph("notes", notes, 1_000);
        if (dueDays != null && (dueDays < 0 || dueDays > 3_650)) {
            faults.add("dueDays", "billing.recurring.due-days");
        }
        BigDecimal withheld = withholdingRate == null ? BigDecimal.ZERO : withholdingRate;
        if (faults.number("withholdingRate", withheld, 2, 2)
                && (withheld.signum() < 0 || withheld.compareTo(BigDecimal.valueOf(50)) > 0)) {
            faults.add("withholdingRate", "billing.recurring.withholding");
        }
        checkSchedule(faults);
        faults.check();
        Schedule schedule = schedule();
        if (schedule.day(0).isEmpty()) {
            throw ProblemException.invalid("endsOn", "billing.recurring.never");
        }
        return new Checked(
                String.valueOf(title),
                new Content(
                        deed == null ? Deed.DRAFT : deed,
                        series == null || series.isBlank() ? null : series.strip(),
                        whom == null ? new CustomerDraft(null, null, null, null, null, null) : whom,
                        checked,
                        Boolean.TRUE.equals(surcharge),
                        withheld,
                        remarks,
                        dueDays,
                        termId),
                schedule);
    }

    private List<LineDraft> lines(Faults faults) {
        List<Line> given = lines == null ? List.of() : lines;
        List<LineDraft> checked = new ArrayList<>();
        if (given.isEmpty() || given.size() > MAX_LINES) {
            faults.add("lines", "billing.invoice.lines", Map.of("max", MAX_LINES));
            return checked;
        }
        for (int i = 0; i < given.size(); i++) {
            Line line = given.get(i);
            String at = "lines[" + i + "].";
            String description = faults.paragraph(at + "description", line.description, 500);
            if (description == null) {
                faults.add(at + "description", "billing.text.missing");
            }
            BigDecimal quantity = line.quantity;
            BigDecimal price = line.unitPrice;
            BigDecimal rate = line.taxRate;
            boolean fine =
                    faults.number(at + "quantity", quantity, 12, 6) && faults.number(at + "unitPrice", price, 12, 6);
            if (line.discountPercent != null) {
                fine = faults.number(at + "discountPercent", line.discountPercent, 3, 2) && fine;
            }
            if (line.taxCode == null || rate != null) {
                fine = faults.number(at + "taxRate", rate, 3, 2) && fine;
            }
            if (fine && description != null && quantity != null && price != null) {
                checked.add(
                        RecurringInvoice.line(description, quantity, price, line.discountPercent, rate, line.taxCode));
            }
        }
        return checked;
    }

    private void checkSchedule(Faults faults) {
        if (unit == null) {
            faults.add("unit", "billing.text.missing");
        }
        if (startsOn == null) {
            faults.add("startsOn", "billing.text.missing");
        } else if (startsOn.getYear() < 2000 || startsOn.getYear() > 2200) {
            faults.add("startsOn", "billing.query.date");
        }
        if (every != null && (every < 1 || every > 100)) {
            faults.add("every", "billing.recurring.every");
        }
        if (monthDay != null && (monthDay < 1 || monthDay > 31)) {
            faults.add("monthDay", "billing.term.pay-day");
        }
        if (count != null && (count < 1 || count > 10_000)) {
            faults.add("count", "billing.recurring.count");
        }
    }

    /** When it recurs, for a preview: checks no more than that. */
    Schedule schedule() {
        Faults faults = new Faults();
        checkSchedule(faults);
        faults.check();
        Unit what = unit == null ? Unit.MONTH : unit;
        LocalDate from = startsOn == null ? LocalDate.EPOCH : startsOn;
        return new Schedule(what, every == null ? 1 : every, from, monthDay, endsOn, count);
    }
}
