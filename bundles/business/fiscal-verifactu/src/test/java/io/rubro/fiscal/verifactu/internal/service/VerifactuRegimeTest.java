package io.rubro.fiscal.verifactu.internal.service;

import static io.rubro.fiscal.verifactu.internal.service.Taxpayer.acme;
import static io.rubro.fiscal.verifactu.internal.service.Taxpayer.anonymous;
import static io.rubro.fiscal.verifactu.internal.service.Taxpayer.invoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.Customer;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.time.OffsetDateTime;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VerifactuRegimeTest {

    private static Taxpayer taxpayer;

    @BeforeAll
    static void start() {
        taxpayer = new Taxpayer(TestDatabase.DERBY);
    }

    @AfterAll
    static void stop() {
        taxpayer.close();
    }

    private static void check(Organization business, Invoice invoice) {
        Tenant.run(taxpayer.organization, () -> taxpayer.regime.check(business, invoice));
    }

    private static void refuses(ThrowingCallable call, String field, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.errors()).singleElement().satisfies(error -> {
                assertThat(error.field()).isEqualTo(field);
                assertThat(error.code()).isEqualTo(code);
            });
        });
    }

    private static FiscalRecord stored(FiscalSeal seal) {
        long position = seal.chainPosition() == null ? 0 : seal.chainPosition();
        return Tenant.call(taxpayer.organization, () -> taxpayer.chain
                .range(taxpayer.chain.heads().get(0).id(), position, position)
                .get(0));
    }

    @Test
    void a_seal_carries_what_the_invoice_must_show() {
        FiscalSeal first = taxpayer.seal("FAC-2026-001");
        FiscalSeal second = taxpayer.seal("FAC-2026-002");
        assertThat(second.regime()).isEqualTo("verifactu");
        assertThat(second.kind()).isEqualTo("F1");
        assertThat(second.generatedAt()).isEqualTo(OffsetDateTime.parse("2026-11-20T12:00:00+01:00"));
        assertThat(second.hash()).matches("[0-9A-F]{64}").isNotEqualTo(first.hash());
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertThat(second.qrUrl())
                .isEqualTo("https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=B12345674&numserie=FAC-2026-002"
                        + "&fecha=20-11-2026&importe=121.00");
    }

    @Test
    void a_record_keeps_the_literals_the_authority_will_get() {
        FiscalRecord record = stored(taxpayer.seal("FAC-2026-010"));
        assertThat(record.fields())
                .containsEntry("IDEmisorFactura", "B12345674")
                .containsEntry("NumSerieFactura", "FAC-2026-010")
                .containsEntry("FechaExpedicionFactura", "20-11-2026")
                .containsEntry("TipoFactura", "F1")
                .containsEntry("CuotaTotal", "21.00")
                .containsEntry("ImporteTotal", "121.00")
                .containsEntry("FechaHoraHusoGenRegistro", "2026-11-20T12:00:00+01:00");
        assertThat(record.content().breakdown()).isEqualTo("01:01:S1:21:100.00:21.00::");
        assertThat(record.content().description()).isEqualTo("Servicio «ñ»");
        assertThat(record.installation()).isEqualTo("1-" + taxpayer.organization);
    }

    @Test
    void the_time_of_a_record_is_that_of_the_place() {
        Organization canaries = taxpayer.business("B12345674", "EUR", "Atlantic/Canary");
        FiscalRecord record = stored(taxpayer.seal(canaries, invoice("FAC-2026-020", acme(), "1.00")));
        assertThat(record.generatedAt()).isEqualTo("2026-11-20T11:00:00+00:00");
    }

    @Test
    void a_customer_of_the_union_is_identified_by_the_vat_number() {
        Customer french = new Customer(null, "Dupont", "FR12345678901", null, null, "FR");
        FiscalRecord record = stored(taxpayer.seal(taxpayer.business(), invoice("FAC-2026-030", french, "1.00")));
        assertThat(record.content().recipient()).satisfies(recipient -> {
            assertThat(recipient.idType()).isEqualTo("02");
            assertThat(recipient.country()).isNull();
        });
    }

    @Test
    void without_a_tax_id_the_invoice_is_simplified_and_names_nobody() {
        FiscalSeal seal = taxpayer.seal(taxpayer.business(), invoice("FAC-2026-040", anonymous(), "1.00"));
        assertThat(seal.kind()).isEqualTo("F2");
        assertThat(stored(seal).content().recipient()).isNull();
    }

    @Test
    void a_simplified_invoice_above_the_limit_is_refused() {
        // 2,479.34 + 21 % = 3,000.00
        assertThatCode(() -> check(taxpayer.business(), invoice(null, anonymous(), "2479.34")))
                .doesNotThrowAnyException();
        refuses(
                () -> check(taxpayer.business(), invoice(null, anonymous(), "2479.35")),
                "customer.taxId",
                "fiscal-verifactu.rule.simplified-limit");
        assertThatCode(() -> check(taxpayer.business(), invoice(null, acme(), "5000.00")))
                .doesNotThrowAnyException();
    }

    @Test
    void an_issuer_without_a_valid_nif_is_told() {
        for (String taxId : new String[] {null, "B12345678", ""}) {
            refuses(
                    () -> check(taxpayer.business(taxId, "EUR", "Europe/Madrid"), invoice(null, acme(), "1.00")),
                    "organization.taxId",
                    "fiscal-verifactu.issuer");
        }
    }

    @Test
    void an_invoice_in_another_currency_is_refused() {
        refuses(
                () -> check(taxpayer.business(), invoice(null, acme(), "1.00", "USD")),
                "organization.currency",
                "fiscal-verifactu.currency");
    }

    @Test
    void a_wrong_configuration_does_not_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordBook(
                        taxpayer.chain, taxpayer.program, taxpayer.submissions, taxpayer.modes, "elsewhere"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Program("número 1", "0.1.0", "", "", () -> false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Program("1", "0.1.0", "Productora, S.L.", "B12345678", () -> false));
    }
}
