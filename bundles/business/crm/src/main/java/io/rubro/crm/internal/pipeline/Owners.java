package io.rubro.crm.internal.pipeline;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.Colleague;
import io.rubro.platform.security.Colleagues;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who moves opportunities and who follows them. */
@Component(service = Owners.class)
public final class Owners {

    private static final int MAX_NAME = 200;

    private final Colleagues colleagues;

    /** Called by the component runtime. */
    @Activate
    public Owners(@Reference Colleagues colleagues) {
        this.colleagues = colleagues;
    }

    /** Who works on this thread, as shown to people. */
    String caller() {
        Caller caller = Caller.current();
        @Nullable Id user = caller.kind() == Caller.Kind.USER ? caller.id() : null;
        String name = user == null
                ? caller.name()
                : colleagues.find(user).map(Colleague::name).orElse(caller.name());
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }

    /**
     * Refuses an owner who works nowhere here.
     *
     * @param before who it was until now: may stay, also if he has left since
     * @throws ProblemException 422
     */
    void check(@Nullable Id owner, @Nullable Id before) {
        if (owner != null && !owner.equals(before) && colleagues.find(owner).isEmpty()) {
            throw ProblemException.invalid("owner", "crm.opportunity.owner", Map.of("value", owner.toString()));
        }
    }

    /** The owner, if he is still here and may see opportunities; else null. */
    @Nullable
    Id reachable(@Nullable Id owner) {
        return owner != null && colleagues.may(owner, OpportunityNews.READ) ? owner : null;
    }
}
