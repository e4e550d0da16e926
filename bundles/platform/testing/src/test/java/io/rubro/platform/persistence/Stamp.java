package io.rubro.platform.persistence;

import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity
@Table(schema = "walls", name = "stamp")
class Stamp {
    @Id
    long id;

    String text;
}
