package io.rubro.fiscal.verifactu.internal.submission;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the authority says of a message: {@code RespuestaRegFactuSistemaFacturacion}.
 *
 * @param csv its code for the message; null if it refused every record
 * @param waitSeconds how long to wait before the next message
 */
public record Answer(@Nullable String csv, int waitSeconds, List<Line> lines) {

    public Answer {
        lines = List.copyOf(lines);
    }

    /**
     * What it says of one record.
     *
     * @param reference our own name of the record, if it came back
     * @param issue whether it was a record of issue, else of cancellation
     * @param state {@code Correcto}, {@code AceptadoConErrores}, {@code Incorrecto}
     * @param code what is wrong; null if nothing is
     * @param duplicate the state of the record it has, if this one is a duplicate: {@code Correcta}, {@code
     *     AceptadaConErrores}, {@code Anulada}
     */
    public record Line(
            @Nullable String reference,
            String number,
            boolean issue,
            String state,
            @Nullable String code,
            @Nullable String message,
            @Nullable String duplicate) {}
}
