package io.rubro.crm.internal.recommendations;

import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.Interactions;
import io.rubro.crm.internal.health.Today;
import io.rubro.crm.internal.recommendations.Decisions.Decision;
import io.rubro.crm.internal.recommendations.Decisions.Kind;
import io.rubro.crm.recommendations.Advice.Action;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.Recommendation;
import io.rubro.crm.recommendations.Recommendations;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Recommendations: what the rules advise less what people decided. */
@Component(service = {Recommendations.class, Advisor.class})
public final class Advisor implements Recommendations {

    /** The longest a recommendation is put off. */
    static final int MAX_SNOOZE_DAYS = 365;

    /** How long after what was planned the recommendation stays away. */
    static final int PAUSE_DAYS = 30;

    static final String OPPORTUNITIES = "crm.opportunity.read";
    private static final LocalTime MORNING = LocalTime.of(10, 0);

    private final Transactions transactions;
    private final CustomerFiles files;
    private final Rules rules;
    private final Interactions interactions;
    private final Organizations organizations;
    private final Today today;
    private final Wording wording;
    private final Decisions decisions;
    private final StoredAdvice stored;
    private final Audit audit;
    private final LiveUpdates live;

    @Activate
    public Advisor(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference(target = "(module=crm)") SchemaReady schema,
            @Reference CustomerFiles files,
            @Reference Rules rules,
            @Reference Interactions interactions,
            @Reference Organizations organizations,
            @Reference Today today,
            @Reference Wording wording,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.files = files;
        this.rules = rules;
        this.interactions = interactions;
        this.organizations = organizations;
        this.today = today;
        this.wording = wording;
        this.decisions = new Decisions(sql);
        this.stored = new StoredAdvice(sql);
        this.audit = audit;
        this.live = live;
    }

    @Override
    public List<Recommendation> of(Id contact) {
        return transactions.required(() -> of(files.of(contact)));
    }

    /** What is to be done about a customer whose file was read already. Inside a transaction. */
    public List<Recommendation> of(CustomerFile file) {
        boolean all = Caller.current().may(OPPORTUNITIES);
        return open(file).stream()
                .filter(advised -> all || !advised.ofOpportunity())
                .map(advised -> recommendation(file, advised))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the rules advise about a customer and nobody decided about. */
    private List<Advised> open(CustomerFile file) {
        if (file.contact().archivedAt() != null) {
            return List.of();
        }
        List<Decision> decided = decisions.inForce(file.contact().id(), file.today());
        return rules.ask(file).stream()
                .filter(advised -> !Decisions.isDecided(decided, advised))
                .toList();
    }

    private Optional<Recommendation> recommendation(CustomerFile file, Advised advised) {
        return wording.of(
                file.contact().id(),
                file.contact().name(),
                advised,
                plannedFor(advised, file.today()),
                Caller.current().locale());
    }

    private static @Nullable LocalDate plannedFor(Advised advised, LocalDate today) {
        return advised.advice().action() instanceof Action.Plan plan
                ? today.plusDays(Math.max(0, plan.inDays()))
                : null;
    }

    @Override
    public Page<Recommendation> list(@Nullable Priority priority, PageRequest page) {
        LocalDate day = today.date();
        return transactions.required(() -> {
            Page<StoredAdvice.Row> rows = stored.list(priority, Caller.current().may(OPPORTUNITIES), day, page);
            return new Page<>(
                    rows.items().stream()
                            .map(row -> wording.of(
                                    row.contact(),
                                    row.contactName(),
                                    row.advised(),
                                    notBefore(day, plannedFor(row.advised(), row.askedOn())),
                                    Caller.current().locale()))
                            .flatMap(Optional::stream)
                            .toList(),
                    rows.next());
        });
    }

    private static @Nullable LocalDate notBefore(LocalDate today, @Nullable LocalDate day) {
        return day != null && day.isBefore(today) ? today : day;
    }

    @Override
    public void dismiss(Id contact, String rule, @Nullable Id subject) {
        transactions.run(() -> decide(files.of(contact), rule, subject, Kind.DISMISSED, null));
    }

    @Override
    public void snooze(Id contact, String rule, @Nullable Id subject, int days) {
        if (days < 1 || days > MAX_SNOOZE_DAYS) {
            throw ProblemException.invalid("days", "crm.recommendation.days", Map.of("max", MAX_SNOOZE_DAYS));
        }
        transactions.run(() -> {
            CustomerFile file = files.of(contact);
            decide(file, rule, subject, Kind.SNOOZED, file.today().plusDays(days));
        });
    }

    @Override
    public Interaction act(Id contact, String rule, @Nullable Id subject) {
        return transactions.required(() -> {
            CustomerFile file = files.of(contact);
            Advised advised = find(file, rule, subject);
            if (!(advised.advice().action() instanceof Action.Plan plan)) {
                throw ProblemException.conflict("crm.recommendation.no-plan", Map.of());
            }
            Organization organization = organizations.current();
            LocalDate day = file.today().plusDays(Math.max(0, plan.inDays()));
            Recommendation words = wording.of(contact, file.contact().name(), advised, day, organization.language())
                    .orElseThrow(() -> notFound(rule));
            Interaction planned = interactions.add(
                    contact,
                    new InteractionDraft(
                                    plan.type(),
                                    cut(words.title(), InteractionDraft.MAX_TITLE),
                                    words.reason(),
                                    at(day, file),
                                    null,
                                    null,
                                    false,
                                    null,
                                    null)
                            .about(advised.ofOpportunity() ? subject : null));
            decide(file, rule, subject, Kind.ACTED, day.plusDays(PAUSE_DAYS));
            return planned;
        });
    }

    /** In the morning of its day; what is to be done today, within the hour. */
    private static Instant at(LocalDate day, CustomerFile file) {
        return day.equals(file.today())
                ? Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES)
                : day.atTime(MORNING).atZone(file.zone()).toInstant();
    }

    private static String cut(String text, int max) {
        return text.length() > max ? text.substring(0, max - 1) + "…" : text;
    }

    private Advised find(CustomerFile file, String rule, @Nullable Id subject) {
        boolean all = Caller.current().may(OPPORTUNITIES);
        return open(file).stream()
                .filter(advised -> advised.is(rule, subject) && (all || !advised.ofOpportunity()))
                .findFirst()
                .orElseThrow(() -> notFound(rule));
    }

    private static ProblemException notFound(String rule) {
        return ProblemException.notFound("crm.recommendation.not-found", rule);
    }

    private void decide(CustomerFile file, String rule, @Nullable Id subject, Kind kind, @Nullable LocalDate until) {
        find(file, rule, subject);
        Id contact = file.contact().id();
        decisions.add(contact, rule, subject, kind, until);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("rule", rule);
        if (subject != null) {
            details.put("subject", subject.toString());
        }
        if (until != null) {
            details.put("until", until.toString());
        }
        audit.record(action(kind), "contact", contact, details);
        announce(contact);
    }

    private static String action(Kind kind) {
        return switch (kind) {
            case DISMISSED -> "crm.recommendation.dismiss";
            case SNOOZED -> "crm.recommendation.snooze";
            case ACTED -> "crm.recommendation.act";
        };
    }

    private void announce(Id contact) {
        live.changed("crm.recommendation", contact, "crm.recommendation.read");
    }

    /** Asks the rules about a customer and keeps the answer for the list over all customers. Inside a transaction. */
    void refresh(Id contact) {
        CustomerFile file = files.of(contact);
        List<Advised> advised = file.contact().archivedAt() == null ? rules.ask(file) : List.of();
        if (stored.replace(file, advised)) {
            announce(contact);
        }
    }
}
