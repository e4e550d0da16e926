package io.rubro.crm.internal.imports;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.Contacts;
import io.rubro.crm.custom.CustomFields;
import io.rubro.crm.internal.duplicates.Duplicates;
import io.rubro.crm.internal.duplicates.Duplicates.Similar;
import io.rubro.crm.internal.imports.ContactImport.Policy;
import io.rubro.crm.internal.imports.ContactImport.Verdict;
import io.rubro.crm.internal.imports.RowDraft.Defaults;
import io.rubro.crm.internal.service.ContactRules;
import io.rubro.crm.internal.service.ContactValues;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.security.Caller;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what is to become of a row. */
@Component(service = Judge.class)
public final class Judge {

    /** From here on a row may be a contact that is there: the same name is enough. */
    private static final int MAY_BE_ONE = 50;

    private final Contacts contacts;
    private final Duplicates duplicates;
    private final CustomFields fields;
    private final Organizations organizations;
    private final Messages messages;

    /** Called by the component runtime. */
    @Activate
    public Judge(
            @Reference Contacts contacts,
            @Reference Duplicates duplicates,
            @Reference CustomFields fields,
            @Reference Organizations organizations,
            @Reference Messages messages) {
        this.contacts = contacts;
        this.duplicates = duplicates;
        this.fields = fields;
        this.organizations = organizations;
        this.messages = messages;
    }

    /**
     * What is to become of a row.
     *
     * @param field the one at fault
     * @param reason in the caller's words
     * @param draft what is to be stored; null if nothing is
     * @param existing the contact it is about; null for a new one
     * @param like the contact it may be
     */
    record Judgement(
            Verdict verdict,
            @Nullable String field,
            @Nullable String reason,
            @Nullable ContactDraft draft,
            @Nullable Contact existing,
            @Nullable Contact like) {}

    /** Judges a row by what is stored now. */
    Judgement of(ContactImport run, ImportRow row, boolean lookForDuplicates) {
        if (ImportRows.join(row.cells()).length() >= ImportRows.LONGEST_ROW) {
            return error(null, "crm.import.row-too-long", Map.of());
        }
        ContactDraft draft;
        try {
            draft = ContactRules.normalise(
                    RowDraft.of(
                            row.cells(),
                            run.mapping(),
                            new Defaults(run.kind(), run.role(), run.tag()),
                            organizations.current()),
                    organizations.current(),
                    fields.list(),
                    Map.of());
        } catch (ProblemException e) {
            return refused(e);
        }
        Optional<Contact> byTaxId = Optional.ofNullable(draft.taxId()).flatMap(contacts::findByTaxId);
        Optional<Contact> byEmail = Optional.ofNullable(draft.email()).flatMap(contacts::findByEmail);
        Optional<Contact> existing = byTaxId.or(() -> byEmail.filter(contact -> agree(contact.taxId(), draft.taxId())));
        if (existing.isPresent()) {
            return of(run, row, draft, existing.get(), byEmail);
        }
        if (byEmail.isPresent()) {
            return error(
                    "email",
                    "crm.contact.email-taken",
                    Map.of(
                            "value",
                            draft.email() == null ? "" : draft.email(),
                            "contact",
                            byEmail.get().name()));
        }
        if (lookForDuplicates) {
            List<Similar> similar = duplicates.similar(
                    draft.kind(), draft.name(), draft.phone(), draft.email(), draft.taxId(), draft.country(), null);
            if (!similar.isEmpty() && similar.get(0).score() >= MAY_BE_ONE) {
                Contact like = similar.get(0).contact();
                return new Judgement(
                        Verdict.DUPLICATE,
                        null,
                        words("crm.import.may-be", Map.of("contact", like.name())),
                        draft,
                        null,
                        like);
            }
        }
        return new Judgement(Verdict.NEW, null, null, draft, null, null);
    }

    private static boolean agree(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }

    private Judgement of(
            ContactImport run, ImportRow row, ContactDraft draft, Contact existing, Optional<Contact> byEmail) {
        if (run.policy() == Policy.SKIP) {
            return new Judgement(
                    Verdict.SKIP,
                    null,
                    words("crm.import.there", Map.of("contact", existing.name())),
                    null,
                    existing,
                    null);
        }
        ContactDraft wanted = combined(run, row, existing, draft);
        if (wanted.email() != null
                && !wanted.email().equals(existing.email())
                && byEmail.isPresent()
                && !byEmail.get().id().equals(existing.id())) {
            return error(
                    "email",
                    "crm.contact.email-taken",
                    Map.of("value", wanted.email(), "contact", byEmail.get().name()));
        }
        if (wanted.equals(existing.toDraft())) {
            return new Judgement(
                    Verdict.SKIP,
                    null,
                    words("crm.import.nothing-new", Map.of("contact", existing.name())),
                    null,
                    existing,
                    null);
        }
        return new Judgement(
                Verdict.UPDATE,
                null,
                words("crm.import.updates", Map.of("contact", existing.name())),
                wanted,
                existing,
                null);
    }

    /** The contact with what the row says. Roles and tags are added, and who is blocked stays blocked. */
    private static ContactDraft combined(ContactImport run, ImportRow row, Contact existing, ContactDraft draft) {
        Map<String, String> said = ContactValues.of(draft);
        Map<String, String> stored = ContactValues.of(existing.toDraft());
        Set<String> named =
                new HashSet<>(RowDraft.values(row.cells(), run.mapping()).keySet());
        named.remove("surname");
        named.remove("roles");
        named.remove("tags");
        Map<String, @Nullable String> changes = new HashMap<>();
        for (String field : named) {
            boolean fills = !stored.containsKey(field);
            if (said.containsKey(field) && (fills || run.policy() == Policy.OVERWRITE)) {
                changes.put(field, said.get(field));
            }
        }
        if (existing.status() == ContactStatus.BLOCKED) {
            changes.remove("status");
        }
        for (String set : ContactValues.SETS) {
            Set<String> all = new TreeSet<>(ContactValues.split(stored.get(set)));
            all.addAll(ContactValues.split(said.get(set)));
            changes.put(set, ContactValues.join(all));
        }
        return ContactValues.with(existing.toDraft(), changes);
    }

    private Judgement error(@Nullable String field, String code, Map<String, Object> args) {
        return new Judgement(Verdict.ERROR, field, words(code, args), null, null, null);
    }

    /** What a refusal says of a row: its first field. */
    Judgement refused(ProblemException problem) {
        if (problem.errors().isEmpty()) {
            return error(null, problem.code(), problem.args());
        }
        FieldError first = problem.errors().get(0);
        return error(first.field(), first.code(), first.args());
    }

    /** A text of the module in the caller's language. */
    String words(String code, Map<String, Object> args) {
        return messages.text(Caller.current().locale(), code, args).orElse(code);
    }
}
