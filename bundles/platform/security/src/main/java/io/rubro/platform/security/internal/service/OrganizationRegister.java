package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.internal.model.OrganizationChange;
import io.rubro.platform.security.internal.model.OrganizationDraft;
import io.rubro.platform.taxid.TaxId;
import io.rubro.platform.tenancy.Tenant;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Enters organisations and changes what is known of them. */
@Component(service = OrganizationRegister.class)
public final class OrganizationRegister {

    private static final Set<String> LOCALES = Set.of("es-ES", "es-AR", "en");

    private final GlobalSql sql;
    private final Transactions tx;
    private final CachedOrganizations organizations;
    private final Trail trail;

    /** What follows from the country of an organisation that says nothing else. */
    private record Custom(String currency, String timeZone, String locale) {

        static Custom of(String country) {
            return switch (country) {
                case "ES" -> new Custom("EUR", "Europe/Madrid", "es-ES");
                case "AR" -> new Custom("ARS", "America/Argentina/Buenos_Aires", "es-AR");
                default ->
                    throw ProblemException.invalid(
                            "organization.country", "security.organization.country", Map.of("country", country));
            };
        }
    }

    @Activate
    public OrganizationRegister(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference CachedOrganizations organizations,
            @Reference Trail trail) {
        this.sql = sql;
        this.tx = tx;
        this.organizations = organizations;
        this.trail = trail;
    }

    /**
     * Enters a new organisation. It has no members yet. Fields at fault are named as in a request that has it under
     * {@code organization}.
     *
     * @param id the identifier it is to have
     * @throws ProblemException 422 if its tax identifier, currency, time zone or language is not valid
     */
    Organization enter(Id id, OrganizationDraft draft) {
        Custom custom = Custom.of(draft.country());
        String name = PlainText.require("organization.name", draft.name());
        Organization entered = new Organization(
                id,
                name,
                PlainText.require("organization.legalName", orElse(draft.legalName(), name)),
                taxId("organization.taxId", draft.country(), draft.taxId()),
                draft.country(),
                currency(orElse(draft.currency(), custom.currency)),
                timeZone("organization.timeZone", orElse(draft.timeZone(), custom.timeZone)),
                locale("organization.locale", orElse(draft.locale(), custom.locale)),
                PlainText.lines("organization.address", draft.address()),
                1);
        tx.run(() -> {
            sql.update(
                    "insert into security.organization (id, name, legal_name, tax_id, country, currency, time_zone,"
                            + " locale, address, created_at, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                    id,
                    entered.name(),
                    entered.legalName(),
                    entered.taxId(),
                    entered.country(),
                    entered.currency(),
                    entered.timeZone(),
                    entered.locale(),
                    entered.address(),
                    Instant.now());
            organizations.changed();
        });
        return entered;
    }

    /** Changes the caller's organisation. */
    public Organization change(@Nullable IfMatch seen, OrganizationChange change) {
        return tx.required(() -> {
            lockCurrent();
            Organization old = organizations.read(Tenant.current()).orElseThrow();
            IfMatch.require(seen, old.version());
            sql.update(
                    "update security.organization set name = ?, legal_name = ?, tax_id = ?, time_zone = ?, locale = ?,"
                            + " address = ?, version = version + 1 where id = ?",
                    PlainText.require("name", change.name()),
                    PlainText.require("legalName", change.legalName()),
                    taxId("taxId", old.country(), change.taxId()),
                    timeZone("timeZone", change.timeZone()),
                    locale("locale", change.locale()),
                    PlainText.lines("address", change.address()),
                    old.id());
            organizations.changed();
            Organization changed = organizations.read(old.id()).orElseThrow();
            trail.record("security.organization.change", "organization", old.id(), details(changed));
            return changed;
        });
    }

    /**
     * Locks the caller's organisation until the transaction ends, so that two changes of its members or roles do not
     * pass each other: two owners who remove one another at the same moment would leave none.
     */
    void lockCurrent() {
        Id organization = Tenant.current();
        if (sql.update("update security.organization set version = version where id = ?", organization) == 0) {
            throw ProblemException.notFound("security.organization.not-found", organization);
        }
    }

    /** What the audit trail says of an organisation. */
    static Map<String, ?> details(Organization o) {
        return Map.of(
                "name", o.name(),
                "legalName", o.legalName(),
                "taxId", o.taxId() == null ? "" : o.taxId(),
                "timeZone", o.timeZone(),
                "locale", o.locale());
    }

    private static @Nullable String taxId(String field, String country, @Nullable String text) {
        return text == null || text.isBlank() ? null : TaxId.require(country, text, field);
    }

    private static String currency(String code) {
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
        if (!known) {
            throw ProblemException.invalid(
                    "organization.currency", "security.organization.currency", Map.of("currency", code));
        }
        return code;
    }

    private static String timeZone(String field, String zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw ProblemException.invalid(field, "security.organization.time-zone", Map.of("timeZone", zone));
        }
        return zone;
    }

    /** The language tag, if messages exist in it. */
    static String locale(String field, String tag) {
        if (!LOCALES.contains(tag)) {
            throw ProblemException.invalid(field, "security.locale", Map.of("locale", tag));
        }
        return tag;
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text.strip();
    }
}
