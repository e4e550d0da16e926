package io.rubro.platform.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.CascadeType;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.OneToMany;
import javax.persistence.Table;
import javax.persistence.Version;

@Entity
@Table(schema = "walls", name = "note")
class Note {
    @Id
    long id;

    @Version
    long version;

    String text;

    @Column(name = "made_at")
    Instant at;

    @OneToMany(mappedBy = "note", cascade = CascadeType.ALL)
    List<Remark> remarks = new ArrayList<>();

    Note() {}

    Note(long id, String text) {
        this.id = id;
        this.text = text;
        this.at = Instant.parse("2026-03-29T01:30:00.123Z"); // an hour that does not exist in Madrid's wall clock
    }
}
