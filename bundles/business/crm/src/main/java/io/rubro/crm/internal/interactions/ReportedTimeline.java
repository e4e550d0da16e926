package io.rubro.crm.internal.interactions;

import io.rubro.crm.Contact;
import io.rubro.crm.Contacts;
import io.rubro.crm.Interaction.Source;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.TimelineEntryReported;
import io.rubro.crm.TimelineEntryWithdrawn;
import io.rubro.platform.events.EventSubscriber;
import io.rubro.platform.events.EventType;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes into time lines what other modules and plugins report. An entry that names no contact of the organisation, or
 * pretends to come from a module whose records the CRM mirrors itself, is refused: the journal then holds it with the reason.
 */
@Component
public final class ReportedTimeline implements EventSubscriber {

    private static final String REPORTED = typeOf(TimelineEntryReported.class);
    private static final String WITHDRAWN = typeOf(TimelineEntryWithdrawn.class);

    /** Their records get into the time line in another way. */
    private static final Set<String> RESERVED = Set.of("billing", "crm");

    private final MirroredRecords records;
    private final Contacts contacts;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public ReportedTimeline(
            @Reference MirroredRecords records, @Reference Contacts contacts, @Reference Organizations organizations) {
        this.records = records;
        this.contacts = contacts;
        this.organizations = organizations;
    }

    private static String typeOf(Class<?> event) {
        return event.getAnnotation(EventType.class).value();
    }

    @Override
    public String name() {
        return "crm.timeline";
    }

    @Override
    public Set<String> types() {
        return Set.of(REPORTED, WITHDRAWN);
    }

    @Override
    public void on(JournalEvent event) {
        if (event.type().equals(WITHDRAWN)) {
            TimelineEntryWithdrawn withdrawn = event.payload(TimelineEntryWithdrawn.class);
            records.remove(source(withdrawn.module(), withdrawn.recordId(), null));
        } else {
            write(event.payload(TimelineEntryReported.class));
        }
    }

    private void write(TimelineEntryReported entry) {
        Source source = source(entry.module(), entry.recordId(), entry.path());
        Optional<Id> contact = whose(entry);
        if (contact.isEmpty()) {
            records.remove(source);
            return;
        }
        Locale language = organizations.current().language();
        String description = clean(text(entry.description(), language), InteractionDraft.MAX_DESCRIPTION);
        @Nullable BigDecimal amount = entry.amount();
        records.put(
                contact.get(),
                new InteractionDraft(
                        entry.type(),
                        clean(text(entry.title(), language), InteractionDraft.MAX_TITLE),
                        description.isEmpty() ? null : description,
                        entry.happenedAt().truncatedTo(ChronoUnit.MICROS),
                        null,
                        null,
                        true,
                        amount == null ? null : amount.setScale(2, RoundingMode.HALF_UP),
                        entry.currency()),
                source);
    }

    private static Source source(String module, Id record, @Nullable String path) {
        if (RESERVED.contains(module)) {
            throw new IllegalArgumentException("records of " + module + " are in time lines without being reported");
        }
        return new Source(module, record, null, path);
    }

    /** The contact, or the one that took its place; empty if its data were erased. */
    private Optional<Id> whose(TimelineEntryReported entry) {
        Set<Id> passed = new HashSet<>();
        @Nullable Id next = entry.contactId();
        while (next != null && passed.add(next)) {
            Id id = next;
            Contact contact = contacts.find(id)
                    .orElseThrow(() -> new IllegalStateException(
                            "there is no contact " + id + " for record " + entry.recordId() + " of " + entry.module()));
            if (contact.erasedAt() != null) {
                return Optional.empty();
            }
            if (contact.mergedInto() == null) {
                return Optional.of(id);
            }
            next = contact.mergedInto();
        }
        throw new IllegalStateException("contact " + entry.contactId() + " is merged into itself");
    }

    /** In the language of the organisation, else in Spanish, else in any; empty if there is none. */
    private static String text(Map<String, String> texts, Locale language) {
        for (String tag : new String[] {language.toLanguageTag(), language.getLanguage(), "es"}) {
            @Nullable String text = texts.get(tag);
            if (text != null) {
                return text;
            }
        }
        return texts.isEmpty() ? "" : new TreeMap<>(texts).firstEntry().getValue();
    }

    /** Without control characters but line breaks, and not longer than the column; no character is cut in half. */
    private static String clean(String text, int max) {
        String plain = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ").strip();
        if (plain.length() <= max) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(max - 1)) ? max - 1 : max;
        return plain.substring(0, end).strip();
    }
}
