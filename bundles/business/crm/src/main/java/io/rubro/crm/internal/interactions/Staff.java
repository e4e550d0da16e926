package io.rubro.crm.internal.interactions;

import io.rubro.crm.Interaction.Worker;
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

/** Who writes interactions down and who is to do them. */
@Component(service = Staff.class)
public final class Staff {

    private final Colleagues colleagues;

    /** Called by the component runtime. */
    @Activate
    public Staff(@Reference Colleagues colleagues) {
        this.colleagues = colleagues;
    }

    /** Who works on this thread; a program has no id. */
    Worker caller() {
        Caller caller = Caller.current();
        @Nullable Id user = caller.kind() == Caller.Kind.USER ? caller.id() : null;
        return user == null
                ? new Worker(null, caller.name())
                : new Worker(user, colleagues.find(user).map(Colleague::name).orElse(caller.name()));
    }

    /**
     * Who is to do it.
     *
     * @param user the user a draft names, or null
     * @param before who was to do it until now: may stay, also if he has left since
     * @throws ProblemException 422 if the user works nowhere here
     */
    @Nullable
    Worker assignee(@Nullable Id user, @Nullable Worker before) {
        if (user == null) {
            return null;
        }
        if (before != null && user.equals(before.id())) {
            return before;
        }
        return colleagues
                .find(user)
                .map(colleague -> new Worker(colleague.id(), colleague.name()))
                .orElseThrow(() -> ProblemException.invalid(
                        "assigneeId", "crm.interaction.assignee", Map.of("value", user.toString())));
    }
}
