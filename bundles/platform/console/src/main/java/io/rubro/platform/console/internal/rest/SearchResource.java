package io.rubro.platform.console.internal.rest;

import io.rubro.platform.console.internal.search.Search;
import io.rubro.platform.console.internal.search.SearchAnswer;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** One search over everything. */
@Component(service = SearchResource.class)
@JaxrsResource
@Path("search")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 100;
    private static final int MOST = 20;

    private final Search search;

    /** Called by the component runtime. */
    @Activate
    public SearchResource(@Reference Search search) {
        this.search = search;
    }

    @GET
    @Operation(
            summary = "Search the records of all modules",
            description = "q: what was typed; less than two characters find nothing. limit: hits of each module, 1 to"
                    + " 20. Only what the caller may read is searched. incomplete names the modules that did not answer"
                    + " within a second.")
    public SearchAnswer find(
            @QueryParam("q") @DefaultValue("") String q, @QueryParam("limit") @DefaultValue("5") int limit) {
        Person.requireOrganization();
        String text = q.strip();
        if (text.length() > LONGEST) {
            throw ProblemException.invalid("q", "console.search.too-long", Map.of("max", LONGEST));
        }
        if (limit < 1 || limit > MOST) {
            throw ProblemException.invalid("limit", "rest.limit", Map.of("max", MOST));
        }
        boolean searchable = text.length() >= SHORTEST && text.chars().noneMatch(Character::isISOControl);
        return searchable ? search.find(Caller.current(), text, limit) : new SearchAnswer(List.of(), List.of());
    }
}
