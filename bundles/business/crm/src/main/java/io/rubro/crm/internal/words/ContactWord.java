package io.rubro.crm.internal.words;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A word of a contact, for queries only: {@link ContactWords} writes them. */
@Entity(name = "ContactWord")
@Table(schema = "crm", name = "contact_word")
@IdClass(ContactWord.Key.class)
public class ContactWord {

    @Id
    private String word;

    @Id
    @Column(name = "contact_id")
    private long contactId;

    /** For JPA. */
    protected ContactWord() {}

    /** What tells it from others. */
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1;

        private @Nullable String word;
        private long contactId;

        /** For JPA. */
        public Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && contactId == key.contactId && Objects.equals(word, key.word);
        }

        @Override
        public int hashCode() {
            return Objects.hash(word, contactId);
        }
    }
}
