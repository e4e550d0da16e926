package io.rubro.platform.organizations;

import io.rubro.platform.ids.Id;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Reads organisations. Answers from a cache that is never older than ten seconds on other nodes. */
@ProviderType
public interface Organizations {

    /**
     * The organisation of this thread.
     *
     * @throws IllegalStateException without one
     */
    Organization current();

    /** The ids of all organisations, for jobs that visit each. */
    List<Id> all();
}
