package dev.infrahub.cabsigner.domain;

import static dev.infrahub.faults.RefusalKind.CONFLICT;
import static dev.infrahub.faults.RefusalKind.FORBIDDEN;

import dev.infrahub.faults.RefusalKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who gets an SSH certificate: nobody but whom a rule gives it.
 *
 * @param rules each adds to what is given; none takes away
 * @param signWithin how old a request may be when it is granted
 */
public record SshPolicy(List<SshRule> rules, Duration signWithin) {

    /**
     * QuantumAPI gives no certificate that ends later than 8 h from its own now on; its clock may be behind the one that the
     * request's time is of.
     */
    private static final Duration LONGEST = Duration.ofHours(8).minusSeconds(30);

    public SshPolicy {
        rules = List.copyOf(rules);
    }

    /** What becomes of a request. */
    public sealed interface Ruling {}

    /** @param validTo to the second; within the time of the change request, where it is for one */
    public record Granted(List<String> principals, Instant validTo) implements Ruling {}

    /** @param detail names what is wrong and how to put it right */
    public record Refused(String code, String detail, RefusalKind kind) implements Ruling {}

    /** @param change of the request's client that the request names, where there is such a one */
    public Ruling rule(SshRequest request, Optional<Change> change, Instant now) {
        // what claims to be of the future is no better than what is old: either clock may be wrong
        if (Duration.between(request.requestedAt(), now).abs().compareTo(signWithin) > 0) {
            return new Refused("ssh-certificate.too-late", "It could not be issued in time; ask again.", CONFLICT);
        }
        Duration ttl = request.ttl().compareTo(LONGEST) > 0 ? LONGEST : request.ttl();
        Instant wanted = seconds(request.requestedAt().plus(ttl));
        return request.changeRequestId() == null ? principals(request, wanted) : within(change, request, wanted, now);
    }

    private Ruling within(Optional<Change> change, SshRequest request, Instant wanted, Instant now) {
        if (change.isEmpty()) {
            return new Refused(
                    "change.unknown", "There is no such change request of this client.", RefusalKind.UNKNOWN);
        }
        if (change.get().request().acceptance() != null) {
            return new Refused(
                    "change.accepts-drift",
                    "The change request accepts drift: there is nothing to log in for.",
                    CONFLICT);
        }
        State state = change.get().state();
        Instant end = seconds(change.get().expiresAt());
        if (state == State.EXPIRED || !now.isBefore(end)) {
            return new Refused("change.expired", "The change request is expired, so nobody logs in for it.", CONFLICT);
        }
        if (state != State.APPROVED) {
            return new Refused(
                    "change.not-approved",
                    "The change request is " + state.spelling() + "; certificates are for approved ones.",
                    CONFLICT);
        }
        return principals(request, wanted.isBefore(end) ? wanted : end);
    }

    private Ruling principals(SshRequest request, Instant validTo) {
        SortedSet<String> given = given(request);
        if (given.isEmpty()) {
            return new Refused("ssh.entity-denied", denied(request), FORBIDDEN);
        }
        return request.principals().stream()
                .filter(principal -> !given.contains(principal))
                .findFirst()
                .<Ruling>map(
                        principal -> new Refused("ssh.principal-denied", denied(request, principal, given), FORBIDDEN))
                .orElseGet(() -> new Granted(
                        request.principals().isEmpty() ? List.copyOf(given) : request.principals(), validTo));
    }

    private SortedSet<String> given(SshRequest request) {
        SortedSet<String> given = new TreeSet<>();
        rules.stream()
                .filter(rule -> rule.isFor(request.entity(), request.client(), request.roles()))
                .forEach(rule -> given.addAll(rule.principals()));
        return given;
    }

    private String denied(SshRequest request) {
        String where = nobody(request) + ". Rules are in the cab-signer's setting hub.cab-signer.ssh.access";
        return rules.isEmpty()
                ? where
                        + ", which has none yet: set HUB_CABSIGNER_SSH_ACCESS_0_ENTITY, _CLIENT, _ROLES and _PRINCIPALS."
                : where + ".";
    }

    private static String denied(SshRequest request, String principal, SortedSet<String> given) {
        return nobody(request)
                + " as " + principal + "; as " + String.join(", ", given)
                + " they may. Rules are in the cab-signer's setting hub.cab-signer.ssh.access.";
    }

    private static String nobody(SshRequest request) {
        return "No rule lets " + roles(request) + " of client " + request.client() + " log in to "
                + (request.entity() == null ? "every entity (name one as entityRef)" : request.entity());
    }

    private static String roles(SshRequest request) {
        return request.roles().isEmpty() ? "somebody without a role" : String.join(", ", request.roles());
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
