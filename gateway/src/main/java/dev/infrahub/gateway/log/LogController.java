package dev.infrahub.gateway.log;

import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.proofs.Tree;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The transparency log. Everything is answered from what this gateway heard itself. */
@RestController
@Tag(name = "Transparency log", description = "Signed tree heads and proofs (RFC 6962)")
public record LogController(TreeHeads heads, LogCopy copy) {

    private static final int DISPUTES_SHOWN = 10;

    /**
     * How the log stands.
     *
     * @param head the newest verified one; null where there is none yet
     * @param disputed the newest heads that are not verified: what is here was forged, tells of a rewritten history, or
     *     follows on leaves that never came
     */
    record Log(@Nullable HeadJson head, List<HeadJson> disputed) {}

    /** @param inclusionProof from the leaf upwards, 64 hex digits each */
    record Inclusion(long leafIndex, String leafHash, List<String> inclusionProof, HeadJson head) {}

    /** @param consistencyProof RFC 6962, section 2.1.2, 64 hex digits each */
    record Consistency(List<String> consistencyProof, HeadJson first, HeadJson second) {}

    @GetMapping("/api/cab/log")
    @Needs(Permission.CHANGES_READ)
    Log log() {
        return new Log(
                heads.latest().map(HeadJson::of).orElse(null),
                heads.notVerified(DISPUTES_SHOWN).stream().map(HeadJson::of).toList());
    }

    @GetMapping("/api/cab/log/heads")
    @Needs(Permission.CHANGES_READ)
    List<HeadJson> heads(
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit) {
        long from = before == null ? Long.MAX_VALUE : number("before", before);
        return heads.list(from, Parameters.limit(limit)).stream()
                .map(HeadJson::of)
                .toList();
    }

    /** Without {@code treeSize}: under the newest head. */
    @GetMapping("/api/cab/log/inclusion")
    @Needs(Permission.CHANGES_READ)
    Inclusion inclusion(
            @RequestParam(required = false) @Nullable String leafIndex,
            @RequestParam(required = false) @Nullable String treeSize) {
        long leaf = number("leafIndex", leafIndex);
        HeadJson head = head("treeSize", treeSize);
        if (leaf >= head.size()) {
            throw Problem.unusable("leafIndex", "an index below the tree's size, " + head.size());
        }
        return ask(
                head.size(),
                tree -> new Inclusion(
                        leaf,
                        HexFormat.of().formatHex(tree.leafHash(leaf)),
                        tree.inclusionProof(leaf, head.size()),
                        head));
    }

    /** Without {@code second}: up to the newest head. */
    @GetMapping("/api/cab/log/consistency")
    @Needs(Permission.CHANGES_READ)
    Consistency consistency(
            @RequestParam(required = false) @Nullable String first,
            @RequestParam(required = false) @Nullable String second) {
        long from = number("first", first);
        HeadJson later = head("second", second);
        HeadJson earlier = head("first", Long.toString(from));
        if (earlier.size() > later.size()) {
            throw Problem.unusable("first", "a size up to the second, " + later.size());
        }
        return ask(
                later.size(),
                tree -> new Consistency(tree.consistencyProof(earlier.size(), later.size()), earlier, later));
    }

    private <T> T ask(long size, Function<Tree, T> question) {
        return copy.ask(size, question)
                .orElseThrow(() -> Problem.of(503, "log.incomplete", "Leaves of the log never came to this gateway."));
    }

    /** The verified head of a size; without one, the newest. */
    private HeadJson head(String name, @Nullable String size) {
        return size == null
                ? heads.latest()
                        .map(HeadJson::of)
                        .orElseThrow(() -> Problem.of(404, "log.empty", "No head of the log is signed yet."))
                : heads.verified(number(name, size))
                        .map(HeadJson::of)
                        .orElseThrow(() -> Problem.unusable(
                                name, "the size of a verified head, as GET /api/cab/log/heads lists them"));
    }

    private static long number(String name, @Nullable String text) {
        return Parameters.number(name, text == null ? "" : text, 0, Long.MAX_VALUE);
    }
}
