package io.rubro.billing.internal.service;

import io.rubro.billing.Tax;
import io.rubro.billing.TaxTreatment;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The taxes a line may bear: those of the country of the organisation on the thread, and those it added. */
@Component(service = TaxList.class)
public final class TaxList {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9.]{0,11}");
    private static final Pattern SCHEME = Pattern.compile("[0-9]{2}");
    private static final Set<String> SYSTEMS = Set.of("IVA", "IGIC", "IPSI", "OTHER");
    private static final Set<String> CAUSES = Set.of("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Transactions transactions;
    private final Sql sql;
    private final Taxes taxes;
    private final Organizations organizations;
    private final Audit audit;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public TaxList(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference GlobalSql global,
            @Reference Organizations organizations,
            @Reference Audit audit,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this(transactions, sql, global, organizations, audit);
    }

    TaxList(Transactions transactions, Sql sql, GlobalSql global, Organizations organizations, Audit audit) {
        this.transactions = transactions;
        this.sql = sql;
        this.taxes = new Taxes(global, sql);
        this.organizations = organizations;
        this.audit = audit;
    }

    /**
     * A tax of the list.
     *
     * @param own whether the organisation added it
     * @param legalText what has to be printed where it is applied; null for nothing
     */
    public record Listed(Tax tax, String nameEs, String nameEn, @Nullable String legalText, boolean own) {}

    /**
     * A tax to be added.
     *
     * @param code 1 to 12 letters, digits and points, unlike those of the country
     * @param system {@code IVA}, {@code IGIC}, {@code IPSI} or {@code OTHER}
     * @param cause of an exemption; null else
     * @param scheme two digits; null for the general one
     * @param rate in percent, 0 to 100; 0 unless it is charged
     * @param surchargeRate in percent; null for none
     * @param name 1 to 120 characters
     * @param legalText at most 200 characters, to be printed; null for nothing
     */
    public record OwnTax(
            String code,
            String system,
            TaxTreatment treatment,
            @Nullable String cause,
            @Nullable String scheme,
            BigDecimal rate,
            @Nullable BigDecimal surchargeRate,
            String name,
            @Nullable String legalText) {}

    /**
     * The taxes a line of an invoice of this day may bear.
     *
     * @param day null for today
     */
    public List<Listed> on(@Nullable LocalDate day) {
        return taxes.inForce(organizations.current().country(), orToday(day)).stream()
                .map(entry -> new Listed(
                        entry.tax(), entry.nameEs(), entry.nameEn(), entry.legalText(), entry.country() == null))
                .toList();
    }

    /**
     * The rates of the country's general tax on a day, in percent, highest first.
     *
     * @param day null for today
     */
    public List<BigDecimal> rates(@Nullable LocalDate day) {
        return List.copyOf(taxes.rates(organizations.current().country(), orToday(day)));
    }

    private LocalDate orToday(@Nullable LocalDate day) {
        Organization organization = organizations.current();
        return day == null ? LocalDate.ofInstant(Clock.systemUTC().instant(), organization.zone()) : day;
    }

    /**
     * Adds a tax to the organisation's own.
     *
     * @throws ProblemException 422 if a field breaks a rule, 409 if there is a tax with that code
     */
    public Listed add(OwnTax draft) {
        String code = draft.code().strip().toUpperCase(Locale.ROOT);
        check(draft, code);
        Tax tax = new Tax(
                code,
                draft.system(),
                draft.treatment(),
                draft.cause(),
                draft.scheme(),
                draft.rate(),
                draft.surchargeRate());
        LocalDate always = LocalDate.of(1993, 1, 1);
        if (taxes.coded(organizations.current().country(), orToday(null), code).isPresent()) {
            throw taken(code);
        }
        try {
            transactions.run(() -> {
                Id id = Id.next();
                sql.update(
                        """
                        insert into billing.own_tax (organization_id, id, code, tax_system, treatment, cause, scheme, rate,
                          surcharge_rate, name_es, name_en, legal_text, valid_from)
                        values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        id,
                        code,
                        tax.system(),
                        tax.treatment(),
                        tax.cause(),
                        tax.scheme(),
                        tax.rate(),
                        tax.surchargeRate(),
                        draft.name().strip(),
                        draft.name().strip(),
                        draft.legalText(),
                        always);
                audit.record("billing.tax.add", "tax", id, Map.of("code", code, "rate", tax.rate()));
            });
        } catch (DataAccessException e) {
            if (e.isDuplicate()) {
                throw taken(code);
            }
            throw e;
        }
        return new Listed(tax, draft.name().strip(), draft.name().strip(), draft.legalText(), true);
    }

    private static ProblemException taken(String code) {
        return ProblemException.conflict("code", "billing.tax.taken", Map.of("code", code));
    }

    private static void check(OwnTax draft, String code) {
        Faults faults = new Faults();
        require(faults, CODE.matcher(code).matches(), "code", "billing.tax.code");
        require(faults, SYSTEMS.contains(draft.system()), "system", "billing.tax.system");
        String cause = draft.cause();
        boolean exempt = draft.treatment() == TaxTreatment.EXEMPT;
        require(faults, exempt ? cause != null && CAUSES.contains(cause) : cause == null, "cause", "billing.tax.cause");
        String scheme = draft.scheme();
        require(faults, scheme == null || SCHEME.matcher(scheme).matches(), "scheme", "billing.tax.scheme");
        percent(faults, "rate", draft.rate());
        BigDecimal surcharge = draft.surchargeRate();
        if (surcharge != null) {
            percent(faults, "surchargeRate", surcharge);
        }
        require(
                faults,
                draft.treatment().charges() || draft.rate().signum() == 0,
                "rate",
                "billing.tax.rate-not-charged");
        if (faults.text("name", draft.name(), 120) == null) {
            faults.add("name", "billing.text.missing");
        }
        faults.text("legalText", draft.legalText(), 200);
        faults.check();
    }

    private static void percent(Faults faults, String field, BigDecimal percent) {
        if (faults.number(field, percent, 3, 2)) {
            require(faults, percent.signum() >= 0 && percent.compareTo(HUNDRED) <= 0, field, "billing.tax.percent");
        }
    }

    private static void require(Faults faults, boolean rule, String field, String code) {
        if (!rule) {
            faults.add(field, code);
        }
    }

    /**
     * Takes a tax off the organisation's own; invoices that bear it keep it.
     *
     * @throws ProblemException 404 if the organisation added none with this code
     */
    public void remove(String code) {
        transactions.run(() -> {
            if (sql.update("delete from billing.own_tax where organization_id = {org} and code = ?", code) == 0) {
                throw ProblemException.of(404, "billing.tax.not-found", Map.of("code", code));
            }
            audit.record("billing.tax.remove", "tax", organizations.current().id(), Map.of("code", code));
        });
    }
}
