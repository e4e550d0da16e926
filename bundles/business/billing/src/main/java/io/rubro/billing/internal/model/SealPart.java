package io.rubro.billing.internal.model;

import io.rubro.billing.FiscalSeal;
import io.rubro.billing.FiscalState;
import java.time.OffsetDateTime;
import javax.persistence.Column;
import javax.persistence.Embeddable;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/** The fiscal seal's columns of an invoice. */
@Embeddable
public class SealPart {

    @Column(name = "fiscal_regime")
    private String regime;

    @Column(name = "fiscal_kind")
    private String kind;

    /** ISO 8601 with the offset, which a TIMESTAMP would lose. */
    @Column(name = "fiscal_generated_at")
    private String generatedAt;

    @Column(name = "fiscal_hash")
    private @Nullable String hash;

    @Column(name = "fiscal_previous_hash")
    private @Nullable String previousHash;

    @Column(name = "fiscal_chain_position")
    private @Nullable Long chainPosition;

    @Column(name = "fiscal_qr_url")
    private @Nullable String qrUrl;

    @Column(name = "fiscal_legend")
    private @Nullable String legend;

    @Enumerated(EnumType.STRING)
    @Column(name = "fiscal_state")
    private FiscalState state;

    /** For JPA. */
    protected SealPart() {}

    SealPart(FiscalSeal seal) {
        regime = seal.regime();
        kind = seal.kind();
        generatedAt = seal.generatedAt().toString();
        hash = seal.hash();
        previousHash = seal.previousHash();
        chainPosition = seal.chainPosition();
        qrUrl = seal.qrUrl();
        legend = seal.legend();
        state = seal.state();
    }

    void known(FiscalState now) {
        state = now;
    }

    FiscalSeal toSeal() {
        return new FiscalSeal(
                regime,
                kind,
                OffsetDateTime.parse(generatedAt),
                hash,
                previousHash,
                chainPosition,
                qrUrl,
                legend,
                state);
    }
}
