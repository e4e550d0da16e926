package io.rubro.billing.internal.documents.rest;

import io.rubro.billing.internal.documents.model.DocumentFilter;
import io.rubro.billing.internal.documents.model.DocumentKind;
import io.rubro.billing.internal.documents.model.DocumentState;
import io.rubro.billing.internal.rest.QueryTexts;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The filters of a list of documents; a {@code @BeanParam}. */
public final class DocumentQuery {

    @QueryParam("kind")
    private @Nullable String kind;

    @QueryParam("state")
    private @Nullable String state;

    @QueryParam("pending")
    private boolean pending;

    @QueryParam("contact")
    private @Nullable Id contact;

    @QueryParam("customer")
    private @Nullable String customer;

    @QueryParam("number")
    private @Nullable String number;

    @QueryParam("from")
    private @Nullable String from;

    @QueryParam("to")
    private @Nullable String to;

    @QueryParam("q")
    private @Nullable String text;

    /** Called by JAX-RS, which then fills the fields. */
    public DocumentQuery() {
        this(null, null, null);
    }

    /** Asked for by code. */
    DocumentQuery(@Nullable String kind, @Nullable String state, @Nullable String from) {
        this.kind = kind;
        this.state = state;
        this.from = from;
    }

    /**
     * The filter these parameters mean.
     *
     * @throws ProblemException 422 naming the parameter that is wrong
     */
    DocumentFilter filter() {
        return new DocumentFilter(
                QueryTexts.one("kind", DocumentKind.values(), kind),
                QueryTexts.one("state", DocumentState.values(), state),
                pending,
                contact,
                customer,
                number,
                QueryTexts.date("from", from),
                QueryTexts.date("to", to),
                text);
    }
}
