package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Board;
import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.ChangeRequest;
import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.cabsigner.domain.Refusal;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.Ledger.Addition;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.Topics;
import java.time.Clock;
import java.time.Instant;

/**
 * A change is put before the board: open it, and let the policy approve it where the board left that to the policy. Put
 * there again, tell how it stands.
 */
final class OpenChange implements Handler<ChangeRequested> {

    private final Lookups lookups;
    private final Signing signing;
    private final Board board;
    private final Clock clock;

    OpenChange(Lookups lookups, Signing signing, Board board, Clock clock) {
        this.lookups = lookups;
        this.signing = signing;
        this.board = board;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<ChangeRequested> event) {
        ChangeRequest request = ChangeEvents.request(event.value());
        return Ledger.append(
                lookups,
                head -> Changes.find(lookups, request.key())
                        .map(change -> again(request, change))
                        .orElseGet(() -> open(event, request, head)));
    }

    private static Addition again(ChangeRequest request, Change change) {
        if (!request.isRepeatOf(change.request())) {
            return Addition.none(
                    Outcome.nothing().refuse(Refusal.EXISTS.code(), Refusal.EXISTS.detail(), Refusal.EXISTS.kind()));
        }
        return Addition.none(tell(Outcome.nothing(), change));
    }

    private Addition open(Event<ChangeRequested> event, ChangeRequest request, Head head) {
        Instant now = clock.instant();
        Change change = board.open(request, now, head.log().size());
        Head.Appended leaf = head.append(LogEntry.opened(change, event.id()));
        Outcome opened = Outcome.write(Changes.add(change));
        return board.policyApproval(change, now)
                .map(proposal -> signing.sign(proposal, change, leaf.head(), event.id(), now))
                .map(decided -> Addition.of(decided(opened, decided, change), leaf, decided.leaf()))
                .orElseGet(() -> Addition.of(tell(opened, change), leaf));
    }

    /** Where the policy's approval cannot be signed the change is open like any other, and people may decide. */
    private static Outcome decided(Outcome opened, Signing.Result decided, Change change) {
        return switch (decided) {
            case Signing.Signed signed ->
                tell(
                        signed.keep(opened)
                                .publish(
                                        Topics.APPROVAL_SIGNED,
                                        change.request().key().text(),
                                        DecisionEvents.signed(signed)),
                        signed.change());
            case Signing.Failed _ -> tell(opened, change);
        };
    }

    private static Outcome tell(Outcome outcome, Change change) {
        return outcome.answer(Topics.CHANGE_UPDATED, change.request().key().text(), ChangeEvents.updated(change));
    }
}
