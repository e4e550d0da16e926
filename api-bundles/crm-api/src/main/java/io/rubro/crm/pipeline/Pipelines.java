package io.rubro.crm.pipeline;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The pipelines of the organisation on the thread; an organisation that never touched them has one with the usual stages. */
@ProviderType
public interface Pipelines {

    /** All in use, the standard one first. */
    List<Pipeline> list();

    /** The one for opportunities that name none. */
    Pipeline standard();

    /**
     * A pipeline, also an archived one.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    Pipeline get(Id id);
}
