package io.rubro.crm.internal.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.ContactKind;
import io.rubro.crm.internal.duplicates.Keys.Known;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Peña e Hijos, S.L.|PENA E HIJOS SL",
                "Panadería López S. L. U.|Lopez Panaderia",
                "Hnos. García S.A.|García Hermanos SA",
                "El Rincón de Ana, Sociedad Limitada|Rincon Ana",
                "Bar & Café Sur S.R.L.|Café y Bar Sur",
                "Obras Vega S.Coop.|Vega, Obras"
            })
    void the_names_of_one_company_have_one_key(String one, String other) {
        assertThat(NameKey.of(one, true)).isEqualTo(NameKey.of(other, true));
    }

    @ParameterizedTest
    @CsvSource({"Ana Sa,Ana", "Acme Norte,Acme Sur", "Taller 1,Taller 2"})
    void different_names_keep_different_keys(String one, String other) {
        assertThat(NameKey.of(one, false)).isNotEqualTo(NameKey.of(other, false));
    }

    @ParameterizedTest
    @CsvSource({"Vázquez Hernando,Basques Ernando", "Llorente Giménez,Yorente Jiménez", "Quesos Cebreros,Kesos Sevreros"
    })
    void names_that_sound_alike_have_one_sound(String one, String other) {
        assertThat(NameKey.sound(one, false)).isEqualTo(NameKey.sound(other, false));
        assertThat(NameKey.of(one, false)).isNotEqualTo(NameKey.of(other, false));
    }

    @Test
    void a_company_called_by_nothing_but_a_legal_form_keeps_it() {
        assertThat(NameKey.of("S.L.", true)).isEqualTo("sl");
        assertThat(NameKey.of("de la", true)).isEqualTo("de la");
        assertThat(NameKey.of("¿?", true)).isEqualTo("¿?");
    }

    @ParameterizedTest
    @CsvSource({
        "+34 600 11 22 33,ES,600112233",
        "0034600112233,ES,600112233",
        "600.11.22.33,ES,600112233",
        "34 600 112 233,ES,600112233",
        "+54 9 11 5555-1234,AR,1155551234",
        "011 15 5555-1234,AR,1155551234",
        "(11) 5555 1234,AR,1155551234",
        "+54 11 5555 1234,ES,1155551234",
        "0351 15 412-3456,AR,3514123456",
        "+351 21 123 4567,ES,351211234567"
    })
    void one_telephone_has_one_key_however_it_is_written(String phone, String country, String key) {
        assertThat(Keys.phone(phone, country)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "Ana.Lopez+tienda@Gmail.com,analopez@gmail.com",
        "ana@googlemail.com,ana@gmail.com",
        "Ana.Lopez+x@Empresa.es,ana.lopez@empresa.es"
    })
    void one_mailbox_has_one_key(String email, String key) {
        assertThat(Keys.mailbox(email)).isEqualTo(key);
    }

    @Test
    void the_letters_of_the_country_are_no_part_of_a_tax_id() {
        Set<Key> one = Keys.of(new Known(ContactKind.COMPANY, null, "ESB12345674", null, null, "FR"));
        Set<Key> other = Keys.of(new Known(ContactKind.COMPANY, null, "B12345674", null, null, "ES"));
        assertThat(one).isEqualTo(other).containsExactly(new Key(Reason.TAX_ID, "B12345674"));
    }

    @Property
    void any_name_has_keys_that_fit_their_column(@ForAll String name) {
        for (Key key : Keys.of(new Known(ContactKind.COMPANY, name, null, null, null, "ES"))) {
            assertThat(key.value()).isNotEmpty().hasSizeLessThanOrEqualTo(254);
        }
        if (!name.isBlank()) {
            assertThat(NameKey.of(name, true)).isEqualTo(NameKey.of("  " + name, true));
        }
    }

    @Test
    void what_two_contacts_share_adds_up_and_different_tax_ids_speak_against_it() {
        Key name = new Key(Reason.NAME, "acme");
        Key sound = new Key(Reason.SOUND, "akme");
        Key phone = new Key(Reason.PHONE, "600112233");
        Key b1 = new Key(Reason.TAX_ID, "B1");
        Key b2 = new Key(Reason.TAX_ID, "B2");
        Score byName = Score.of(Set.of(name, sound), Set.of(name, sound), false);
        assertThat(byName.points()).isEqualTo(50);
        assertThat(byName.reasons()).containsExactly(Reason.NAME);
        assertThat(Score.of(Set.of(name, phone), Set.of(name, phone), false).points())
                .isEqualTo(73);
        assertThat(Score.of(Set.of(name, phone), Set.of(name, phone), true).reasons())
                .isEqualTo(EnumSet.of(Reason.NAME, Reason.PHONE, Reason.PLACE));
        assertThat(Score.of(Set.of(name, b1), Set.of(name, b2), false).isWorthShowing())
                .isFalse();
        assertThat(Score.of(Set.of(b1), Set.of(b1), false).points()).isEqualTo(95);
        assertThat(Score.of(Set.of(name), Set.of(phone), true).points()).isZero();
        assertThat(Score.reasons(byName.stored())).isEqualTo(byName.reasons());
        assertThat(Score.reasons("")).isEmpty();
    }
}
