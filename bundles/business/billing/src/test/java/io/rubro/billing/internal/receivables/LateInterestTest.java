package io.rubro.billing.internal.receivables;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.internal.receivables.LateInterest.Paid;
import io.rubro.billing.internal.receivables.LateInterest.Rates;
import io.rubro.billing.internal.receivables.LateInterest.Stretch;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LateInterestTest {

    private static final LocalDate DUE = LocalDate.of(2025, 5, 31);

    private static BigDecimal of(String amount) {
        return new BigDecimal(amount);
    }

    private static final Rates LEGAL = new Rates(
            new TreeMap<>(Map.of(
                    LocalDate.of(2025, 1, 1), of("11.15"),
                    LocalDate.of(2025, 7, 1), of("10.15"))),
            LocalDate.of(2026, 1, 1));

    @Test
    void a_hundred_days_at_one_rate() {
        // 1,000.00 × 10 % × 100 ÷ 365 = 27.397…
        List<Stretch> stretches =
                LateInterest.of(DUE, of("1000.00"), List.of(), Rates.fixed(of("10")), DUE.plusDays(100));
        assertThat(stretches).hasSize(1);
        assertThat(stretches.get(0).days()).isEqualTo(100);
        assertThat(LateInterest.sum(stretches)).isEqualTo("27.40");
    }

    @Test
    void the_rate_changes_with_the_half_year() {
        // June: 5,000 × 11.15 % × 30 ÷ 365 = 45.82; July: 5,000 × 10.15 % × 31 ÷ 365 = 43.10
        List<Stretch> stretches = LateInterest.of(DUE, of("5000.00"), List.of(), LEGAL, LocalDate.of(2025, 7, 31));
        assertThat(stretches).extracting(Stretch::days).containsExactly(30L, 31L);
        assertThat(stretches).extracting(Stretch::interest).containsExactly(of("45.82"), of("43.10"));
        assertThat(LateInterest.sum(stretches)).isEqualTo("88.92");
    }

    @Test
    void a_payment_on_account_lowers_what_bears_interest_from_the_day_after() {
        // 10 days on 1,000 and 20 on 400 at 11.15 %: 3.05 + 2.44
        List<Stretch> stretches = LateInterest.of(
                DUE, of("1000.00"), List.of(new Paid(DUE.plusDays(10), of("600.00"))), LEGAL, DUE.plusDays(30));
        assertThat(stretches).extracting(Stretch::open).containsExactly(of("1000.00"), of("400.00"));
        assertThat(stretches).extracting(Stretch::interest).containsExactly(of("3.05"), of("2.44"));
    }

    @Test
    void what_is_paid_in_time_or_not_due_bears_none() {
        assertThat(LateInterest.of(DUE, of("100.00"), List.of(new Paid(DUE, of("100.00"))), LEGAL, DUE.plusDays(90)))
                .isEmpty();
        assertThat(LateInterest.of(DUE, of("100.00"), List.of(), LEGAL, DUE)).isEmpty();
    }

    @Test
    void beyond_the_last_half_year_known_it_is_provisional() {
        List<Stretch> stretches = LateInterest.of(DUE, of("100.00"), List.of(), LEGAL, LocalDate.of(2026, 1, 31));
        assertThat(stretches).extracting(Stretch::provisional).containsExactly(false, false, true);
        assertThat(stretches.get(2).rate()).isEqualTo("10.15");
        assertThat(stretches.get(2).days()).isEqualTo(31);
    }
}
