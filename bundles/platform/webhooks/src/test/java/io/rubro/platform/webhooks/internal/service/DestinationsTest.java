package io.rubro.platform.webhooks.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.webhooks.internal.model.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever registers an endpoint makes this server call; not everything may be called. */
class DestinationsTest {

    private final Map<String, Deque<String>> names = new HashMap<>();
    private Destinations destinations = new Destinations(this::resolve, false);

    private InetAddress[] resolve(String host) throws UnknownHostException {
        Deque<String> answers = names.get(host);
        if (answers == null) {
            // addresses need no DNS
            if (host.matches("[0-9.]+|.*:.*")) {
                return new InetAddress[] {InetAddress.getByName(host)};
            }
            throw new UnknownHostException(host);
        }
        String answer = answers.size() > 1 ? answers.pop() : answers.peek();
        String[] texts = answer.split(" ");
        InetAddress[] addresses = new InetAddress[texts.length];
        for (int i = 0; i < texts.length; i++) {
            addresses[i] = InetAddress.getByName(texts[i]);
        }
        return addresses;
    }

    private void dns(String host, String... answers) {
        names.put(host, new ArrayDeque<>(List.of(answers)));
    }

    private void configured(boolean allowInsecure, String... networks) {
        destinations.close();
        destinations = new Destinations(this::resolve, allowInsecure, networks);
    }

    @AfterEach
    void stop() {
        destinations.close();
    }

    private void refuses(String url, String code) {
        assertThatThrownBy(() -> destinations.check(url))
                .as(url)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.errors()).singleElement().satisfies(error -> {
                            assertThat(error.field()).isEqualTo("url");
                            assertThat(error.code()).isEqualTo(code);
                        }));
    }

    @Test
    void a_public_address_over_https_is_taken() {
        dns("hooks.example.com", "93.184.215.14 2606:2800:21f:cb07:6820:80da:af6b:8b2c");
        assertThat(destinations.check(" HTTPS://hooks.example.com:8443/a%20b?c=d "))
                .hasToString("https://hooks.example.com:8443/a%20b?c=d");
        dns("xn--espaa-rta.example", "93.184.215.14");
        assertThat(destinations.check("https://españa.example/año"))
                .hasToString("https://xn--espaa-rta.example/a%C3%B1o");
    }

    @ParameterizedTest
    @CsvSource({
        "hooks.example.com, webhooks.url.malformed",
        "https://, webhooks.url.malformed",
        "https:///path, webhooks.url.malformed",
        "https://a b/, webhooks.url.malformed",
        "https://example.com:99999/, webhooks.url.malformed",
        "https://2130706433/, webhooks.url.forbidden-address",
        "https://127.1/, webhooks.url.malformed",
        "mailto:ana@example.com, webhooks.url.malformed",
        "https://user:secret@93.184.215.14/, webhooks.url.user-info",
        "https://93.184.215.14/#part, webhooks.url.user-info",
        "http://93.184.215.14/, webhooks.url.not-secure",
        "ftp://93.184.215.14/, webhooks.url.not-secure",
        "https://nobody.example/, webhooks.url.unknown-host",
        "https://[::1]/, webhooks.url.forbidden-address",
        "https://[fe80::1]/, webhooks.url.forbidden-address",
        "https://169.254.169.254/latest/meta-data, webhooks.url.forbidden-address",
    })
    void what_is_no_address_or_none_of_the_public_is_refused(String url, String code) {
        refuses(url, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.0.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "64:ff9b::a00:1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "fd00:ec2::254"
            })
    void a_name_that_leads_inside_is_refused(String address) {
        dns("innocent.example", address);
        refuses("https://innocent.example/", "webhooks.url.forbidden-address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "223.255.255.255", "2a00:1450::1"})
    void a_name_that_leads_outside_is_taken(String address) {
        dns("honest.example", address);
        assertThat(destinations.check("https://honest.example/")).hasHost("honest.example");
    }

    @Test
    void one_address_of_several_inside_is_one_too_many() {
        dns("both.example", "93.184.215.14 10.0.0.1");
        refuses("https://both.example/", "webhooks.url.forbidden-address");
    }

    @Test
    void a_name_that_leads_elsewhere_once_it_is_registered_is_not_called() {
        dns("rebound.example", "93.184.215.14", "127.0.0.1");
        String url = destinations.check("https://rebound.example/").toString();
        assertThatThrownBy(() -> destinations.find(url))
                .isInstanceOfSatisfying(
                        ExchangeException.class, e -> assertThat(e.problem()).isEqualTo(Problem.FORBIDDEN_ADDRESS));
    }

    @Test
    void a_message_goes_to_the_address_that_was_looked_at_whatever_the_dns_says_next() throws ExchangeException {
        dns("fickle.example", "93.184.215.14", "127.0.0.1");
        Destination found = destinations.find("https://fickle.example/");
        assertThat(found.addresses()).extracting(InetAddress::getHostAddress).containsExactly("93.184.215.14");
        assertThat(found.host()).isEqualTo("fickle.example");
    }

    @Test
    void the_operator_may_allow_networks_of_his_own() {
        configured(false, "10.1.0.0/16", "fd00::/8");
        dns("inside.example", "10.1.2.3 fd00::7");
        dns("beside.example", "10.2.2.3");
        assertThat(destinations.check("https://inside.example/")).hasHost("inside.example");
        refuses("https://beside.example/", "webhooks.url.forbidden-address");
        configured(false, "*");
        assertThat(destinations.check("https://beside.example/")).hasHost("beside.example");
        assertThat(destinations.check("https://127.0.0.1/")).hasHost("127.0.0.1");
    }

    @Test
    void without_tls_only_this_machine_and_only_if_the_operator_says_so() throws ExchangeException {
        configured(true);
        refuses("http://127.0.0.1:8080/", "webhooks.url.forbidden-address");
        configured(true, "127.0.0.0/8", "10.0.0.0/8");
        assertThat(destinations.check("http://127.0.0.1:8080/")).hasPort(8080);
        assertThat(destinations.find("http://127.0.0.1:8080").target()).isEqualTo("/");
        refuses("http://10.0.0.1/", "webhooks.url.forbidden-address");
        refuses("http://93.184.215.14/", "webhooks.url.forbidden-address");
        // what was allowed once is not for ever
        configured(false, "127.0.0.0/8");
        assertThatThrownBy(() -> destinations.find("http://127.0.0.1:8080/")).isInstanceOf(ExchangeException.class);
    }

    @Test
    void a_configuration_that_names_no_network_is_refused() {
        assertThatThrownBy(() -> new Destinations(this::resolve, false, "the office"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
