package io.rubro.platform.security.internal.service;

import io.rubro.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What a password must be: long, and not one of those everybody tries first. No rules about symbols: they help nobody. */
final class PasswordPolicy {

    static final int MIN_LENGTH = 10;
    static final int MAX_LENGTH = 200;

    private static final int MIN_DIFFERENT_CHARACTERS = 4;
    private static final Set<String> COMMON = common();

    private PasswordPolicy() {}

    /**
     * Checks a new password.
     *
     * @param field where it stands in the request
     * @throws ProblemException 422 if it is too short, too long, the e-mail address, or easily guessed
     */
    static void check(String field, String password, String email) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH) {
            throw ProblemException.invalid(field, "security.password.too-short", Map.of("min", MIN_LENGTH));
        }
        if (length > MAX_LENGTH) {
            throw ProblemException.invalid(field, "security.password.too-long", Map.of("max", MAX_LENGTH));
        }
        String folded = fold(password);
        if (folded.equals(fold(email)) || folded.equals(fold(email.substring(0, Math.max(0, email.indexOf('@')))))) {
            throw ProblemException.invalid(field, "security.password.is-email");
        }
        if (folded.codePoints().distinct().count() < MIN_DIFFERENT_CHARACTERS || COMMON.contains(folded)) {
            throw ProblemException.invalid(field, "security.password.common");
        }
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
    }

    private static Set<String> common() {
        try (InputStream in =
                Objects.requireNonNull(PasswordPolicy.class.getResourceAsStream("/security/common-passwords.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(PasswordPolicy::fold)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
