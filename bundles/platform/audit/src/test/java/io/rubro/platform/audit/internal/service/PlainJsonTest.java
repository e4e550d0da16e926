package io.rubro.platform.audit.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.platform.security.Caller;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainJsonTest {

    record Opaque(int x) {}

    @Test
    void plain_values_keep_their_kind_and_everything_else_becomes_text() {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("z", 1);
        details.put("id", new Id(42));
        details.put("amount", new BigDecimal("1E+2"));
        details.put("day", LocalDate.of(2026, 2, 28));
        details.put("kind", Caller.Kind.API_KEY);
        details.put("ok", true);
        details.put("nothing", null);
        details.put("lines", List.of(Map.of("b", 2L, "a", "«\"»")));
        details.put("opaque", new Opaque(3));
        assertThat(PlainJson.of(details))
                .isEqualTo("{\"amount\":\"100\",\"day\":\"2026-02-28\",\"id\":\"000000000001A\",\"kind\":\"API_KEY\","
                        + "\"lines\":[{\"a\":\"«\\\"»\",\"b\":2}],\"nothing\":null,\"ok\":true,\"opaque\":\"Opaque[x=3]\","
                        + "\"z\":1}");
    }

    @Test
    void a_text_is_made_storable_without_cutting_a_character_in_two() {
        assertThat(StorableText.of("a\u0000b\uD83D", 10)).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(StorableText.of("ab\uD83D\uDE00", 3)).isEqualTo("ab");
        assertThat(StorableText.of("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
    }
}
