package io.rubro.platform.security;

import io.rubro.platform.ids.Id;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The users of the organisation on the thread, for modules that give work to people. Who was shut out, by the organisation
 * or the platform, is none of them.
 *
 * <p>Each method throws {@code IllegalStateException} without an organisation on the thread.
 */
@ProviderType
public interface Colleagues {

    /** All of them, by name. */
    List<Colleague> all();

    /** One of them; empty if the user is no member, or was shut out. */
    Optional<Colleague> find(Id user);

    /** Whether a user may do this here; false for who is no member, or was shut out. */
    boolean may(Id user, String permission);
}
