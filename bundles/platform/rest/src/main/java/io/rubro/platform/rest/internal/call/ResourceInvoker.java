package io.rubro.platform.rest.internal.call;

import io.rubro.platform.rest.internal.edge.ApiRequest;
import io.rubro.platform.rest.internal.problem.Problem;
import java.lang.reflect.Method;
import java.util.Map;
import org.apache.cxf.jaxrs.JAXRSInvoker;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.MessageContentsList;
import org.jspecify.annotations.Nullable;

/**
 * Calls the method of a resource: with its rules checked before, its version tag set and its outcome remembered for the
 * caller's {@code Idempotency-Key} after.
 */
public final class ResourceInvoker extends JAXRSInvoker {

    private final Map<OperationResourceInfo, MethodPlan> plans;
    private final BeanRules rules;
    private final IdempotentCalls idempotency;
    private final AnswerShape shape;
    private final ProblemMapper problems;

    public ResourceInvoker(
            Map<OperationResourceInfo, MethodPlan> plans,
            BeanRules rules,
            IdempotentCalls idempotency,
            AnswerShape shape,
            ProblemMapper problems) {
        this.plans = plans;
        this.rules = rules;
        this.idempotency = idempotency;
        this.shape = shape;
        this.problems = problems;
    }

    @Override
    public Object invoke(Exchange exchange, Object parameters) {
        ApiRequest request = ProblemMapper.request(exchange.getInMessage());
        @Nullable MethodPlan plan = plans.get(exchange.get(OperationResourceInfo.class));
        if (plan == null) {
            return answer(Problem.of(403, "rest.nobody"), request);
        }
        if (!plan.gate().enter()) {
            return answer(Problem.of(503, "rest.unavailable").retryAfter(1), request);
        }
        try {
            return idempotency.applies(request)
                    ? idempotency.call(plan, request, shape, () -> call(exchange, parameters, request))
                    : call(exchange, parameters, request);
        } catch (RuntimeException failure) {
            // thrown by the transaction around the call, not by the method: those came back as answers
            return new MessageContentsList(problems.toResponse(failure));
        } finally {
            plan.gate().leave();
        }
    }

    private MessageContentsList call(Exchange exchange, Object parameters, ApiRequest request) {
        Object outcome = super.invoke(exchange, parameters);
        return shape.finish(outcome, request);
    }

    private MessageContentsList answer(Problem problem, ApiRequest request) {
        return new MessageContentsList(problems.toResponse(problem, request));
    }

    @Override
    protected Object performInvocation(Exchange exchange, Object resource, Method method, @Nullable Object[] parameters)
            throws Exception {
        @Nullable MethodPlan plan = plans.get(exchange.get(OperationResourceInfo.class));
        if (plan != null && plan.constrained()) {
            rules.check(resource, plan, parameters);
        }
        return super.performInvocation(exchange, resource, method, parameters);
    }
}
