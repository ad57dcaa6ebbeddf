package dev.infrahub.cabsigner.domain;

import dev.infrahub.cabsigner.domain.DecisionAudit.Genuine;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a change's decisions against their neighbours in the chain, and the head against what it is the head of. */
final class ChainAudit {

    private static final String TABLE = "chain";

    private final Row head;
    private final Map<Long, Row> neighbours;
    private final List<Genuine> decisions;
    private final LogAudit log;
    private final Findings findings;

    /** @param neighbours the rows beside the change's own decisions, and the last one */
    ChainAudit(Row head, List<Row> neighbours, List<Genuine> decisions, LogAudit log, Findings findings) {
        this.head = head;
        this.neighbours =
                neighbours.stream().collect(Collectors.toMap(row -> row.number("sequence"), Function.identity()));
        this.decisions = decisions;
        this.log = log;
        this.findings = findings;
    }

    /** Of each decision to the one before, and from the one behind. */
    void links() {
        decisions.forEach(this::links);
    }

    private void links(Genuine decision) {
        long sequence = decision.sequence();
        String before = sequence == 1 ? Digest.NONE : hash(neighbours.get(sequence - 1));
        if (!decision.payload().text("previousHash").equals(before)) {
            findings.add(broken(sequence - 1));
        }
        Row next = neighbours.get(sequence + 1);
        boolean follows = next == null
                ? sequence == head.number("sequence")
                : next.text("previous_hash").equals(decision.hash());
        if (!follows) {
            findings.add(broken(sequence));
        }
    }

    private static String hash(@Nullable Row neighbour) {
        return neighbour == null ? "" : neighbour.text("hash");
    }

    private static String broken(long sequence) {
        return "the chain is broken between decisions " + sequence + " and " + (sequence + 1);
    }

    /** @param count of all decisions there are */
    void head(long count) {
        log.frontier().ifPresent(frontier -> {
            if (head.number("leaves") != frontier.size()) {
                findings.changed(TABLE, "leaves", "the head");
            }
            if (!head.text("frontier").equals(frontier.text())) {
                findings.changed(TABLE, "frontier", "the head");
            }
        });
        if (head.number("sequence") != count) {
            findings.changed(TABLE, "sequence", "the head");
            return;
        }
        lastHash(count)
                .filter(hash -> !hash.equals(head.text("head_hash")))
                .ifPresent(_ -> findings.changed(TABLE, "head_hash", "the head"));
    }

    /** By the log where the last decision is one of ours: its row may be what was changed. */
    private Optional<String> lastHash(long sequence) {
        if (sequence == 0) {
            return Optional.of(Digest.NONE);
        }
        return decisions.stream()
                .filter(decision -> decision.sequence() == sequence)
                .map(Genuine::hash)
                .findFirst()
                .or(() -> Optional.ofNullable(neighbours.get(sequence))
                        .filter(_ -> !log.isDamaged())
                        .map(row -> row.text("hash")));
    }
}
