package io.rubro.platform.rest;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What is different about the API of a module that has to answer as another program would, so that clients written for
 * that program run unchanged. The module publishes one service of this type; it concerns that module and no other. Who may
 * call which method, and for which organisation, is the platform's business as everywhere.
 */
@ConsumerType
public interface ApiDialect {

    /** Puts a refusal or failure in the form that the module's clients know, instead of a problem document (RFC 9457). */
    Answer refuse(Refusal refusal);

    /**
     * Who a request is from that shows no credentials and comes straight from a program on this machine: from a loopback
     * address, sent to a loopback name, through no proxy and from no page of another site. Nobody, unless the module is
     * configured to let such requests in.
     *
     * @param locale the language of messages to it
     * @return with its organisation and no more permissions than it needs
     */
    default Optional<Caller> guest(Locale locale) {
        return Optional.empty();
    }

    /**
     * What was refused, in the language of the caller.
     *
     * @param status the HTTP status
     * @param code what a program may compare
     * @param detail what a person may read
     * @param args what went into the detail
     * @param faults the fields at fault
     */
    record Refusal(int status, String code, String detail, Map<String, Object> args, List<Fault> faults) {
        public Refusal {
            args = Map.copyOf(args);
            faults = List.copyOf(faults);
        }
    }

    /**
     * One field at fault, as {@link ProblemException.FieldError}.
     *
     * @param field its path, {@code lines[0].quantity}
     * @param message the rule it breaks, in the language of the caller
     */
    record Fault(String field, String code, String message, Map<String, Object> args) {
        public Fault {
            args = Map.copyOf(args);
        }
    }

    /**
     * What to send instead.
     *
     * @param status 400 to 599
     * @param json the body
     */
    record Answer(int status, String json) {}
}
