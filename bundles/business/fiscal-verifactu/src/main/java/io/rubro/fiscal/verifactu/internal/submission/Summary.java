package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How the sending of the organisation's records stands, over all its chains. */
@Component(service = Summary.class)
public final class Summary {

    private final Submissions submissions;
    private final Authority authority;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public Summary(@Reference Submissions submissions, @Reference Authority authority) {
        this(submissions, authority, Clock.systemUTC());
    }

    Summary(Submissions submissions, Authority authority, Clock clock) {
        this.submissions = submissions;
        this.authority = authority;
        this.clock = clock;
    }

    /**
     * The numbers of the panel.
     *
     * @param obstacle why nothing is sent; null if it is
     * @param address where messages go
     * @param pending how many records wait or are under way
     * @param nextAt when the next message may go; null if nothing waits, or at once
     * @param incidentSince since when records are late; null if they are not
     * @param problem what came of the last message, one of {@link ExchangeException.Problem}; null if it was answered
     */
    public record State(
            Authority.@Nullable Obstacle obstacle,
            URI address,
            @Nullable String certificateSubject,
            @Nullable Instant certificateUntil,
            long pending,
            long accepted,
            long acceptedWithErrors,
            long rejected,
            @Nullable Instant nextAt,
            @Nullable Instant lastSentAt,
            @Nullable Instant lastAnswerAt,
            @Nullable Instant incidentSince,
            @Nullable String problem,
            @Nullable String problemText) {}

    /** As it is now. */
    public State now() {
        Map<SubmissionState, Long> counts = submissions.counts();
        long pending = counts.getOrDefault(SubmissionState.PENDING, 0L) + counts.getOrDefault(SubmissionState.SENT, 0L);
        List<Dispatch> dispatches = submissions.dispatches();
        Dispatch troubled = dispatches.stream()
                .filter(dispatch -> dispatch.problem() != null)
                .max(Comparator.comparing(Dispatch::chain))
                .orElse(null);
        return new State(
                authority.obstacle(clock.instant()).orElse(null),
                authority.address(),
                authority.certificateSubject().orElse(null),
                authority.certificateUntil().orElse(null),
                pending,
                counts.getOrDefault(SubmissionState.ACCEPTED, 0L),
                counts.getOrDefault(SubmissionState.ACCEPTED_WITH_ERRORS, 0L),
                counts.getOrDefault(SubmissionState.REJECTED, 0L),
                pending == 0 ? null : first(dispatches, Dispatch::nextAt),
                last(dispatches, Dispatch::lastSentAt),
                last(dispatches, Dispatch::lastAnswerAt),
                first(dispatches, Dispatch::incidentSince),
                troubled == null ? null : troubled.problem(),
                troubled == null ? null : troubled.problemText());
    }

    private static @Nullable Instant first(List<Dispatch> dispatches, Function<Dispatch, @Nullable Instant> at) {
        return dispatches.stream()
                .map(at)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Instant last(List<Dispatch> dispatches, Function<Dispatch, @Nullable Instant> at) {
        return dispatches.stream()
                .map(at)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
