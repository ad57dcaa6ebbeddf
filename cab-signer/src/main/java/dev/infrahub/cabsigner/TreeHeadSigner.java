package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.LogStanding;
import dev.infrahub.cabsigner.remote.SigningKeys;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.Log;
import dev.infrahub.cabsigner.store.TreeHeads;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.proofs.Tree;
import dev.infrahub.proofs.TreeHead;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.TreeHeadSigned;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Signs and publishes the heads of a log that has grown. Never over a log that is not the continuation of what was signed
 * before: that is looked at first, on the stored hashes of all leaves.
 */
final class TreeHeadSigner {

    /** The name of the log's key. */
    static final String KEY = "cab/log";

    /** The topic's key: all heads stay in order. */
    private static final String LOG = "log";

    /** Leaves an event, which keeps it below 1 MiB. */
    static final int BATCH = 10_000;

    private final Lookups lookups;
    private final Commits commits;
    private final SigningKeys keys;
    private final Clock clock;

    TreeHeadSigner(Lookups lookups, Commits commits, SigningKeys keys, Clock clock) {
        this.lookups = lookups;
        this.commits = commits;
        this.keys = keys;
        this.clock = clock;
    }

    /** @throws dev.infrahub.faults.Fault where QuantumAPI or Postgres is away */
    LogStanding advance() {
        // before the log: whatever was signed is of this log or of a shorter one
        Optional<SignedTreeHead> latest = TreeHeads.latest(lookups);
        List<Long> unpublished = TreeHeads.unpublished(lookups);
        Head end = Ledger.head(lookups);
        if (unpublished.isEmpty() && isSigned(end, latest)) {
            return new LogStanding.Signed(end.log().size());
        }
        Tree tree = Log.tree(lookups, end.log().size());
        return contradiction(tree, end, latest)
                .<LogStanding>map(LogStanding.Rewritten::new)
                .orElseGet(() -> advance(tree, unpublished));
    }

    /** Whether nothing has come since: a log as long as the one that was signed may be another one. */
    private static boolean isSigned(Head end, Optional<SignedTreeHead> latest) {
        return latest.map(SignedTreeHead::head)
                .map(signed -> signed.size() == end.log().size()
                        && signed.root().equals(end.log().root()))
                .orElse(end.log().size() == 0);
    }

    /** What shows that the leaves are not those that were signed and counted. */
    private static Optional<String> contradiction(Tree tree, Head end, Optional<SignedTreeHead> latest) {
        if (tree.size() < end.log().size()) {
            return Optional.of("leaf " + tree.size() + " is missing or has no hash");
        }
        Optional<String> found = latest.flatMap(kept -> contradiction(tree, kept));
        return found.isPresent() || tree.root(tree.size()).equals(end.log().root())
                ? found
                : Optional.of("the leaves do not lead to the root that the chain has");
    }

    private static Optional<String> contradiction(Tree tree, SignedTreeHead kept) {
        long size = kept.head().size();
        if (!kept.isGenuine()) {
            return Optional.of("the signature of the tree head of " + size + " leaves does not verify");
        }
        if (size > tree.size()) {
            return Optional.of("the log has " + tree.size() + " leaves, and a head of " + size + " was signed");
        }
        return tree.root(size).equals(kept.head().root())
                ? Optional.empty()
                : Optional.of("the first " + size + " leaves are not those that were signed at "
                        + kept.head().at());
    }

    private LogStanding advance(Tree tree, List<Long> unpublished) {
        long published = TreeHeads.published(lookups);
        for (long late : unpublished.stream().filter(size -> size <= published).toList()) {
            publish(TreeHeads.find(lookups, late).orElseThrow(), late, tree);
        }
        for (long from = published; from < tree.size(); ) {
            long next = next(from, tree.size(), unpublished);
            if (!advance(from, next, tree)) {
                // another instance is at it
                return new LogStanding.Signed(from);
            }
            from = next;
        }
        return new LogStanding.Signed(tree.size());
    }

    /** Where the next head stands: at one that waits to be published, at the end, or where an event is full. */
    private static long next(long from, long end, List<Long> unpublished) {
        long wanted =
                unpublished.stream().filter(size -> size > from).findFirst().orElse(end);
        return Math.min(Math.min(wanted, end), from + BATCH);
    }

    private boolean advance(long from, long size, Tree tree) {
        Optional<SignedTreeHead> kept = TreeHeads.find(lookups, size);
        if (kept.isPresent()) {
            return publish(kept.get(), from, tree);
        }
        SignedTreeHead signed = sign(new TreeHead(size, tree.root(size), clock.instant()));
        return commit(TreeHeads.add(signed), outcome(signed, from, tree).and(TreeHeads.publish(size)));
    }

    private boolean publish(SignedTreeHead kept, long from, Tree tree) {
        return commit(TreeHeads.publish(kept.head().size()), outcome(kept, from, tree));
    }

    private SignedTreeHead sign(TreeHead head) {
        byte[] payload = head.payload().getBytes(StandardCharsets.UTF_8);
        return new SignedTreeHead(head, keys.sign(KEY, Purpose.TREE_HEAD, payload, "tree-head/" + head.size()));
    }

    private boolean commit(Write guard, Outcome outcome) {
        return Boolean.TRUE.equals(
                commits.commit(guard, outcome, Optional.empty()).block());
    }

    private static Outcome outcome(SignedTreeHead signed, long from, Tree tree) {
        TreeHead head = signed.head();
        List<String> leafHashes = LongStream.range(from, head.size())
                .mapToObj(index -> HexFormat.of().formatHex(tree.leafHash(index)))
                .toList();
        return Outcome.nothing()
                .publish(
                        Topics.TREE_HEAD_SIGNED,
                        LOG,
                        TreeHeadSigned.newBuilder()
                                .setSize(head.size())
                                .setRoot(head.root())
                                .setAt(head.at())
                                .setPayload(head.payload())
                                .setSignature(signed.seal().signature())
                                .setKeyId(signed.seal().keyId())
                                .setKeyVersion(signed.seal().keyVersion())
                                .setAlgorithm(signed.seal().algorithm())
                                .setPublicKey(signed.seal().publicKey())
                                .setFirstLeaf(from)
                                .setLeafHashes(leafHashes)
                                .build());
    }
}
