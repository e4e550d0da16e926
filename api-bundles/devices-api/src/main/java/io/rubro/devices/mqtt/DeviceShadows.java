package io.rubro.devices.mqtt;

import io.rubro.platform.ids.Id;
import org.osgi.annotation.versioning.ProviderType;

/** The state a device reports of itself. */
@ProviderType
public interface DeviceShadows {

    /**
     * Merges a report into the reported state of a device of this organisation (RFC 7396: null removes a member), in the
     * current transaction.
     *
     * @param json a JSON object
     * @throws io.rubro.platform.problem.ProblemException 404 if there is no such device, 422 if it is not a JSON object
     *     or the state would become longer than 16,000 characters
     */
    void report(Id device, String json);
}
