package io.rubro.platform.rest.internal.docs;

import com.fasterxml.jackson.annotation.JsonView;
import io.rubro.platform.rest.internal.call.AccessRule;
import io.rubro.platform.rest.internal.call.MethodPlan;
import io.rubro.platform.rest.internal.publish.ModuleServer;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.jaxrs2.ResolvedParameter;
import io.swagger.v3.jaxrs2.ext.AbstractOpenAPIExtension;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtension;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Adds to an operation what the platform does around its method. */
final class OperationNotes extends AbstractOpenAPIExtension {

    private final ModuleServer server;

    OperationNotes(ModuleServer server) {
        this.server = server;
    }

    @Override
    public void decorateOperation(Operation operation, Method method, Iterator<OpenAPIExtension> chain) {
        operation.setTags(List.of(server.module()));
        operation.setOperationId(server.module() + "."
                + method.getDeclaringClass().getSimpleName().replaceAll("Resource$", "") + "." + method.getName());
        @Nullable MethodPlan plan = server.plans().get(method);
        access(operation, plan == null ? new AccessRule.Nobody() : plan.access());
        if (method.isAnnotationPresent(POST.class) && (plan == null || !plan.streamsBody())) {
            operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + SharedParts.IDEMPOTENCY_KEY));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> "If-Match".equals(parameter.getName()))
                    .forEach(parameter -> parameter.setRequired(true));
        }
        responses(operation, method);
        super.decorateOperation(operation, method, chain);
    }

    private void responses(Operation operation, Method method) {
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        @Nullable ApiResponse guessed = responses.get("200");
        if (guessed != null && Reader.DEFAULT_DESCRIPTION.equals(guessed.getDescription())) {
            // the resource did not say it, but this is how resources here answer
            String status = method.getReturnType() == void.class
                    ? "204"
                    : method.isAnnotationPresent(POST.class) && method.getReturnType() == Response.class
                            ? "201"
                            : "200";
            responses.remove("200");
            responses.addApiResponse(status, guessed.description(status.equals("201") ? "Created" : "Done"));
        }
        String refusal = server.dialect() == null ? SharedParts.PROBLEM : SharedParts.DETAIL;
        responses.addApiResponse("4XX", new ApiResponse().$ref("#/components/responses/" + refusal));
        operation.setResponses(responses);
    }

    private static void access(Operation operation, AccessRule access) {
        if (access instanceof AccessRule.Permission permission) {
            operation.addExtension("x-permission", permission.id());
            describe(operation, "Needs the permission `" + permission.id() + "`.");
        } else if (access instanceof AccessRule.Everybody) {
            operation.setSecurity(List.of());
            describe(operation, "Open to everybody.");
        } else if (access instanceof AccessRule.Nobody) {
            describe(operation, "Refused to everybody.");
        }
    }

    private static void describe(Operation operation, String sentence) {
        @Nullable String before = operation.getDescription();
        operation.setDescription(before == null || before.isBlank() ? sentence : before + "\n\n" + sentence);
    }

    /** Swagger sees only the public fields of a bean of parameters; JAX-RS fills the private ones too. */
    @Override
    public ResolvedParameter extractParameters(
            List<Annotation> annotations,
            Type type,
            Set<Type> typesToSkip,
            Components components,
            @Nullable Consumes classConsumes,
            @Nullable Consumes methodConsumes,
            boolean includeRequestBody,
            @Nullable JsonView view,
            Iterator<OpenAPIExtension> chain) {
        OpenAPIExtension reads = chain.next();
        if (annotations.stream().noneMatch(BeanParam.class::isInstance)) {
            return reads.extractParameters(
                    annotations,
                    type,
                    typesToSkip,
                    components,
                    classConsumes,
                    methodConsumes,
                    includeRequestBody,
                    view,
                    chain);
        }
        ResolvedParameter all = new ResolvedParameter();
        for (Field field : constructType(type).getRawClass().getDeclaredFields()) {
            ResolvedParameter one = reads.extractParameters(
                    List.of(field.getAnnotations()),
                    field.getGenericType(),
                    typesToSkip,
                    components,
                    classConsumes,
                    methodConsumes,
                    false,
                    view,
                    chain);
            all.parameters.addAll(one.parameters);
        }
        return all;
    }
}
