package io.rubro.platform.module.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.module.Module.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorTest {

    @Test
    void a_plugin_needs_little() {
        Descriptor d = Descriptor.parse(
                """
                {"id":"carniceria","kind":"plugin","name":{"es":"Carnicería"},"drivers":[{"id":"x"}],
                 "permissions":[{"id":"carniceria.scale.read","name":{"es":"Ver la balanza"},"roles":["staff"]}]}""");
        assertThat(d.id()).isEqualTo("carniceria");
        assertThat(d.kind()).isEqualTo(Kind.PLUGIN);
        assertThat(d.changelog()).isNull();
        assertThat(d.messages()).isEqualTo("i18n");
        assertThat(d.permissions()).singleElement().satisfies(p -> {
            assertThat(p.id()).isEqualTo("carniceria.scale.read");
            assertThat(p.roles()).containsExactly("staff");
        });
    }

    @Test
    void a_core_module_may_have_addresses_of_its_own() {
        Descriptor d = Descriptor.parse(
                "{\"id\":\"xy\",\"kind\":\"core\",\"name\":{\"es\":\"X\"},\"rest\":{\"roots\":[\"crm\",\"clientes\"]}}");
        assertThat(d.roots()).containsExactlyInAnyOrder("crm", "clientes");
        assertThat(Descriptor.parse("{\"id\":\"xy\",\"kind\":\"core\",\"name\":{\"es\":\"X\"}}")
                        .roots())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | not a module descriptor",
                "{'id':'x y','kind':'core','name':{'es':'X'}} | id must be",
                "{'id':'xy','kind':'core'} | name.es is missing",
                "{'id':'xy','name':{'es':'X'}} | kind is missing",
                "{'id':'xy','kind':'rubro','name':{'es':'X'}} | kind is core or plugin",
                "{'id':'xy','kind':'plugin','name':{'es':'X'},'globalTables':['t']} | no global tables",
                "{'id':'xy','kind':'plugin','name':{'es':'X'},'permissions':[{'id':'billing.invoice.issue','name':{'es':'X'}}]} | begins with «xy.»",
                "{'id':'xy','kind':'plugin','name':{'es':'X'},'permissions':[{'id':'platform.plugin.manage','name':{'es':'X'}}]} | begins with «xy.»",
                "{'id':'xy','kind':'plugin','name':{'es':'X'},'rest':{'roots':['crm']}} | no addresses outside",
                "{'id':'xy','kind':'core','name':{'es':'X'},'rest':{'roots':['v1']}} | rest.roots are",
                "{'id':'xy','kind':'core','name':{'es':'X'},'rest':{'roots':['crm/x']}} | rest.roots are",
                "{'id':'xy','kind':'core','name':{'es':'X'},'permissions':[{'id':'xy.a.b'}]} | has no name.es"
            })
    void what_is_wrong_is_said(String json, String reason) {
        assertThatThrownBy(() -> Descriptor.parse(json.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void placeholders_are_filled_and_unknown_ones_stay_visible() {
        assertThat(BundleTexts.fill("La serie {code} no existe en {year} ($1)", Map.of("code", "F$2")))
                .isEqualTo("La serie F$2 no existe en {year} ($1)");
    }
}
