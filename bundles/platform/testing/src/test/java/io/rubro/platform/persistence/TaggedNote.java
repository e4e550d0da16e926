package io.rubro.platform.persistence;

import java.util.List;
import javax.persistence.ElementCollection;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity
@Table(schema = "walls", name = "note")
class TaggedNote {
    @Id
    long id;

    @ElementCollection
    List<String> tags;
}
