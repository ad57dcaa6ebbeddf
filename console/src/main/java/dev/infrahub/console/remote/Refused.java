package dev.infrahub.console.remote;

/** The gateway answered no. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** That the credential is not good any more. */
    public boolean isOfCredential() {
        return problem.status() == 401;
    }
}
