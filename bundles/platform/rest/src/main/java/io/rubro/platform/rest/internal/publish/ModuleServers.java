package io.rubro.platform.rest.internal.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.module.Messages;
import io.rubro.platform.module.Module;
import io.rubro.platform.rest.ApiDialect;
import io.rubro.platform.rest.internal.call.AccessRule;
import io.rubro.platform.rest.internal.call.Admission;
import io.rubro.platform.rest.internal.call.AnswerShape;
import io.rubro.platform.rest.internal.call.BeanRules;
import io.rubro.platform.rest.internal.call.IdempotentCalls;
import io.rubro.platform.rest.internal.call.MethodPlan;
import io.rubro.platform.rest.internal.call.ParameterValues;
import io.rubro.platform.rest.internal.call.ProblemMapper;
import io.rubro.platform.rest.internal.call.ResourceInvoker;
import io.rubro.platform.rest.internal.json.JsonBody;
import io.rubro.platform.rest.internal.json.JsonRecipe;
import io.rubro.platform.rest.internal.problem.ProblemTexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.lifecycle.SingletonResourceProvider;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;
import org.apache.cxf.transport.http.DestinationRegistryImpl;
import org.apache.cxf.transport.http.HTTPTransportFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes servers out of resources. */
@Component(service = ModuleServers.class)
public final class ModuleServers {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleServers.class);

    /** Every error goes through our mapper, also one that brings an entity of its own. */
    private static final Map<String, Object> PROPERTIES = Map.of("support.wae.spec.optimization", false);

    private final IdempotentCalls idempotency;
    private final ProblemTexts texts;

    @Activate
    public ModuleServers(@Reference IdempotentCalls idempotency, @Reference Messages messages) {
        this.idempotency = idempotency;
        this.texts = new ProblemTexts(messages);
    }

    /** Makes the server of a module. It takes requests at once; nobody finds it before it stands in the routes. */
    ModuleServer make(Module module, List<PublishedResource> resources, @Nullable ApiDialect dialect) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JAXRSServerFactoryBean.class.getClassLoader());
        try {
            return makeWithCxfLoader(module, resources, dialect);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ModuleServer makeWithCxfLoader(
            Module module, List<PublishedResource> resources, @Nullable ApiDialect dialect) {
        // a bus for each: CXF keeps listeners and proxies of every server it ever had on its bus
        Bus bus = new CXFBusFactory().createBus(null, Map.of("skip.default.json.provider.registration", true));
        try {
            JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
            factory.setBus(bus);
            factory.setAddress(module.basePath());
            factory.setProperties(PROPERTIES);
            // a registry for each as well: the successor of a server has its address while both exist
            factory.setDestinationFactory(new HTTPTransportFactory(new DestinationRegistryImpl()));
            resources.forEach(r -> factory.setResourceProvider(new SingletonResourceProvider(r.instance())));
            Map<OperationResourceInfo, MethodPlan> plans = plans(factory, resources);
            warnAboutAccess(module, plans);

            ObjectMapper mapper = JsonRecipe.newMapper();
            JsonBody json = new JsonBody(mapper);
            ProblemMapper problems = new ProblemMapper(texts);
            BeanRules rules = new BeanRules(mapper);
            AnswerShape shape = new AnswerShape(json, problems);
            factory.setProviders(List.of(json, problems, new ParameterValues(), new Admission(plans, idempotency)));
            factory.setInvoker(new ResourceInvoker(plans, rules, idempotency, shape, problems));
            Server server = factory.create();
            refuseOverrides(server);
            return new ModuleServer(
                    module,
                    resources,
                    dialect,
                    plans.values().stream()
                            .collect(Collectors.toMap(MethodPlan::method, Function.identity(), (a, b) -> a)),
                    bus,
                    server,
                    rules);
        } catch (RuntimeException e) {
            bus.shutdown(true);
            throw e;
        }
    }

    /** CXF would let {@code ?_method=DELETE} turn a GET into something else. */
    private static void refuseOverrides(Server server) {
        Object providers = server.getEndpoint().get(ServerProviderFactory.class.getName());
        ((ServerProviderFactory) Objects.requireNonNull(providers)).setRequestPreprocessor(null);
    }

    private static Map<OperationResourceInfo, MethodPlan> plans(
            JAXRSServerFactoryBean factory, List<PublishedResource> resources) {
        Map<Class<?>, PublishedResource> byType =
                resources.stream().collect(Collectors.toMap(PublishedResource::type, Function.identity(), (a, b) -> a));
        Map<OperationResourceInfo, MethodPlan> plans = new HashMap<>();
        for (ClassResourceInfo resource : factory.getServiceFactory().getClassResourceInfo()) {
            PublishedResource published = byType.get(resource.getServiceClass());
            if (published != null) {
                resource.getMethodDispatcher()
                        .getOperationResourceInfos()
                        .forEach(operation -> plans.put(operation, MethodPlan.of(operation, published.gate())));
            }
        }
        return plans;
    }

    private static void warnAboutAccess(Module module, Map<OperationResourceInfo, MethodPlan> plans) {
        for (MethodPlan plan : plans.values()) {
            String method = plan.method().getDeclaringClass().getName() + "."
                    + plan.method().getName();
            if (plan.access() instanceof AccessRule.Nobody) {
                LOG.warn(
                        "{} is refused to everybody: it has none of @RequiresPermission, @Authenticated, @AllowAnonymous",
                        method);
            } else if (plan.access() instanceof AccessRule.Permission permission
                    && permission.id().startsWith(module.id() + ".")
                    && module.permissions().stream().noneMatch(p -> p.id().equals(permission.id()))) {
                LOG.warn(
                        "{} asks for the permission {}, which module {} does not declare",
                        method,
                        permission.id(),
                        module.id());
            }
        }
    }
}
