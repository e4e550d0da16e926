package io.rubro.crm.es.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void fields_at_fault_are_told_by_the_names_of_the_request() {
        assertThat(Names.CRM.of("taxId")).isEqualTo("cif_nif");
        assertThat(Names.PROFILE.of("taxId")).isEqualTo("cif");
        assertThat(Names.PROJECT.of("value")).isEqualTo("monto_estimado");
        assertThat(Names.INVOICE.of("lines[2].unitPrice")).isEqualTo("items[2].precio");
        assertThat(Names.CRM.of("email")).isEqualTo("email");
    }

    @Test
    void a_refusal_keeps_all_but_the_names() {
        assertThatThrownBy(() -> Names.CRM.in(() -> {
                    throw ProblemException.conflict("taxId", "crm.taken", Map.of("contactId", "X"));
                }))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(409);
                    assertThat(refusal.args()).containsEntry("contactId", "X");
                    assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("cif_nif");
                });
        ProblemException missing = ProblemException.notFound("crm-es.client.not-found", 7);
        assertThatThrownBy(() -> Names.CRM.in(() -> {
                    throw missing;
                }))
                .isSameAs(missing);
    }
}
