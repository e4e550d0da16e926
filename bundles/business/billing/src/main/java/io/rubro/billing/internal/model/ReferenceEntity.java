package io.rubro.billing.internal.model;

import io.rubro.billing.InvoiceReference;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.JoinColumn;
import javax.persistence.ManyToOne;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An earlier invoice that an invoice corrects or takes the place of. */
@Entity
@Table(schema = "billing", name = "invoice_reference")
public class ReferenceEntity {

    @Id
    private long id;

    @Version
    private long version;

    @ManyToOne(optional = false)
    @JoinColumn(name = "invoice_id")
    private InvoiceEntity invoice;

    @Column(name = "line_no")
    private int lineNo;

    @Column(name = "referenced_id")
    private @Nullable Long referencedId;

    @Column(name = "referenced_number")
    private @Nullable String number;

    @Column(name = "referenced_issue_date")
    private @Nullable LocalDate issueDate;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected ReferenceEntity() {}

    ReferenceEntity(InvoiceEntity invoice, int lineNo, InvoiceReference reference) {
        io.rubro.platform.ids.Id referenced = reference.invoiceId();
        this.id = io.rubro.platform.ids.Id.next().value();
        this.invoice = invoice;
        this.lineNo = lineNo;
        this.referencedId = referenced == null ? null : referenced.value();
        this.number = reference.number();
        this.issueDate = reference.issueDate();
    }

    InvoiceReference toReference() {
        Long referenced = referencedId;
        return new InvoiceReference(
                referenced == null ? null : new io.rubro.platform.ids.Id(referenced), number, issueDate);
    }
}
