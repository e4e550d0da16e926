package io.rubro.platform.rest.internal.call;

import io.rubro.platform.rest.internal.edge.ApiRequest;
import io.rubro.platform.rest.internal.problem.Problem;
import io.rubro.platform.rest.internal.problem.RefusedRequest;
import io.rubro.platform.security.Caller;
import java.io.IOException;
import java.util.Map;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request pass to the method it matched, or not: before anything of the body is read, so that who may not call
 * cannot make us work.
 */
public final class Admission implements ContainerRequestFilter {

    private final Map<OperationResourceInfo, MethodPlan> plans;
    private final IdempotentCalls idempotency;

    public Admission(Map<OperationResourceInfo, MethodPlan> plans, IdempotentCalls idempotency) {
        this.plans = plans;
        this.idempotency = idempotency;
    }

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        Message message = JAXRSUtils.getCurrentMessage();
        ApiRequest request = ProblemMapper.request(message);
        @Nullable MethodPlan plan = plans.get(message.getExchange().get(OperationResourceInfo.class));
        @Nullable
        Problem refusal =
                plan == null ? Problem.of(403, "rest.nobody") : plan.access().refusal(Caller.current(), request);
        if (refusal != null) {
            throw new RefusedRequest(refusal);
        }
        if (plan != null && plan.bodyLimit() > 0) {
            request.body().limitTo(plan.bodyLimit());
        }
        if (idempotency.applies(request)) {
            request.body().fingerprint();
        }
    }
}
