package io.rubro.fiscal.verifactu.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.fiscal.verifactu.internal.rest.FingerprintResource.Literals;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintResourceTest {

    private final FingerprintResource resource = new FingerprintResource();

    private static Map<String, String> first() {
        Map<String, String> fields = new HashMap<>();
        fields.put("IDEmisorFactura", "89890001K");
        fields.put("NumSerieFactura", "12345678/G33");
        fields.put("FechaExpedicionFactura", "01-01-2024");
        fields.put("TipoFactura", "F1");
        fields.put("CuotaTotal", "12.35");
        fields.put("ImporteTotal", "123.45");
        fields.put("FechaHoraHusoGenRegistro", "2024-01-01T19:20:30+01:00");
        return fields;
    }

    private void refuses(Literals literals, String... fields) {
        assertThatThrownBy(() -> resource.compute(literals))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(fields));
    }

    @Test
    void the_published_example_comes_out() {
        assertThat(resource.compute(new Literals("RegistroAlta", first())).fingerprint())
                .isEqualTo("3C464DAF61ACB827C65FDA19F352A4E3BDC2C640E9E9FC4CC058073F38F12F60");
    }

    @Test
    void every_wrong_literal_is_named() {
        Map<String, String> fields = first();
        fields.put("TipoFactura", "F9");
        fields.put("CuotaTotal", "12,35");
        fields.put("IDEmisorFactura", null);
        fields.put("CuotaTotl", "12.35");
        refuses(
                new Literals("RegistroAlta", fields),
                "fields.TipoFactura",
                "fields.CuotaTotal",
                "fields.IDEmisorFactura",
                "fields.CuotaTotl");
    }

    @Test
    void an_unknown_record_is_refused() {
        refuses(new Literals("RegistroEvento", first()), "record");
    }
}
