package io.rubro.crm.es.internal.service;

import io.rubro.crm.recommendations.Recommendation;
import io.rubro.crm.recommendations.Recommendations;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What to do about clients, as texts. */
@Component(service = Advices.class)
public final class Advices {

    private final Clients clients;
    private volatile @Nullable Recommendations recommendations;

    @Activate
    public Advices(@Reference Clients clients) {
        this.clients = clients;
    }

    /** Whoever recommends; nothing is recommended while nobody does. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setRecommendations(Recommendations service) {
        recommendations = service;
    }

    void unsetRecommendations(Recommendations service) {
        if (recommendations == service) {
            recommendations = null;
        }
    }

    /**
     * What to do about a client, the weightiest first.
     *
     * @throws ProblemException 404 if there is no such client
     */
    public List<String> of(String client) {
        Id contact = clients.get(client).id();
        @Nullable Recommendations current = recommendations;
        return current == null
                ? List.of()
                : current.of(contact).stream().map(Recommendation::title).toList();
    }
}
