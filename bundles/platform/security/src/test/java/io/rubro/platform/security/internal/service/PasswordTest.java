package io.rubro.platform.security.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {

    private final Argon2Passwords passwords = new Argon2Passwords();

    @Test
    void a_hash_fits_its_password_and_no_other() {
        String hash = passwords.hash("caballo correcto pila");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThanOrEqualTo(200);
        assertThat(passwords.verify("caballo correcto pila", hash)).isTrue();
        assertThat(passwords.verify("caballo correcto pilas", hash)).isFalse();
        assertThat(passwords.verify("", hash)).isFalse();
        assertThat(passwords.isOutdated(hash)).isFalse();
        assertThat(passwords.hash("caballo correcto pila")).as("salted").isNotEqualTo(hash);
    }

    /** From the test suite of the reference implementation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
            })
    void hashes_of_other_implementations_are_understood(String hash) {
        assertThat(passwords.verify("password", hash)).isTrue();
        assertThat(passwords.verify("passwore", hash)).isFalse();
        assertThat(passwords.isOutdated(hash)).isTrue();
    }

    @Test
    void it_does_not_matter_how_the_keyboard_composes_letters() {
        String composed = Normalizer.normalize("mañana será otro día", Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);

        assertThat(decomposed).isNotEqualTo(composed);
        assertThat(passwords.verify(decomposed, passwords.hash(composed))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"caballo correcto pila", "ñandúñandú", "x9!kQ2#vLp", "          a b c d"})
    void long_passwords_are_accepted(String password) {
        assertThatCode(() -> PasswordPolicy.check("password", password, "ana@rubro.test"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "'', too-short",
        "123456789, too-short",
        "Contraseña123, common",
        "1234567890, common",
        "QWERTYUIOP, common",
        "aaaaaaaaaaaa, common",
        "abababababab, common",
        "Ana.Perez@rubro.test, is-email",
        "ana.perez1, is-email"
    })
    void weak_passwords_are_refused_with_the_reason(String password, String reason) {
        String email = password.startsWith("ana") ? "ana.perez1@rubro.test" : "ana.perez@rubro.test";

        assertThat(TestSecurity.problem(() -> PasswordPolicy.check("password", password, email))
                        .errors())
                .extracting(e -> e.code())
                .containsExactly("security.password." + reason);
    }

    @Test
    void endless_passwords_are_refused() {
        assertThat(TestSecurity.problem(() -> PasswordPolicy.check("password", "abcde".repeat(41), "ana@rubro.test"))
                        .errors())
                .extracting(e -> e.code())
                .containsExactly("security.password.too-long");
    }
}
