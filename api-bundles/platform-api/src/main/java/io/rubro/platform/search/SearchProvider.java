package io.rubro.platform.search;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds records of a module for the search over everything. Publish it as an OSGi service from the module's bundle; the
 * bundle says whose pages the paths of the hits belong to.
 */
@ConsumerType
public interface SearchProvider {

    /** The permission a caller must hold for this provider to be asked. */
    String permission();

    /**
     * The best matches, the best first. Called for the caller and organisation of the thread, while somebody types: it
     * has to answer from an index. An answer that takes longer than a second is not waited for.
     *
     * @param text what was typed: 2 to 100 characters, without spaces around
     * @param limit how many hits at most, 1 to 20
     */
    List<SearchHit> search(String text, int limit);
}
