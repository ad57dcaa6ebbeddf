package dev.infrahub.gateway.log;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.gateway.views.SigningKeys;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.proofs.TreeHead;
import dev.infrahub.schemas.TreeHeadSigned;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log grew: keep its head and the hashes of its new leaves, and say whether they follow from those that were heard
 * before. One that does not is kept too: it is the proof that history was rewritten.
 */
public record HearTreeHead(Lookups lookups, LogCopy copy, LogKeys keys) implements Handler<TreeHeadSigned> {

    private static final Logger log = LoggerFactory.getLogger(HearTreeHead.class);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    @Override
    public Outcome handle(Event<TreeHeadSigned> event) {
        TreeHeadSigned told = event.value();
        SignedTreeHead signed = signed(told);
        HeardHead heard = judge(signed, told.getFirstLeaf(), told.getLeafHashes());
        Outcome kept = Outcome.write(TreeHeads.add(heard));
        return switch (heard.standing()) {
            case VERIFIED ->
                kept.and(LogCopy.add(told.getFirstLeaf(), told.getLeafHashes()))
                        .and(Views.put(SigningKeys.ofHub(
                                "tree-head", signed.seal(), signed.head().at())));
            case INCOMPLETE -> kept.and(LogCopy.add(told.getFirstLeaf(), told.getLeafHashes()));
            case DISPUTED -> {
                log.error("A tree head is disputed: {}", heard.reason().orElse(""));
                yield kept;
            }
        };
    }

    private static SignedTreeHead signed(TreeHeadSigned told) {
        Seal seal = new Seal(
                told.getSignature(), told.getKeyId(), told.getKeyVersion(), told.getAlgorithm(), told.getPublicKey());
        TreeHead head = TreeHead.ofPayload(told.getPayload())
                .filter(read -> read.size() == told.getSize() && read.root().equals(told.getRoot()))
                .orElseThrow(() -> new Fault.Invalid(
                        "tree-head.invalid", "payload is not that of a tree head of this size and root."));
        if (told.getFirstLeaf() < 0
                || !told.getLeafHashes().stream()
                        .allMatch(hash -> HASH.matcher(hash).matches())) {
            throw new Fault.Invalid("tree-head.invalid", "leafHashes are not 64 lower-case hex digits each.");
        }
        return new SignedTreeHead(head, seal);
    }

    private HeardHead judge(SignedTreeHead signed, long first, List<String> told) {
        TreeHead head = signed.head();
        if (!keys.trusts(signed.seal(), TreeHeads.firstSeal(lookups))) {
            return HeardHead.disputed(signed, "It is signed with another key than the log's.");
        }
        if (!signed.isGenuine()) {
            return HeardHead.disputed(signed, "Its signature does not verify.");
        }
        Optional<String> root = copy.rootWith(lookups, first, told, head.size());
        if (root.isEmpty()) {
            return HeardHead.incomplete(signed, "Leaves before it were never heard; publish the log's heads again.");
        }
        return root.get().equals(head.root())
                ? HeardHead.verified(signed)
                : HeardHead.disputed(
                        signed, "It does not follow from the leaves that were heard before: history was rewritten.");
    }
}
