package io.rubro.crm.internal.recommendations.rules;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionType;
import io.rubro.crm.health.Grade;
import io.rubro.crm.health.Health;
import io.rubro.crm.health.Level;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds files for rules: that of a good customer of two years, with what a test wants otherwise. */
public final class Files {

    public static final LocalDate TODAY = LocalDate.of(2025, 12, 26);
    public static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    public static final Id CUSTOMER = new Id(7);
    static final Stage PROPOSAL = new Stage(new Id(71), "proposal", "Propuesta", StageKind.OPEN, 60, 14);
    static final Stage ENDLESS = new Stage(new Id(72), "initial", "Contacto inicial", StageKind.OPEN, 10, null);

    LocalDate today = TODAY;
    ContactStatus status = ContactStatus.ACTIVE;
    Grade grade = Grade.GOOD;
    int invoices = 24;
    int unpaid;
    String lifetime = "44400.00";

    @Nullable
    String mean = "1850.00";

    String overdue = "0.00";
    int overdueDays;

    @Nullable
    LocalDate first = LocalDate.of(2024, 6, 15);

    @Nullable
    LocalDate last = LocalDate.of(2025, 12, 14);

    @Nullable
    Integer daysToPay = 30;

    @Nullable
    Integer onTime = 90;

    @Nullable
    Integer frequency = 14;

    @Nullable
    LocalDate next = LocalDate.of(2026, 2, 28);

    Level risk = Level.LOW;
    Level growth = Level.MEDIUM;
    boolean top;
    final List<Opportunity> opportunities = new ArrayList<>();

    @Nullable
    Interaction lastInteraction;

    @Nullable
    Interaction lastMeeting = interaction(InteractionType.MEETING, TODAY.minusDays(20), true);

    final List<Interaction> planned = new ArrayList<>();

    /** A good customer about whom the rules of this house advise nothing. */
    public static Files bare() {
        return good();
    }

    /** With two opportunities that were touched of late. */
    public Files withTwoOpportunities() {
        return with(
                opportunity("Uno", "5000.00", 10, null, ENDLESS, TODAY),
                opportunity("Dos", "4000.00", 10, null, ENDLESS, TODAY));
    }

    static Files good() {
        return new Files();
    }

    static Interaction interaction(InteractionType type, LocalDate day, boolean done) {
        Instant at = day.atTime(11, 0).atZone(MADRID).toInstant();
        return new Interaction(
                Id.next(), CUSTOMER, type, "x", null, at, null, null, done, null, null, null, null, null, List.of(),
                null, null, null, null, at, at, 1);
    }

    Files with(Opportunity... some) {
        opportunities.addAll(List.of(some));
        return this;
    }

    static Opportunity opportunity(
            String title, String value, int probability, @Nullable LocalDate close, Stage stage, LocalDate moved) {
        Instant at = moved.atTime(9, 0).atZone(MADRID).toInstant();
        return new Opportunity(
                Id.next(),
                CUSTOMER,
                "Empresa XYZ S.L.",
                new Id(70),
                stage.id(),
                StageKind.OPEN,
                title,
                null,
                new BigDecimal(value),
                "EUR",
                probability,
                close,
                null,
                null,
                null,
                null,
                0,
                at,
                at,
                at,
                1);
    }

    public CustomerFile file() {
        Contact contact = new Contact(
                CUSTOMER,
                ContactKind.COMPANY,
                Set.of(ContactRole.CUSTOMER),
                status,
                "Empresa XYZ S.L.",
                "B12345674",
                null,
                null,
                null,
                null,
                null,
                "ES",
                null,
                null,
                Set.of(),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                1);
        BigDecimal owed = new BigDecimal(overdue);
        Health health = new Health(
                CUSTOMER,
                today,
                "EUR",
                grade,
                invoices,
                new BigDecimal(lifetime),
                mean == null ? null : new BigDecimal(mean),
                new BigDecimal(lifetime).subtract(owed),
                owed,
                owed,
                unpaid,
                overdueDays,
                first,
                last,
                null,
                daysToPay,
                onTime,
                frequency,
                next,
                risk,
                10,
                growth,
                top);
        return new CustomerFile(
                contact,
                health,
                opportunities,
                Map.of(PROPOSAL.id(), PROPOSAL, ENDLESS.id(), ENDLESS),
                lastInteraction,
                lastMeeting,
                planned,
                today,
                MADRID);
    }
}
