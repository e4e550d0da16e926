package io.rubro.invoice.documents.internal.einvoice;

import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CorrectionReason;
import io.rubro.billing.Customer;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceReference;
import io.rubro.invoice.documents.internal.print.Shop;
import java.time.LocalDate;

/** One invoice of each sort that differs for the formats. */
enum Samples {
    PLAIN(Shop.invoice().line("Mesa", "1", "100", "0", Shop.IVA21).line("Pan & vino", "3", "1.10", "0", Shop.IVA4)),
    ROUNDED_APART(Shop.invoice()
            .line("a", "1", "0.335", "0", Shop.IVA21)
            .line("b", "1", "0.335", "0", Shop.IVA21)
            .line("c", "2.5", "1041.333", "12.5", Shop.IVA10)),
    GENERAL_DISCOUNT(Shop.invoice()
            .line("a", "7", "13.37", "0", Shop.IVA21)
            .line("b", "1", "20", "5", Shop.IVA10)
            .terms(false, "7.5", false, "0")
            .notes("Con descuento")),
    PRICES_WITH_TAX(Shop.invoice()
            .kind(InvoiceKind.SIMPLIFIED, "TIC-2026-001")
            .line("Café", "3", "1.35", "0", Shop.IVA10)
            .line("Copa", "2", "7.95", "10", Shop.IVA21)
            .terms(true, "0", false, "0")),
    SURCHARGE(Shop.invoice()
            .line("Género", "10", "9.99", "0", Shop.IVA21)
            .line("Pan", "3", "1.99", "0", Shop.IVA4)
            .terms(false, "0", true, "0")),
    WITHHOLDING(Shop.invoice().line("Asesoría", "3", "60", "0", Shop.IVA21).terms(false, "0", false, "15")),
    EXEMPT(Shop.invoice().line("Curso", "1", "200", "0", Shop.EXEMPT).line("Libro", "1", "20", "0", Shop.IVA4)),
    REVERSE(Shop.invoice().line("Obra", "1", "1000", "0", Shop.REVERSE)),
    OUTSIDE(Shop.invoice().line("Servicio", "1", "400", "0", Shop.OUTSIDE)),
    OUTSIDE_AMONG_OTHERS(
            Shop.invoice().line("Servicio", "1", "400", "0", Shop.OUTSIDE).line("Mesa", "1", "100", "0", Shop.IVA21)),
    UNION(Shop.invoice()
            .line("Envío", "1", "300", "0", Shop.exempt("E5"))
            .customer(new Customer(null, "Dupont SARL", "FR12345678901", null, "1 rue de la Paix, 75002 Paris", "FR"))),
    EXPORT(Shop.invoice()
            .line("Envío", "1", "300", "0", Shop.exempt("E2"))
            .customer(new Customer(null, "Pampa S.A.", "30500010912", null, "Corrientes 1, Buenos Aires", "AR"))),
    IGIC(Shop.invoice().line("Plátano", "1", "300", "0", Shop.IGIC7)),
    TAKEN_BACK(Shop.invoice()
            .line("Devolución", "-2", "33.33", "10", Shop.IVA21)
            .line("Devolución", "-1", "10", "0", Shop.IVA10)
            .terms(false, "0", true, "0")
            .kind(InvoiceKind.CREDIT_NOTE, "REC-2026-001")
            .corrects(CorrectionMethod.DIFFERENCES, CorrectionReason.RETURN, "FAC-2026-007", "FAC-2026-008")),
    SAID_AGAIN(Shop.invoice()
            .line("Como debió ser", "1", "50", "0", Shop.IVA21)
            .kind(InvoiceKind.CREDIT_NOTE, "REC-2026-002")
            .corrects(CorrectionMethod.SUBSTITUTION, CorrectionReason.OTHER, "FAC-2026-009")),
    CHARGED_MORE(Shop.invoice()
            .line("Faltaba", "1", "50", "0", Shop.IVA21)
            .kind(InvoiceKind.DEBIT_NOTE, "REC-2026-003")
            .corrects(CorrectionMethod.DIFFERENCES, CorrectionReason.BAD_DEBT, "FAC-2026-009")),
    IN_PLACE_OF_TICKETS(Shop.invoice()
            .line("Comida", "1", "50", "0", Shop.IVA10)
            .replaces(new InvoiceReference(null, "TIC-2026-004", LocalDate.of(2026, 11, 2)))),
    A_PERSON(Shop.invoice()
            .line("Mesa", "1", "100", "0", Shop.IVA21)
            .customer(new Customer(
                    null, "Ana María Ruiz Gil", "12345678Z", "ana@example.org", "Sol 3, 41001 Sevilla", null)));

    private final Shop shop;

    Samples(Shop shop) {
        this.shop = shop;
    }

    Invoice invoice() {
        return shop.of(Shop.SPAIN);
    }
}
