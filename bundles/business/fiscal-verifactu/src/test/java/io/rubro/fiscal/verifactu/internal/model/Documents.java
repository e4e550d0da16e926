package io.rubro.fiscal.verifactu.internal.model;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Random records of every kind. */
public final class Documents {

    public static final ComputerSystem SYSTEM = new ComputerSystem("Rubro & Cía", "B12345674", "Rubro", "RU", "NSN");
    public static final Id ORGANIZATION = Id.next();

    private Documents() {}

    public static Arbitrary<String> amounts() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-999999999999.99"), new BigDecimal("999999999999.99"))
                .ofScale(2)
                .map(BigDecimal::toPlainString);
    }

    /** Whatever people write, also what XML does not know. */
    public static Arbitrary<String> texts(int max) {
        return Arbitraries.strings()
                .withCharRange(' ', '\u024f')
                .withChars('&', '<', '>', '"', '\'', '\u0007', '\ufffe', '€', '\t', '\n')
                .ofMinLength(1)
                .ofMaxLength(max);
    }

    public static Arbitrary<String> numbers() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .ofMinLength(1)
                .ofMaxLength(60)
                .map(text -> text.replaceAll("[\"'<>=]", "-"));
    }

    public static Arbitrary<String> dates() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 28),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(2024, 2099))
                .as((d, m, y) -> "%02d-%02d-%04d".formatted(d, m, y));
    }

    static Arbitrary<BreakdownLine> lines() {
        Arbitrary<@Nullable String> schemes =
                Arbitraries.of("01", "02", "07", "11", "18").injectNull(0.1);
        Arbitrary<@Nullable String> taxes =
                Arbitraries.of("01", "02", "03", "05").injectNull(0.2);
        Arbitrary<@Nullable String> rates =
                Arbitraries.of("0", "4", "7.5", "10", "21", "21.00").injectNull(0.2);
        return Combinators.combine(
                        taxes,
                        schemes,
                        Arbitraries.of("S1", "S2", "N1", "N2", "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8"),
                        rates,
                        amounts(),
                        amounts().injectNull(0.2),
                        rates,
                        amounts().injectNull(0.5))
                .as(BreakdownLine::new);
    }

    static Arbitrary<@Nullable Recipient> recipients() {
        Arbitrary<Recipient> spanish = texts(120).map(name -> new Recipient(name, "A58818501", null, null));
        Arbitrary<Recipient> foreign = Combinators.combine(
                        texts(120),
                        texts(20),
                        Arbitraries.of("02", "03", "04", "05", "06", "07"),
                        Arbitraries.of("FR", "DE", "AR", "US", "ES").injectNull(0.2))
                .as(Recipient::new);
        return Arbitraries.oneOf(spanish, foreign).injectNull(0.3);
    }

    static Arbitrary<Rectification> rectifications() {
        Arbitrary<@Nullable String> lists = Combinators.combine(numbers(), dates())
                .as(InvoiceNumber::new)
                .list()
                .ofMaxSize(5)
                .map(InvoiceNumber::format);
        return Combinators.combine(
                        Arbitraries.of("S", "I").injectNull(0.5),
                        lists,
                        lists,
                        amounts().injectNull(0.5),
                        amounts(),
                        amounts().injectNull(0.5))
                .as(Rectification::new);
    }

    static Arbitrary<@Nullable String> flags() {
        return Arbitraries.of("S", "N").injectNull(0.5);
    }

    public static Arbitrary<RecordContent> issues() {
        Arbitrary<Particulars> particulars = Combinators.combine(dates().injectNull(0.5), flags(), flags(), flags())
                .as(Particulars::new);
        Arbitrary<Operation> operations = Arbitraries.of(
                Operation.PLAIN, Operation.ISSUE_UNKNOWN, Operation.CORRECTION, Operation.CORRECTION_AGAIN);
        Arbitrary<RecordContent> heads = Combinators.combine(texts(120), numbers(), dates(), operations)
                .as((name, number, date, operation) -> new RecordContent(
                        RecordType.ALTA,
                        "B12345674",
                        name,
                        number,
                        date,
                        operation,
                        null,
                        Rectification.NONE,
                        Particulars.NONE,
                        null,
                        null,
                        null,
                        null,
                        null));
        return Combinators.combine(
                        heads,
                        Arbitraries.of("F1", "F2", "F3", "R1", "R2", "R3", "R4", "R5"),
                        rectifications(),
                        particulars,
                        texts(500),
                        recipients(),
                        lines().list().ofMinSize(1).ofMaxSize(12).map(BreakdownLine::format),
                        amounts())
                .as((head, kind, rectification, special, description, recipient, breakdown, amount) ->
                        new RecordContent(
                                head.type(),
                                head.issuer(),
                                head.issuerName(),
                                head.number(),
                                head.issueDate(),
                                head.operation(),
                                kind,
                                rectification,
                                special,
                                description,
                                recipient,
                                breakdown,
                                amount,
                                amount));
    }

    public static Arbitrary<RecordContent> cancellations() {
        return Combinators.combine(
                        numbers(),
                        dates(),
                        Arbitraries.of(
                                Operation.PLAIN,
                                Operation.CANCELLATION_AGAIN,
                                Operation.CANCELLATION_UNKNOWN,
                                Operation.CANCELLATION_UNKNOWN_AGAIN))
                .as((number, date, operation) ->
                        RecordContent.cancellation("B12345674", "Demo, S.L.", number, date, operation));
    }

    /** A chain of records of these contents. */
    public static List<FiscalRecord> chain(List<RecordContent> contents) {
        List<FiscalRecord> records = new ArrayList<>();
        Id chain = Id.next();
        FiscalRecord last = null;
        for (RecordContent content : contents) {
            last = FiscalRecord.seal(
                    ORGANIZATION,
                    chain,
                    records.size() + 1L,
                    null,
                    content,
                    last,
                    "2026-11-20T12:00:00+00:00",
                    "1-TEST",
                    "0.1.0",
                    SYSTEM,
                    null);
            records.add(last);
        }
        return records;
    }
}
