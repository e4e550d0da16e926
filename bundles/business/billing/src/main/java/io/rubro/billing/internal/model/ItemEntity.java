package io.rubro.billing.internal.model;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An entry of the price list as a row. */
@Entity
@Table(schema = "billing", name = "item")
public class ItemEntity {

    @javax.persistence.Id
    private long id;

    @Version
    private long version;

    @Column(name = "code")
    private String code;

    @Column(name = "name")
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private ItemKind kind;

    @Column(name = "unit")
    private @Nullable String unit;

    @Column(name = "unit_price")
    private BigDecimal unitPrice;

    @Column(name = "tax_rate")
    private BigDecimal taxRate;

    @Column(name = "active")
    private boolean active;

    /** What a search looks at. */
    @Column(name = "search_text")
    private String search;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected ItemEntity() {}

    /** A new entry. */
    public ItemEntity(ItemContent content) {
        id = Id.next().value();
        write(content);
    }

    /** Replaces what it says. */
    public final void write(ItemContent content) {
        code = content.code();
        name = content.name();
        kind = content.kind();
        unit = content.unit();
        unitPrice = content.unitPrice();
        taxRate = content.taxRate();
        active = content.active();
        search = SearchText.of(content.code(), content.name());
    }

    public Id id() {
        return new Id(id);
    }

    public long version() {
        return version;
    }

    /** Its value. */
    public Item toItem() {
        return new Item(
                id(), code, name, kind, unit, Totals.atLeastCents(unitPrice), Totals.plain(taxRate), active, version);
    }
}
