package io.rubro.crm.internal.pipeline;

import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityFilter;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.search.SearchHit;
import io.rubro.platform.search.SearchProvider;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opportunities in the search over everything, the latest first. */
@Component
public final class OpportunityFinder implements SearchProvider {

    private final SqlOpportunities opportunities;

    /** Called by the component runtime. */
    @Activate
    public OpportunityFinder(@Reference SqlOpportunities opportunities) {
        this.opportunities = opportunities;
    }

    @Override
    public String permission() {
        return OpportunityNews.READ;
    }

    @Override
    public List<SearchHit> search(String text, int limit) {
        OpportunityFilter filter = new OpportunityFilter(null, null, null, null, null, text);
        return opportunities.list(filter, new PageRequest(limit, null, null)).items().stream()
                .map(OpportunityFinder::hit)
                .toList();
    }

    private static SearchHit hit(Opportunity o) {
        return new SearchHit("target", o.title(), o.contactName(), "opportunities/" + o.id());
    }
}
