package dev.infrahub.quantumapi;

import dev.infrahub.faults.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Turns what came back into what was asked for, or into the fault it is. */
final class Judge {

    static final String UNAVAILABLE = "quantumapi.unavailable";
    static final String REFUSED = "quantumapi.refused";
    static final String INVALID_ANSWER = "quantumapi.invalid-answer";

    private final Refusals refusals;

    Judge(Refusals refusals) {
        this.refusals = refusals;
    }

    <T> T json(Call call, Reply reply, Function<Answer, T> reading) {
        try {
            return reading.apply(Answer.parse(bytes(call, reply)).orElseThrow(() -> new Answer.Malformed("body")));
        } catch (Answer.Malformed e) {
            throw invalidAnswer(e.member());
        }
    }

    byte[] bytes(Call call, Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> bytes(call, answered);
            case Reply.Limited limited -> throw away("it wants fewer calls", limited.retryAfter());
            case Reply.Away away -> throw away(away.why(), away.retryAfter());
            case Reply.Open open -> throw away("its last calls failed", Optional.of(open.pause()));
        };
    }

    private byte[] bytes(Call call, Reply.Answered answered) {
        return switch (answered.status()) {
            case 200, 201, 202, 204 -> {
                refusals.accepted(call);
                yield answered.body();
            }
            case 401, 403 -> throw refused(call, answered);
            default -> throw rejected(call, answered);
        };
    }

    /** The operator's to mend, so it may work later. */
    private Fault refused(Call call, Reply.Answered answered) {
        Optional<Answer> problem = Answer.parse(answered.body());
        String why = answered.status()
                + word(problem, "error").map(error -> " " + error).orElse("")
                + word(problem, "requiredScope")
                        .map(scope -> ", it needs the scope " + scope)
                        .orElse("");
        refusals.refused(call, why);
        return new Fault.Unavailable(REFUSED, "QuantumAPI refuses the hub's key (" + why + ").");
    }

    /** Only an object is QuantumAPI speaking; a page of HTML is a proxy, or a wrong address. */
    private Fault rejected(Call call, Reply.Answered answered) {
        Optional<Answer> problem = Answer.parse(answered.body());
        if (answered.status() < 400 || problem.isEmpty()) {
            return invalidAnswer("status " + answered.status());
        }
        refusals.accepted(call);
        String field = word(problem, "field").map(name -> ", " + name).orElse("");
        return new Fault.Invalid(
                "quantumapi." + word(problem, "error").orElse("rejected").replace('_', '-'),
                "QuantumAPI does not accept the request (" + answered.status() + field + ").");
    }

    /** Words of its problems are passed on only where they can be nothing but words. */
    private static Optional<String> word(Optional<Answer> problem, String member) {
        return problem.flatMap(answer -> answer.optionalText(member))
                .filter(text -> text.matches("[A-Za-z][A-Za-z0-9_.:\\[\\]-]{0,63}"));
    }

    static Fault invalidAnswer(String what) {
        return new Fault.Unavailable(
                INVALID_ANSWER, "QuantumAPI's answer is not one that can be accepted (" + what + ").");
    }

    private static Fault away(String why, Optional<Duration> retryAfter) {
        return new Fault.Unavailable(UNAVAILABLE, "QuantumAPI is away: " + why + ".", retryAfter.orElse(null));
    }
}
