package io.rubro.fiscal.verifactu.internal.submission;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the authority has of a month: {@code RespuestaConsultaFactuSistemaFacturacion}.
 *
 * @param next where the page ends; null if it is the last
 */
public record QueryAnswer(List<Entry> entries, @Nullable Key next) {

    public QueryAnswer {
        entries = List.copyOf(entries);
    }

    /** An invoice, by which pages go on. */
    public record Key(String issuer, String number, String issueDate) {}

    /**
     * An invoice the authority has.
     *
     * @param issueDate {@code dd-mm-yyyy}
     * @param total null in a cancellation
     * @param fingerprint of the record it has
     * @param state {@code Correcto}, {@code AceptadoConErrores}, {@code Anulado}, or their feminine forms
     */
    public record Entry(
            String number, String issueDate, @Nullable String total, @Nullable String fingerprint, String state) {

        /** Whether the invoice is cancelled there. */
        public boolean cancelled() {
            return state.startsWith("Anulad");
        }
    }
}
