package io.rubro.platform.security.internal.service;

import static io.rubro.platform.security.internal.service.TestSecurity.bearer;
import static io.rubro.platform.security.internal.service.TestSecurity.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.Caller.Kind;
import io.rubro.platform.security.internal.model.ApiKeyDraft;
import io.rubro.platform.security.internal.model.BuiltInRole;
import io.rubro.platform.security.internal.model.IssuedApiKey;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.MemberChange;
import io.rubro.platform.security.internal.service.SigningKeys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {

    private static final Locale ARGENTINE = Locale.forLanguageTag("es-AR");

    @Test
    void without_credentials_there_is_no_caller() {
        assertThat(TestSecurity.shared(TestDatabase.DERBY).authenticator.authenticate(null, null, ARGENTINE))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_language_is_the_one_of_the_request(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login login = security.newOrganization();

        assertThat(security.authenticator.authenticate(bearer(login), null, ARGENTINE))
                .hasValueSatisfying(caller -> assertThat(caller.locale()).isEqualTo(ARGENTINE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer a.b.c",
                "Bearer ..",
                "Basic YTpi",
                "Basic ",
                "Basic *",
                "Basic a2V5Og==",
                "Basic a2V5OmFiYw==",
                "Bearer eyJhbGciOiJIUzI1NiJ9.e30.",
                "Bearer \0\u00e9"
            })
    void what_is_not_a_token_is_refused(String header) {
        assertInvalid(TestSecurity.shared(TestDatabase.DERBY), header);
    }

    @Test
    void a_huge_token_is_refused_unread() {
        assertInvalid(TestSecurity.shared(TestDatabase.DERBY), "Bearer " + "a".repeat(1_000_000));
    }

    @Test
    void forged_tokens_are_refused() throws Exception {
        TestSecurity security = TestSecurity.shared(TestDatabase.DERBY);
        Login login = security.newOrganization();
        Login other = security.newOrganization();
        SigningKey key = security.keys.current();
        JWTClaimsSet good = claims(security, login).build();
        String[] parts = login.accessToken().split("\\.");

        assertThat(security.authenticator.authenticate("Bearer " + signed(key, good), null, ARGENTINE))
                .as("the way these are made is right")
                .isPresent();

        assertInvalid(security, "Bearer " + new PlainJWT(good).serialize());
        String noneHeader = base64("{\"alg\":\"none\",\"kid\":\"" + key.id() + "\"}");
        assertInvalid(security, "Bearer " + noneHeader + "." + parts[1] + ".");
        assertInvalid(security, "Bearer " + noneHeader + "." + parts[1] + "." + parts[2]);
        assertInvalid(security, "Bearer " + parts[0] + "." + parts[1] + ".");
        assertInvalid(
                security,
                "Bearer " + parts[0] + "." + base64(good.toString().replace("rubro", "rubr0")) + "." + parts[2]);

        assertInvalid(security, "Bearer " + signed(key.id(), new byte[32], JWSAlgorithm.HS256, good));
        assertInvalid(security, "Bearer " + signed(key.id(), secret(security), JWSAlgorithm.HS384, good));
        assertInvalid(security, "Bearer " + signed(Id.next().toString(), new byte[32], JWSAlgorithm.HS256, good));
        assertInvalid(security, "Bearer " + signed(null, secret(security), JWSAlgorithm.HS256, good));

        assertInvalid(
                security,
                "Bearer " + signed(key, claims(security, login).issuer("other").build()));
        assertInvalid(
                security,
                "Bearer "
                        + signed(
                                key,
                                claims(security, login)
                                        .claim(
                                                AccessTokens.ORGANIZATION,
                                                other.organization().id().toString())
                                        .build()));
        assertInvalid(
                security,
                "Bearer "
                        + signed(
                                key,
                                claims(security, login)
                                        .claim(AccessTokens.ORGANIZATION, null)
                                        .build()));
        assertInvalid(
                security,
                "Bearer "
                        + signed(
                                key,
                                claims(security, login)
                                        .subject(other.user().id().toString())
                                        .build()));
        assertInvalid(
                security,
                "Bearer "
                        + signed(
                                key,
                                claims(security, login)
                                        .claim(AccessTokens.SESSION, "0")
                                        .build()));
        assertInvalid(
                security,
                "Bearer "
                        + signed(
                                key,
                                claims(security, login).expirationTime(null).build()));
        assertInvalid(
                security,
                "Bearer "
                        + signed(
                                key,
                                claims(security, login)
                                        .issueTime(Date.from(Instant.now().plusSeconds(300)))
                                        .build()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_expired_token_is_refused_after_half_a_minute_of_tolerance(TestDatabase database) throws Exception {
        TestSecurity security = TestSecurity.shared(database);
        Login login = security.newOrganization();
        SigningKey key = security.keys.current();

        String tolerated = signed(key, expired(security, login, Duration.ofSeconds(10)));
        String over = signed(key, expired(security, login, Duration.ofSeconds(31)));

        assertThat(security.authenticator.authenticate("Bearer " + tolerated, null, ARGENTINE))
                .isPresent();
        ProblemException expired =
                problem(() -> security.authenticator.authenticate("Bearer " + over, null, ARGENTINE));
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.code()).isEqualTo("security.token-expired");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void another_node_accepts_the_token_and_hears_of_changes(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login login = security.newOrganization();
        SigningKeys keys = new SigningKeys(security.sql, security.tx, security.platform.schema("security"));
        AccessCache accesses = new AccessCache(
                security.sql, security.tx, security.roles, security.declared, security.platform.schema("security"));
        CachedAuthenticator otherNode = new CachedAuthenticator(new AccessTokens(keys), accesses);

        assertThat(otherNode.authenticate(bearer(login), null, ARGENTINE)).isPresent();

        security.logins.logout(login.refreshToken());
        accesses.changed(); // what the passing of ten seconds does
        assertThat(problem(() -> otherNode.authenticate(bearer(login), null, ARGENTINE))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_changed_role_and_a_new_module_count_at_once(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        Login staff = security.newMember(owner, "staff");
        assertThat(security.caller(staff).permissions()).containsExactlyInAnyOrder("shop.sale.read", "shop.sale.write");

        security.as(
                owner,
                () -> security.members.change(staff.user().id(), TestMatch.any(), new MemberChange("manager", false)));
        assertThat(security.caller(staff).may("shop.price.write")).isTrue();

        FakeModule plugin = FakeModule.plugin("tintoreria", "tintoreria.ticket.write");
        security.declared.addModule(plugin);
        assertThat(security.caller(staff).may("tintoreria.ticket.write")).isTrue();
        security.declared.removeModule(plugin);
        assertThat(security.caller(staff).may("tintoreria.ticket.write")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_plugin_cannot_give_itself_permissions_of_the_platform(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login admin = security.logins.login("admin@rubro.test", TestSecurity.PASSWORD, null, "");
        FakeModule plugin = FakeModule.plugin("malo", "platform.everything");
        security.declared.addModule(plugin);

        assertThat(security.caller(admin).may("platform.account.manage")).isTrue();
        assertThat(security.caller(admin).may("platform.everything")).isFalse();
        assertThat(security.declared.of(BuiltInRole.MANAGER)).doesNotContain("platform.everything");
        security.declared.removeModule(plugin);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_api_key_may_do_what_it_was_made_for_in_its_organisation(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        IssuedApiKey issued = issue(security, owner, null);

        Caller caller = security.authenticator
                .authenticate(null, issued.secret(), ARGENTINE)
                .orElseThrow();

        assertThat(caller.kind()).isEqualTo(Kind.API_KEY);
        assertThat(caller.id()).isEqualTo(issued.key().id());
        assertThat(caller.name()).isEqualTo("Tienda web");
        assertThat(caller.organization()).isEqualTo(owner.organization().id());
        assertThat(caller.permissions()).containsExactly("shop.sale.read");
        assertThat(caller.may("shop.sale.write")).isFalse();
        assertThat(security.as(owner, () -> security.apiKeys.get(issued.key().id()))
                        .lastUsed())
                .isNotNull();
        assertThat(issued.toString()).doesNotContain(issued.secret());
        assertThat(security.sql.query("select hash from security.api_key", row -> row.getString(1)))
                .noneMatch(issued.secret()::contains);
    }

    @Test
    void an_api_key_may_be_shown_as_the_password_of_the_user_key() {
        TestSecurity security = TestSecurity.shared(TestDatabase.DERBY);
        Login owner = security.newOrganization();
        String secret = issue(security, owner, null).secret();

        assertThat(security.authenticator.authenticate("Basic " + base64("key:" + secret), null, ARGENTINE))
                .hasValueSatisfying(caller -> {
                    assertThat(caller.kind()).isEqualTo(Kind.API_KEY);
                    assertThat(caller.organization())
                            .isEqualTo(owner.organization().id());
                });
        assertInvalid(security, "Basic " + base64("ana@example.com:" + secret));
        assertInvalid(security, "Basic " + base64("key:" + secret + "x"));
        assertInvalid(security, "Basic " + secret);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_wrong_expired_or_revoked_api_key_is_refused(TestDatabase database) {
        TestSecurity security = TestSecurity.shared(database);
        Login owner = security.newOrganization();
        IssuedApiKey issued = issue(security, owner, Instant.now().plusSeconds(3600));
        String secret = issued.secret();
        assertThat(security.authenticator.authenticate(null, secret, ARGENTINE)).isPresent();

        char last = secret.charAt(secret.length() - 1);
        for (String wrong : List.of(
                secret.substring(0, secret.length() - 1) + (last == '0' ? '1' : '0'),
                secret.substring(0, secret.length() - 1),
                ApiKeyText.random().text(),
                "rbk__",
                "",
                "\0")) {
            assertThat(problem(() -> security.authenticator.authenticate(null, wrong, ARGENTINE))
                            .code())
                    .isEqualTo("security.token-invalid");
        }

        security.sql.update(
                "update security.api_key set expires_at = ? where id = ?",
                Instant.now().minusSeconds(1),
                issued.key().id());
        security.accesses.changed();
        assertThat(problem(() -> security.authenticator.authenticate(null, secret, ARGENTINE))
                        .code())
                .isEqualTo("security.token-expired");

        IssuedApiKey second = issue(security, owner, null);
        assertThat(security.authenticator.authenticate(null, second.secret(), ARGENTINE))
                .isPresent();
        security.run(owner, () -> security.apiKeys.revoke(second.key().id()));
        assertThat(problem(() -> security.authenticator.authenticate(null, second.secret(), ARGENTINE))
                        .code())
                .isEqualTo("security.token-invalid");
    }

    private static IssuedApiKey issue(TestSecurity security, Login owner, Instant expires) {
        return security.as(
                owner, () -> security.apiKeys.issue(new ApiKeyDraft("Tienda web", List.of("shop.sale.read"), expires)));
    }

    private static void assertInvalid(TestSecurity security, String header) {
        ProblemException refused = problem(() -> security.authenticator.authenticate(header, null, ARGENTINE));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("security.token-invalid");
    }

    private static JWTClaimsSet.Builder claims(TestSecurity security, Login login) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(AccessTokens.ISSUER)
                .subject(login.user().id().toString())
                .claim(AccessTokens.ORGANIZATION, login.organization().id().toString())
                .claim(
                        AccessTokens.SESSION,
                        security.tokens.verify(login.accessToken()).session().toString())
                .issueTime(Date.from(now.minusSeconds(60)))
                .expirationTime(Date.from(now.plusSeconds(600)));
    }

    private static JWTClaimsSet expired(TestSecurity security, Login login, Duration ago) {
        return claims(security, login)
                .issueTime(Date.from(Instant.now().minusSeconds(1000)))
                .expirationTime(Date.from(Instant.now().minus(ago)))
                .build();
    }

    private static String signed(SigningKey key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.id()).build(), claims);
        jwt.sign(key.signer());
        return jwt.serialize();
    }

    private static String signed(String kid, byte[] secret, JWSAlgorithm algorithm, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
        // HMAC pads keys with zeros itself: the padded key is the same key, but long enough for every algorithm
        jwt.sign(new MACSigner(Arrays.copyOf(secret, 64)));
        return jwt.serialize();
    }

    private static byte[] secret(TestSecurity security) {
        return Base64.getDecoder()
                .decode(security.sql
                        .queryOne(
                                "select secret from security.signing_key where id = ?",
                                row -> row.getString(1),
                                Id.valueOf(security.keys.current().id()))
                        .orElseThrow());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
