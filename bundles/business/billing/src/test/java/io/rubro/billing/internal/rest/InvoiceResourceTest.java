package io.rubro.billing.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.Invoices;
import io.rubro.billing.internal.documents.rest.DocumentResource;
import io.rubro.billing.internal.documents.rest.InvoiceChainResource;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import org.junit.jupiter.api.Test;

class InvoiceResourceTest {

    private final InvoiceResource resource = new InvoiceResource((Invoices) Proxy.newProxyInstance(
            Invoices.class.getClassLoader(), new Class<?>[] {Invoices.class}, (proxy, method, args) -> {
                throw new AssertionError(method + " was called");
            }));

    @Test
    void who_may_only_write_drafts_cannot_issue_by_the_short_way() {
        Caller clerk = new Caller(Caller.Kind.USER, null, "clerk", null, Set.of("billing.invoice.create"), Locale.ROOT);
        InvoiceRequest request = new InvoiceRequest(
                null,
                null,
                null,
                null,
                new InvoiceRequest.CustomerRequest(null, "x", null, null, null, null),
                null,
                List.of(),
                null,
                null,
                null);
        assertThatThrownBy(() -> clerk.call(() -> resource.create(true, request)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.status())
                        .isEqualTo(403));
    }

    @Test
    void every_method_demands_a_permission_the_module_declares() throws IOException {
        String descriptor;
        try (var in = InvoiceResource.class.getResourceAsStream("/RUBRO-INF/module.json")) {
            descriptor = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Method> methods = Stream.of(
                        InvoiceResource.class,
                        RelatedResource.class,
                        SeriesResource.class,
                        ItemResource.class,
                        FiguresResource.class,
                        TaxRateResource.class,
                        TaxResource.class,
                        DocumentResource.class,
                        InvoiceChainResource.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Stream.of(GET.class, POST.class, PUT.class, DELETE.class)
                        .anyMatch(method::isAnnotationPresent))
                .toList();
        assertThat(methods).hasSize(38);
        assertThat(methods).allSatisfy(method -> assertThat(descriptor)
                .contains("\"" + method.getAnnotation(RequiresPermission.class).value() + "\""));
    }
}
