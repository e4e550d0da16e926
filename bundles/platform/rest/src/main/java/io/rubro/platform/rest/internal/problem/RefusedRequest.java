package io.rubro.platform.rest.internal.problem;

/** Carries a {@link Problem} out of a place that can only throw. */
public final class RefusedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public RefusedRequest(Problem problem) {
        // a refusal is an answer, not a failure: nobody reads its stack
        super(problem.status() + " " + problem.code(), null, false, false);
        this.problem = problem;
    }

    public RefusedRequest(Problem problem, Throwable cause) {
        super(problem.status() + " " + problem.code(), cause, false, false);
        this.problem = problem;
    }

    /** Why the request is refused. */
    public Problem problem() {
        return problem;
    }
}
