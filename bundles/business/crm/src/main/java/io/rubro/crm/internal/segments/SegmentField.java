package io.rubro.crm.internal.segments;

import static io.rubro.crm.internal.segments.SegmentField.Type.CHOICE;
import static io.rubro.crm.internal.segments.SegmentField.Type.DAY;
import static io.rubro.crm.internal.segments.SegmentField.Type.FLAG;
import static io.rubro.crm.internal.segments.SegmentField.Type.MOMENT;
import static io.rubro.crm.internal.segments.SegmentField.Type.MONEY;
import static io.rubro.crm.internal.segments.SegmentField.Type.NUMBER;
import static io.rubro.crm.internal.segments.SegmentField.Type.SET;
import static io.rubro.crm.internal.segments.SegmentField.Type.TEXT;

import io.rubro.crm.CompanySize;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.health.Grade;
import io.rubro.crm.health.Level;
import io.rubro.crm.segments.Operator;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a condition of a segment may ask about: of the contact {@code c}, of its figures {@code h}, of what happened with
 * it. The expressions are fixed texts; what a user gives is always a parameter.
 */
enum SegmentField {
    KIND("kind", CHOICE, "c.kind", names(ContactKind.values())),
    ROLE("role", SET, "c.roles", names(ContactRole.values())),
    STATUS("status", CHOICE, "c.status", names(ContactStatus.values())),
    TAG("tag", SET, "c.tags", List.of()),
    SECTOR("sector", TEXT, "c.sector", List.of()),
    SIZE("size", CHOICE, "c.company_size", names(CompanySize.values())),
    SOURCE("source", TEXT, "c.source", List.of()),
    CITY("city", TEXT, "c.city", List.of()),
    POSTAL_CODE("postalCode", TEXT, "c.postal_code", List.of()),
    COUNTRY("country", TEXT, "c.country", List.of()),
    EMAIL("email", TEXT, "c.email", List.of()),
    PHONE("phone", TEXT, "c.phone", List.of()),
    CREATED("createdAt", MOMENT, "c.created_at", List.of()),
    LIFETIME_VALUE("lifetimeValue", MONEY, "(case when h.id is null then 0 else h.lifetime_value end)", List.of()),
    INVOICES("invoices", NUMBER, "(case when h.id is null then 0 else h.invoices end)", List.of()),
    MEAN_INVOICE("meanInvoice", MONEY, "h.mean_invoice", List.of()),
    BALANCE("balance", MONEY, "(case when h.id is null then 0 else h.balance end)", List.of()),
    OVERDUE("overdue", MONEY, "(case when h.id is null then 0 else h.overdue end)", List.of()),
    OVERDUE_DAYS("overdueDays", NUMBER, "(case when h.id is null then 0 else h.overdue_days end)", List.of()),
    DAYS_TO_PAY("daysToPay", NUMBER, "h.days_to_pay", List.of()),
    ON_TIME("onTimePercent", NUMBER, "h.on_time_percent", List.of()),
    FREQUENCY("frequencyDays", NUMBER, "h.frequency_days", List.of()),
    CHURN("churnScore", NUMBER, "h.churn_score", List.of()),
    FIRST_INVOICE("firstInvoice", DAY, "h.first_invoice", List.of()),
    LAST_INVOICE("lastInvoice", DAY, "h.last_invoice", List.of()),
    LAST_PAYMENT("lastPayment", DAY, "h.last_payment", List.of()),
    NEXT_INVOICE("nextInvoice", DAY, "h.next_invoice", List.of()),
    DEFAULT_RISK(
            "defaultRisk",
            CHOICE,
            "(case when h.id is null then 'LOW' else h.default_risk end)",
            names(Level.values())),
    GROWTH("growth", CHOICE, "(case when h.id is null then 'LOW' else h.growth end)", names(Level.values())),
    GRADE("grade", CHOICE, "(case when h.id is null then 'UNKNOWN' else h.grade end)", names(Grade.values())),
    TOP("top", FLAG, "(case when h.id is null then false else h.top_customer end)", List.of()),
    LAST_INTERACTION(
            "lastInteraction",
            MOMENT,
            "(select max(i.happens_at) from crm.interaction i where i.organization_id = {org} and i.contact_id = c.id"
                    + " and i.done = true)",
            List.of()),
    OPEN_OPPORTUNITIES(
            "openOpportunities",
            NUMBER,
            "(select count(*) from crm.opportunity o where o.organization_id = {org} and o.contact_id = c.id"
                    + " and o.kind = 'OPEN')",
            List.of()),
    OPEN_VALUE(
            "openValue",
            MONEY,
            "(select coalesce(sum(o.amount), 0) from crm.opportunity o where o.organization_id = {org}"
                    + " and o.contact_id = c.id and o.kind = 'OPEN')",
            List.of()),
    WON_OPPORTUNITIES(
            "wonOpportunities",
            NUMBER,
            "(select count(*) from crm.opportunity o where o.organization_id = {org} and o.contact_id = c.id"
                    + " and o.kind = 'WON')",
            List.of());

    private static final Pattern CUSTOM = Pattern.compile("custom\\.([A-Za-z][A-Za-z0-9_]{0,39})");

    private final String key;
    private final Type type;
    private final String expression;
    private final List<String> choices;

    SegmentField(String key, Type type, String expression, List<String> choices) {
        this.key = key;
        this.type = type;
        this.expression = expression;
        this.choices = choices;
    }

    /** What sort of value a field has, and what can be asked of it. */
    enum Type {
        /** One of a few. */
        CHOICE(Operator.IS, Operator.IS_NOT, Operator.KNOWN, Operator.UNKNOWN),
        /** Several at once. */
        SET(Operator.IS, Operator.IS_NOT, Operator.KNOWN, Operator.UNKNOWN),
        TEXT(Operator.IS, Operator.IS_NOT, Operator.KNOWN, Operator.UNKNOWN),
        NUMBER(Operator.AT_LEAST, Operator.AT_MOST, Operator.KNOWN, Operator.UNKNOWN),
        MONEY(Operator.AT_LEAST, Operator.AT_MOST, Operator.KNOWN, Operator.UNKNOWN),
        DAY(
                Operator.LAST_DAYS,
                Operator.NOT_LAST_DAYS,
                Operator.NEXT_DAYS,
                Operator.BEFORE,
                Operator.SINCE,
                Operator.KNOWN,
                Operator.UNKNOWN),
        /** A moment, of which people mean the day. */
        MOMENT(Operator.LAST_DAYS, Operator.NOT_LAST_DAYS, Operator.BEFORE, Operator.SINCE),
        /** {@code true} or {@code false}. */
        FLAG(Operator.IS);

        private final Set<Operator> operators;

        Type(Operator first, Operator... others) {
            operators = EnumSet.of(first, others);
        }

        Set<Operator> operators() {
            return operators;
        }
    }

    private static List<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    /** The field with a key, or null. */
    static @Nullable SegmentField of(String key) {
        return Arrays.stream(values())
                .filter(field -> field.key.equals(key))
                .findFirst()
                .orElse(null);
    }

    /** The key of one of the organisation's own fields, or null if the name is not of such a one. */
    static @Nullable String customKey(String field) {
        var matcher = CUSTOM.matcher(field);
        return matcher.matches() ? matcher.group(1) : null;
    }

    String key() {
        return key;
    }

    Type type() {
        return type;
    }

    String expression() {
        return expression;
    }

    /** Its possible values; empty if any is. */
    List<String> choices() {
        return choices;
    }
}
