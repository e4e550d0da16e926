package io.rubro.billing;

import io.rubro.platform.problem.ProblemException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The series of the organisation on the thread. */
@ProviderType
public interface SeriesBook {

    /** All series, by code. The default series is there once it was used or opened. */
    List<Series> list();

    /**
     * Opens a series.
     *
     * @throws ProblemException 422 if a field breaks a rule; 409 if the organisation has a series with that code
     */
    Series open(SeriesDraft draft);
}
