package dev.infrahub.gateway.ssh;

import dev.infrahub.faults.Fault;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.views.KeptView;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.http.Problem;
import dev.infrahub.schemas.SshAuthorityRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.ssh.SshAlgorithm;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What hosts are to trust. Kept as it was told last; asked for again where that is older than a minute, by one request for
 * all that come in the meantime; and where it cannot be asked for, hosts get what is kept: a host without a list would trust
 * everybody whose certificate was revoked.
 */
public final class SshTrust {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Views views;
    private final Clock clock;
    private final Questions questions = new Questions();

    public SshTrust(Views views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    /** @throws Problem 503 where it was never told */
    KeptView of(SshAlgorithm algorithm, Asking asking) {
        return kept(algorithm).filter(this::isFresh).orElseGet(() -> told(algorithm, asking));
    }

    /** The key revocation list of what {@link #of} told. */
    byte[] revocations(SshAlgorithm algorithm) {
        return views.document(Clients.all(), ViewKind.SSH_AUTHORITY, algorithm.text())
                .orElseThrow();
    }

    Duration age(KeptView authority) {
        Duration age = Duration.between(authority.at(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private Optional<KeptView> kept(SshAlgorithm algorithm) {
        return views.find(Clients.all(), ViewKind.SSH_AUTHORITY, algorithm.text());
    }

    private boolean isFresh(KeptView authority) {
        return age(authority).compareTo(FRESH) < 0;
    }

    private KeptView told(SshAlgorithm algorithm, Asking asking) {
        RuntimeException untold = untold(algorithm, asking);
        return kept(algorithm).orElseThrow(() -> untold);
    }

    /** Asks, and returns what to say where nothing was ever told. What one credential takes too much of is no word to others. */
    private RuntimeException untold(SshAlgorithm algorithm, Asking asking) {
        try {
            return never(questions.ask(algorithm, () -> ask(algorithm, asking)));
        } catch (Fault.Unavailable away) {
            return away;
        } catch (Problem refused) {
            if (refused.retryAfter().isEmpty()) {
                throw refused;
            }
            return refused.status() == 429 ? notInTime() : refused;
        }
    }

    private static Operation ask(SshAlgorithm algorithm, Asking asking) {
        String client = asking.clients()
                .implied()
                .orElseGet(() -> asking.clients().written().stream().findFirst().orElse(""));
        return asking.waiting(PATIENCE)
                .submit(
                        OperationKind.READ_SSH_AUTHORITY,
                        client,
                        Topics.SSH_AUTHORITY_REQUESTED,
                        algorithm.text(),
                        new SshAuthorityRequested(algorithm.text()),
                        Map.of("algorithm", algorithm.text()));
    }

    private static Problem never(Operation operation) {
        return operation.failure().map(Answers::failed).orElseGet(SshTrust::notInTime);
    }

    private static Problem notInTime() {
        return Problem.of(503, "ssh-authority.unavailable", "The authority was not told in time; try again.")
                .retryAfter(RETRY);
    }
}
