package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.BreakdownLine;
import io.rubro.fiscal.verifactu.internal.model.InvoiceNumber;
import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.model.Recipient;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.fiscal.verifactu.internal.model.Rectification;
import io.rubro.fiscal.verifactu.internal.model.VatNumbers;
import io.rubro.platform.taxid.TaxId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the authority would refuse in a record of issue: its list of validations 1.2.2, section 3.1.3. */
final class RecordRules {

    /** The order came into force; the authority takes nothing older (3.1.3.1). */
    static final LocalDate EARLIEST = LocalDate.of(2024, 10, 28);
    /** Tax included, RD 1619/2012, article 4.2. The authority's tolerance of 10 euros is for sums that do not add up. */
    static final BigDecimal SIMPLIFIED_LIMIT = new BigDecimal("3000.00");

    private static final int MAX_LINES = 12;
    private static final int OPERATION_YEARS = 20;
    /** Under these schemes the operation may come after the invoice: works for public bodies, successive tract. */
    private static final Set<String> LATER_OPERATION = Set.of("14", "15");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> SPANISH_DOCUMENTS = Set.of("03", "07");

    private RecordRules() {}

    /**
     * Notes the rules a record breaks. Fields are {@code kind}, {@code issueDate}, {@code operationDate}, {@code
     * description}, {@code recipient.id}, {@code recipient.country}, {@code corrected}, {@code replaced}, {@code
     * replacedBase}, {@code total} and {@code breakdown[0].treatment}.
     */
    static void check(RecordContent content, LocalDate today, RuleFaults faults) {
        List<BreakdownLine> lines = BreakdownLine.parse(content.breakdown());
        dates(content, lines, today, faults);
        recipient(content, faults);
        rectification(content, faults);
        String description = content.description();
        faults.require(description != null && !description.isBlank(), "description", "description");
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            faults.add("breakdown[0].treatment", "lines", Map.of("max", MAX_LINES));
        }
        for (int i = 0; i < lines.size(); i++) {
            BreakdownRules.check(content, lines.get(i), "breakdown[" + i + "]", faults);
        }
        amounts(content, lines, faults);
    }

    private static void dates(RecordContent content, List<BreakdownLine> lines, LocalDate today, RuleFaults faults) {
        LocalDate issued = Literal.date(content.issueDate());
        if (issued.isBefore(EARLIEST)) {
            faults.add("issueDate", "earliest", Map.of("earliest", Literal.of(EARLIEST)));
        }
        faults.require(!issued.isAfter(today), "issueDate", "future");
        String text = content.particulars().operationDate();
        if (text == null) {
            return;
        }
        LocalDate operation = Literal.date(text);
        boolean inRange =
                !operation.isBefore(today.minusYears(OPERATION_YEARS)) && operation.getYear() <= today.getYear() + 1;
        faults.require(inRange, "operationDate", "operation-range");
        boolean mayBeLater =
                lines.stream().anyMatch(line -> line.scheme() != null && LATER_OPERATION.contains(line.scheme()));
        faults.require(
                mayBeLater || (!operation.isAfter(issued) && !operation.isAfter(today)),
                "operationDate",
                "operation-later");
    }

    private static void recipient(RecordContent content, RuleFaults faults) {
        Recipient recipient = content.recipient();
        if (!InvoiceContents.identifies(content.kind())) {
            faults.require(recipient == null, "recipient.id", "recipient-not-allowed");
            return;
        }
        if (recipient == null) {
            faults.add("recipient.id", "recipient", Map.of("kind", String.valueOf(content.kind())));
            return;
        }
        faults.require(!recipient.name().isBlank(), "recipient.name", "recipient-name");
        String type = recipient.idType();
        String country = recipient.country();
        if (type == null) {
            faults.require(
                    TaxId.check("ES", recipient.id()) instanceof TaxId.Valid valid
                            && valid.value().equals(recipient.id()),
                    "recipient.id",
                    "recipient-nif");
            return;
        }
        faults.require(type.matches("0[2-7]"), "recipient.idType", "recipient-id-type");
        faults.require(country == null || COUNTRIES.contains(country), "recipient.country", "recipient-country");
        faults.require(recipient.id().length() <= 20 && !recipient.id().isBlank(), "recipient.id", "recipient-id");
        faults.require(!type.equals("02") || VatNumbers.valid(recipient.id()), "recipient.id", "recipient-vat-number");
        faults.require(type.equals("02") || country != null, "recipient.country", "recipient-country");
        faults.require(!type.equals("07") || "ES".equals(country), "recipient.country", "recipient-census");
        faults.require(
                !"ES".equals(country) || SPANISH_DOCUMENTS.contains(type), "recipient.idType", "recipient-spain");
    }

    private static void rectification(RecordContent content, RuleFaults faults) {
        Rectification rectification = content.rectification();
        boolean corrects = content.kind() != null && content.kind().startsWith("R");
        faults.require(!corrects || rectification.method() != null, "corrected", "original");
        faults.require(
                !corrects || !InvoiceNumber.parse(rectification.corrected()).isEmpty(), "corrected", "original");
        faults.require(
                !"S".equals(rectification.method()) || (rectification.base() != null && rectification.tax() != null),
                "replacedBase",
                "replaced-amounts");
        faults.require("F3".equals(content.kind()) || rectification.replaced() == null, "replaced", "replaces");
        numbers(rectification.corrected(), "corrected", faults);
        numbers(rectification.replaced(), "replaced", faults);
    }

    private static void numbers(@Nullable String list, String field, RuleFaults faults) {
        if (list == null) {
            return;
        }
        faults.require(list.length() <= InvoiceNumber.MAX_TEXT, field, "too-many-invoices");
        boolean allowed = InvoiceNumber.parse(list).stream()
                .allMatch(i -> Literal.NUMBER.allows(i.number()) && Literal.DATE.allows(i.issueDate()));
        faults.require(allowed, field, "invoice-number");
    }

    private static void amounts(RecordContent content, List<BreakdownLine> lines, RuleFaults faults) {
        String total = content.total();
        String tax = content.taxTotal();
        faults.require(
                total != null && tax != null && Literal.AMOUNT.allows(total) && Literal.AMOUNT.allows(tax),
                "total",
                "amount");
        boolean limited = "F2".equals(content.kind()) && content.particulars().unidentifiedRecipient() == null;
        BigDecimal sum = lines.stream()
                .map(line -> BreakdownRules.number(line.base()).add(BreakdownRules.number(line.amount())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (limited && sum.compareTo(SIMPLIFIED_LIMIT) > 0) {
            faults.add("recipient.id", "simplified-limit", Map.of("limit", SIMPLIFIED_LIMIT));
        }
    }
}
