package io.rubro.billing.internal.model;

import io.rubro.billing.InvoiceLine;
import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Embedded;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.JoinColumn;
import javax.persistence.ManyToOne;
import javax.persistence.Table;
import javax.persistence.Version;

/** One line of an invoice. */
@Entity
@Table(schema = "billing", name = "invoice_line")
public class LineEntity {

    @Id
    private long id;

    @Version
    private long version;

    @ManyToOne(optional = false)
    @JoinColumn(name = "invoice_id")
    private InvoiceEntity invoice;

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

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected LineEntity() {}

    LineEntity(InvoiceEntity invoice, int lineNo, InvoiceLine line) {
        this.id = io.rubro.platform.ids.Id.next().value();
        this.invoice = invoice;
        this.lineNo = lineNo;
        this.description = line.description();
        this.quantity = line.quantity();
        this.unitPrice = line.unitPrice();
        this.discountPercent = line.discountPercent();
        this.tax = new TaxPart(line.tax());
    }

    InvoiceLine toLine() {
        return Totals.line(description, quantity, unitPrice, discountPercent, tax.toTax());
    }
}
