package dev.infrahub.gateway.web.ssh;

import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.SshAuthority;
import dev.infrahub.gateway.store.SshAuthorities;
import dev.infrahub.gateway.web.operations.Intake;
import dev.infrahub.gateway.web.operations.OperationAnswers;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.schemas.SshAuthorityRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.ssh.SshAlgorithm;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * What hosts are to trust. Kept as it was told last; asked for again where that is older than a minute, by one request for
 * all that come in the meantime; and where it cannot be asked for, hosts get what is kept: a host without a list would trust
 * everybody whose certificate was revoked.
 */
public final class SshTrust {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Intake intake;
    private final SshAuthorities authorities;
    private final Clock clock;
    private final Map<SshAlgorithm, Mono<Operation>> asking = new ConcurrentHashMap<>();

    public SshTrust(Intake intake, SshAuthorities authorities, Clock clock) {
        this.intake = intake;
        this.authorities = authorities;
        this.clock = clock;
    }

    /** Fails with {@link Problem} 503 where it was never told. */
    Mono<SshAuthority> of(SshAlgorithm algorithm, Caller caller) {
        return authorities
                .find(algorithm)
                .filter(this::isFresh)
                .switchIfEmpty(Mono.defer(() -> asked(algorithm, caller)
                        .flatMap(operation ->
                                authorities.find(algorithm).switchIfEmpty(Mono.error(() -> never(operation))))
                        .onErrorResume(
                                Fault.Unavailable.class,
                                fault -> authorities.find(algorithm).switchIfEmpty(Mono.error(fault)))));
    }

    Duration age(SshAuthority authority) {
        Duration age = Duration.between(authority.revocationsAt(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private boolean isFresh(SshAuthority authority) {
        return age(authority).compareTo(FRESH) < 0;
    }

    private Mono<Operation> asked(SshAlgorithm algorithm, Caller caller) {
        return asking.computeIfAbsent(
                algorithm,
                one -> Mono.defer(() -> intake.submit(request(one, caller), PATIENCE))
                        .doFinally(_ -> asking.remove(one))
                        .cache());
    }

    private static Intake.Request request(SshAlgorithm algorithm, Caller caller) {
        String client = caller.clients()
                .implied()
                .orElseGet(() -> caller.clients().written().stream().findFirst().orElse(""));
        return new Intake.Request(
                OperationKind.READ_SSH_AUTHORITY,
                client,
                caller,
                Optional.empty(),
                OperationKind.READ_SSH_AUTHORITY.text() + ":" + algorithm.text(),
                new Intake.Work.Asked(Outcome.nothing()
                        .publish(
                                Topics.SSH_AUTHORITY_REQUESTED,
                                algorithm.text(),
                                new SshAuthorityRequested(algorithm.text()))));
    }

    private static Problem never(Operation operation) {
        return operation
                .failure()
                .map(OperationAnswers::failed)
                .orElseGet(() -> Problem.of(
                                503, "ssh-authority.unavailable", "The authority was not told in time; try again.")
                        .retryAfter(RETRY));
    }
}
