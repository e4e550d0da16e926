package io.rubro.billing.internal.recurring;

import io.rubro.billing.Invoice;
import io.rubro.billing.Invoices;
import io.rubro.billing.internal.receivables.Plans;
import io.rubro.billing.internal.receivables.Today;
import io.rubro.billing.internal.recurring.Template.Content;
import io.rubro.billing.internal.recurring.Template.Deed;
import io.rubro.billing.internal.recurring.Template.Outcome;
import io.rubro.billing.internal.recurring.Template.Run;
import io.rubro.billing.internal.recurring.Template.State;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invoices that are made again and again. Each time is one transaction, which raises the counter of the template and makes
 * the invoice: whoever comes second finds the counter raised. What was missed is made in order; what cannot be made is kept
 * with its reason and tried again, and later times of the same template wait for it.
 */
@Component(service = Recurring.class)
public final class Recurring {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    private final Transactions transactions;
    private final TemplateRows rows;
    private final RunRows runs;
    private final Invoices invoices;
    private final Plans plans;
    private final Organizations organizations;
    private final Reasons reasons;
    private final Today today;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Recurring(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Invoices invoices,
            @Reference Plans plans,
            @Reference Organizations organizations,
            @Reference Messages messages,
            @Reference Today today,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this.transactions = transactions;
        this.runs = new RunRows(sql);
        this.rows = new TemplateRows(sql, runs);
        this.invoices = invoices;
        this.plans = plans;
        this.organizations = organizations;
        this.reasons = new Reasons(messages);
        this.today = today;
        this.audit = audit;
        this.live = live;
    }

    /** All templates, by name. */
    public List<Template> list() {
        return transactions.required(rows::list);
    }

    /** A template; 404 if there is none with this id. */
    public Template get(Id id) {
        return transactions.required(
                () -> rows.find(id).orElseThrow(() -> ProblemException.notFound("billing.recurring.not-found", id)));
    }

    /** What came of a template, the latest first; at most 200. */
    public List<Run> runs(Id id) {
        return transactions.required(() -> runs.list(get(id).id()));
    }

    /**
     * Adds a template.
     *
     * @throws ProblemException 422 if a field breaks a rule
     */
    public Template create(TemplateDraft draft) {
        return transactions.required(() -> {
            TemplateDraft.Checked checked = draft.check();
            Id id = Id.next();
            rows.insert(id, checked.name(), checked.content(), checked.schedule());
            return changed(id, "billing.recurring.create");
        });
    }

    /**
     * Replaces what a template says; the invoices made so far count on.
     *
     * @throws ProblemException as {@link #create}; 404, 412, 428
     */
    public Template update(Id id, @Nullable IfMatch seen, TemplateDraft draft) {
        return transactions.required(() -> {
            Template old = get(id);
            IfMatch.require(seen, old.version());
            TemplateDraft.Checked checked = draft.check();
            boolean more = checked.schedule().day(old.made()).isPresent();
            State state = !more ? State.ENDED : old.state() == State.ENDED ? State.ACTIVE : old.state();
            Content content = checked.content();
            if (!rows.update(id, old.version(), checked.name(), content, checked.schedule(), state, old.made())) {
                throw ProblemException.staleVersion();
            }
            return changed(id, "billing.recurring.update");
        });
    }

