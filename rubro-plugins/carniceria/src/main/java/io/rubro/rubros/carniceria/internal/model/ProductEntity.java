package io.rubro.rubros.carniceria.internal.model;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;

/** A product as a row. */
@Entity
@Table(schema = "carniceria", name = "product")
@NullUnmarked // fields are filled by JPA
public class ProductEntity {

    @javax.persistence.Id
    private long id;

    @Version
    private long version;

    private int plu;

    private String name;

    @Column(name = "price_per_kg")
    private BigDecimal pricePerKg;

    @Column(name = "label_kind")
    @Enumerated(EnumType.STRING)
    private LabelKind label;

    @Column(name = "label_prefix")
    private String labelPrefix;

    protected ProductEntity() {}

    /** A new product. */
    public ProductEntity(ProductDraft draft) {
        this.id = Id.next().value();
        change(draft);
    }

    /** Takes over what a draft says. */
    public final void change(ProductDraft draft) {
        this.plu = draft.plu();
        this.name = draft.name().strip();
        this.pricePerKg = draft.pricePerKg().setScale(2, RoundingMode.UNNECESSARY);
        this.label = draft.labelOrDefault();
        this.labelPrefix = draft.prefixOrDefault();
    }

    /** The value others see. */
    public Product toProduct() {
        return new Product(new Id(id), plu, name, pricePerKg, label, labelPrefix, version);
    }
}
