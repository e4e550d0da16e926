package io.rubro.billing.internal.documents.model;

import io.rubro.billing.InvoiceLine;
import io.rubro.billing.internal.model.TaxPart;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Embedded;
import javax.persistence.Entity;
import javax.persistence.JoinColumn;
import javax.persistence.ManyToOne;
import javax.persistence.Table;
import javax.persistence.Version;

/** One line of a document. What was made of it is written by {@link DocumentLinks} alone. */
@Entity
@Table(schema = "billing", name = "document_line")
public class DocumentLineEntity {

    @javax.persistence.Id
    private long id;

    @Version
    private long version;

    @ManyToOne(optional = false)
    @JoinColumn(name = "document_id")
    private DocumentEntity document;

    @Column(name = "line_no")
    private int lineNo;

    @Column(name = "description")
    private String description;

    @Column(name = "quantity")
    private BigDecimal quantity;

    @Column(name = "unit_price")
    private BigDecimal unitPrice;

    @Column(name = "discount_percent")
    private BigDecimal discountPercent;

    @Embedded
    private TaxPart tax;

    @Column(name = "converted", updatable = false)
    private BigDecimal converted;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected DocumentLineEntity() {}

    DocumentLineEntity(DocumentEntity document, int lineNo, InvoiceLine line) {
        this.id = Id.next().value();
        this.document = document;
        this.lineNo = lineNo;
        this.description = line.description();
        this.quantity = line.quantity();
        this.unitPrice = line.unitPrice();
        this.discountPercent = line.discountPercent();
        this.tax = new TaxPart(line.tax());
        this.converted = BigDecimal.ZERO;
    }

    void write(int place, InvoiceLine line) {
        lineNo = place;
        description = line.description();
        quantity = line.quantity();
        unitPrice = line.unitPrice();
        discountPercent = line.discountPercent();
        tax = new TaxPart(line.tax());
    }

    int lineNo() {
        return lineNo;
    }

    Id id() {
        return new Id(id);
    }

    InvoiceLine says() {
        return Totals.line(description, quantity, unitPrice, discountPercent, tax.toTax());
    }

    DocumentLine toLine() {
        InvoiceLine line = says();
        return new DocumentLine(
                id(),
                line.description(),
                line.quantity(),
                line.unitPrice(),
                line.discountPercent(),
                line.taxRate(),
                line.amount(),
                line.tax(),
                Totals.plain(converted),
                Totals.plain(quantity.subtract(converted)));
    }
}
