package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.BreakdownLine;
import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.model.Particulars;
import io.rubro.fiscal.verifactu.internal.model.Recipient;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.platform.problem.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes what a record says, as far as a correction may. */
final class Changes {

    private Changes() {}

    /**
     * The record as it should have been.
     *
     * @throws ProblemException 422 if a change is none a correction may make, or the authority would refuse the result
     */
    static RecordContent apply(RecordContent old, Change change, LocalDate today) {
        Change.NewRecipient recipient = change.recipient();
        String description = change.description();
        LocalDate operation = change.operationDate();
        Particulars particulars = old.particulars();
        RecordContent changed = new RecordContent(
                old.type(),
                old.issuer(),
                old.issuerName(),
                old.number(),
                old.issueDate(),
                old.operation(),
                old.kind(),
                old.rectification(),
                operation == null
                        ? particulars
                        : new Particulars(
                                Literal.of(operation).equals(old.issueDate()) ? null : Literal.of(operation),
                                particulars.qualifiedSimplified(),
                                particulars.unidentifiedRecipient(),
                                particulars.large()),
                description == null ? old.description() : Texts.clean(description, Texts.DESCRIPTION),
                recipient == null ? old.recipient() : recipient(recipient),
                breakdown(old.breakdown(), change.lines()),
                old.taxTotal(),
                old.total());
        RuleFaults faults = new RuleFaults(field -> field.replace("breakdown[", "lines["));
        RecordRules.check(changed, today, faults);
        faults.check();
        return changed;
    }

    private static Recipient recipient(Change.NewRecipient asked) {
        String type = blankToNull(asked.idType());
        String country = blankToNull(asked.country());
        String id = asked.id().strip().toUpperCase(Locale.ROOT);
        return new Recipient(
                Texts.clean(asked.name(), Texts.NAME),
                type == null || type.equals("02") ? id.replaceAll("[\\s./-]", "") : id,
                type,
                type == null || country == null ? null : country.toUpperCase(Locale.ROOT));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable String breakdown(@Nullable String old, List<Change.NewLine> changes) {
        if (changes.isEmpty()) {
            return old;
        }
        List<BreakdownLine> lines = new ArrayList<>(BreakdownLine.parse(old));
        for (int i = 0; i < changes.size(); i++) {
            Change.NewLine change = changes.get(i);
            if (change.index() < 0 || change.index() >= lines.size()) {
                throw ProblemException.invalid(
                        "lines[" + i + "].index", "fiscal-verifactu.correction.line", Map.of("index", change.index()));
            }
            lines.set(change.index(), line(lines.get(change.index()), change, "lines[" + i + "]"));
        }
        return BreakdownLine.format(lines);
    }

    private static BreakdownLine line(BreakdownLine line, Change.NewLine change, String at) {
        String scheme = blankToNull(change.scheme()) == null ? line.scheme() : change.scheme();
        String treatment = blankToNull(change.treatment());
        if (treatment == null || treatment.equals(line.treatment())) {
            return new BreakdownLine(
                    line.tax(),
                    scheme,
                    line.treatment(),
                    line.rate(),
                    line.base(),
                    line.amount(),
                    line.surchargeRate(),
                    line.surcharge());
        }
        if (!treatment.matches("S2|N1|N2|E[1-8]")) {
            String rule = treatment.equals("S1") ? "correction.treatment" : "rule.treatment";
            throw ProblemException.invalid(at + ".treatment", "fiscal-verifactu." + rule);
        }
        if (line.treatment().equals("S1")) {
            throw ProblemException.invalid(at + ".treatment", "fiscal-verifactu.correction.treatment");
        }
        boolean reverse = treatment.equals("S2");
        return new BreakdownLine(
                line.tax(), scheme, treatment, reverse ? "0" : null, line.base(), reverse ? "0.00" : null, null, null);
    }
}
