package io.rubro.billing.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.internal.receivables.PaymentTermResource;
import io.rubro.billing.internal.receivables.ReceiptResource;
import io.rubro.billing.internal.receivables.ReceivablesResource;
import io.rubro.billing.internal.receivables.ReminderResource;
import io.rubro.billing.internal.recurring.RecurringResource;
import io.rubro.billing.internal.vatbooks.BookResource;
import io.rubro.billing.internal.vatbooks.SupplierResource;
import io.rubro.platform.security.RequiresPermission;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import org.junit.jupiter.api.Test;

class MoreResourcesTest {

    @Test
    void every_method_demands_a_permission_the_module_declares() throws IOException {
        String descriptor;
        try (var in = MoreResourcesTest.class.getResourceAsStream("/RUBRO-INF/module.json")) {
            descriptor = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Method> methods = Stream.of(
                        ReceivablesResource.class,
                        PaymentTermResource.class,
                        ReceiptResource.class,
                        ReminderResource.class,
                        RecurringResource.class,
                        SupplierResource.class,
                        BookResource.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Stream.of(GET.class, POST.class, PUT.class, DELETE.class)
                        .anyMatch(method::isAnnotationPresent))
                .toList();
        assertThat(methods).hasSizeGreaterThan(50);
        assertThat(methods).allSatisfy(method -> assertThat(descriptor)
                .contains("\"" + method.getAnnotation(RequiresPermission.class).value() + "\""));
    }
}