    /** Removes a template; the invoices it made stay. */
    public void delete(Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            Template old = get(id);
            IfMatch.require(seen, old.version());
            rows.delete(id);
            audit.record("billing.recurring.delete", "recurring", id, Map.of("name", old.name()));
            live.changed("billing.recurring", id, "billing.invoice.read");
        });
    }

    /** Makes it stop until {@link #resume}. */
    public Template pause(Id id) {
        return transactions.required(() -> {
            if (get(id).state() == State.ACTIVE) {
                rows.state(id, State.PAUSED);
            }
            return changed(id, "billing.recurring.pause");
        });
    }

    /**
     * Makes it go on.
     *
     * @param skipMissed whether what was to be made meanwhile is left out
     */
    public Template resume(Id id, boolean skipMissed) {
        return transactions.required(() -> {
            Template template = get(id);
            if (template.state() == State.PAUSED) {
                rows.state(id, State.ACTIVE);
            }
            LocalDate day = today.date();
            template = get(id);
            while (skipMissed && template.nextOn() != null && isBefore(template.nextOn(), day)) {
                leaveOut(template);
                template = get(id);
            }
            return changed(id, "billing.recurring.resume");
        });
    }

    private static boolean isBefore(@Nullable LocalDate next, LocalDate day) {
        return next != null && next.isBefore(day);
    }

    /**
     * Leaves the next time out.
     *
     * @throws ProblemException 404; 409 if there is none
     */
    public Template skip(Id id) {
        return transactions.required(() -> {
            leaveOut(get(id));
            return changed(id, "billing.recurring.skip");
        });
    }

    private void leaveOut(Template template) {
        LocalDate period = template.nextOn();
        if (period == null || !rows.take(template, following(template))) {
            throw ProblemException.conflict("billing.recurring.ended", Map.of("name", template.name()));
        }
        runs.note(template.id(), period, Outcome.SKIPPED, null, null, today.now());
    }

    /** The days that follow, at most 12, from what is in a draft; nothing is written. */
    public static List<LocalDate> preview(TemplateDraft draft) {
        return draft.schedule().next(0, 12);
    }

    /**
     * Makes the next invoice of a template now, also before its day.
     *
     * @throws ProblemException 404; 409 if there is none; whatever the invoice is refused for
     */
    public Invoice runNow(Id id) {
        return transactions.required(() -> {
            Template template = get(id);
            LocalDate period = template.nextOn();
            if (period == null) {
                throw ProblemException.conflict("billing.recurring.ended", Map.of("name", template.name()));
            }
            return make(template, period).orElseThrow(() -> ProblemException.staleVersion());
        });
    }

    /**
     * Makes all that is due, in order, of the organisation on the thread.
     *
     * @return how many were made
     */
    public int runDue() {
        int made = 0;
        for (Id id : transactions.required(() -> rows.due(today.date()))) {
            boolean more = true;
            while (more) {
                more = runOne(id);
                made += more ? 1 : 0;
            }
        }
        return made;
    }

    /** Makes the next one of a template, if it is due; false if there was none, or it failed. */
    private boolean runOne(Id id) {
        Optional<Template> found = transactions.requiresNew(() -> rows.find(id));
        LocalDate period = found.map(Template::nextOn).orElse(null);
        if (found.isEmpty() || period == null || found.get().state() != State.ACTIVE || period.isAfter(today.date())) {
            return false;
        }
        try {
            // empty: another runner made it at this moment, and goes on with what follows
            return transactions.requiresNew(() -> make(found.get(), period)).isPresent();
        } catch (RuntimeException e) {
            if (!(e instanceof ProblemException)) {
                LOG.warn("The recurring invoice {} of {} failed", id, period, e);
            }
            String reason = reasons.of(e, organizations.current().language());
            transactions.requiresNew(() -> {
                runs.note(id, period, Outcome.FAILED, null, reason, today.now());
                live.changed("billing.recurring", id, "billing.invoice.read");
                return true;
            });
            return false;
        }
    }

    private Optional<Invoice> make(Template template, LocalDate period) {
        if (!rows.take(template, following(template))) {
            return Optional.empty();
        }
        Organization organization = organizations.current();
        var draft = RecurringInvoice.draft(template, period, today.date(), organization.language());
        Id term = template.content().termId();
        Invoice invoice;
        if (template.content().deed() == Deed.ISSUE && term == null) {
            invoice = invoices.createIssued(draft);
        } else {
            invoice = invoices.create(draft);
            if (term != null) {
                plans.set(invoice.id(), new Plans.PlanDraft(term, null));
            }
            if (template.content().deed() == Deed.ISSUE) {
                invoice = invoices.issue(invoice.id(), null);
            }
        }
        runs.note(template.id(), period, Outcome.MADE, invoice.id(), null, today.now());
        live.changed("billing.recurring", template.id(), "billing.invoice.read");
        return Optional.of(invoice);
    }

    private static @Nullable LocalDate following(Template template) {
        return template.schedule().day(template.made() + 1).orElse(null);
    }

    private Template changed(Id id, String action) {
        Template template = get(id);
        audit.record(action, "recurring", id, Map.of("name", template.name()));
        live.changed("billing.recurring", id, "billing.invoice.read");
        return template;
    }
}
