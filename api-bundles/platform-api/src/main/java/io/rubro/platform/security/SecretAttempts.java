package io.rubro.platform.security;

import io.rubro.platform.problem.ProblemException;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Slows down whoever guesses secrets. A resource that anybody may call with a secret in the address or body looks it up in
 * here.
 */
@ProviderType
public interface SecretAttempts {

    /**
     * Makes an attempt from the address of this thread's request.
     *
     * @param work what shows a secret; it has failed if it throws
     * @throws ProblemException 429 if there were too many failures from there
     */
    <T> T attempt(Supplier<T> work);
}
