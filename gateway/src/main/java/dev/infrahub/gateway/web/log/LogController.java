package dev.infrahub.gateway.web.log;

import dev.infrahub.gateway.store.LogCopy;
import dev.infrahub.gateway.store.TreeHeads;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.gateway.web.problems.QueryParameters;
import dev.infrahub.proofs.Tree;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The transparency log. Everything is answered from what this gateway heard itself. */
@RestController
@Tag(name = "Transparency log", description = "Signed tree heads and proofs (RFC 6962)")
public class LogController {

    private static final int DISPUTES_SHOWN = 10;

    private final TreeHeads heads;
    private final LogCopy copy;

    public LogController(TreeHeads heads, LogCopy copy) {
        this.heads = heads;
        this.copy = copy;
    }

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
    Mono<Log> log() {
        return heads.notVerified(DISPUTES_SHOWN)
                .map(HeadJson::of)
                .collectList()
                .flatMap(disputed -> heads.latest()
                        .map(latest -> new Log(HeadJson.of(latest), disputed))
                        .defaultIfEmpty(new Log(null, disputed)));
    }

    @GetMapping("/api/cab/log/heads")
    Flux<HeadJson> heads(
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit) {
        Optional<Long> from = Optional.ofNullable(before).map(text -> number("before", text));
        return heads.list(from, QueryParameters.limit(limit)).map(HeadJson::of);
    }

    /** Without {@code treeSize}: under the newest head. */
    @GetMapping("/api/cab/log/inclusion")
    Mono<Inclusion> inclusion(
            @RequestParam(required = false) @Nullable String leafIndex,
            @RequestParam(required = false) @Nullable String treeSize) {
        long leaf = number("leafIndex", leafIndex);
        return head("treeSize", treeSize).flatMap(head -> {
            if (leaf >= head.size()) {
                throw invalid("leafIndex", "an index below the tree's size, " + head.size());
            }
            return ask(
                    head.size(),
                    tree -> new Inclusion(
                            leaf,
                            HexFormat.of().formatHex(tree.leafHash(leaf)),
                            tree.inclusionProof(leaf, head.size()),
                            head));
        });
    }

    /** Without {@code second}: up to the newest head. */
    @GetMapping("/api/cab/log/consistency")
    Mono<Consistency> consistency(
            @RequestParam(required = false) @Nullable String first,
            @RequestParam(required = false) @Nullable String second) {
        long from = number("first", first);
        return head("second", second)
                .zipWhen(_ -> head("first", Long.toString(from)))
                .flatMap(both -> {
                    HeadJson later = both.getT1();
                    HeadJson earlier = both.getT2();
                    if (earlier.size() > later.size()) {
                        throw invalid("first", "a size up to the second, " + later.size());
                    }
                    return ask(
                            later.size(),
                            tree -> new Consistency(
                                    tree.consistencyProof(earlier.size(), later.size()), earlier, later));
                });
    }

    private <T> Mono<T> ask(long size, Function<Tree, T> question) {
        return copy.ask(size, question)
                .switchIfEmpty(Mono.error(
                        () -> Problem.of(503, "log.incomplete", "Leaves of the log never came to this gateway.")));
    }

    /** The verified head of a size; without one, the newest. */
    private Mono<HeadJson> head(String name, @Nullable String size) {
        Mono<TreeHeads.Kept> wanted = size == null ? heads.latest() : heads.verified(number(name, size));
        return wanted.map(HeadJson::of)
                .switchIfEmpty(Mono.error(() -> size == null
                        ? Problem.of(404, "log.empty", "No head of the log is signed yet.")
                        : invalid(name, "the size of a verified head, as GET /api/cab/log/heads lists them")));
    }

    private static long number(String name, @Nullable String text) {
        if (text == null || !text.matches("\\d{1,18}")) {
            throw invalid(name, "a whole number from 0 on");
        }
        return Long.parseLong(text);
    }

    private static Problem invalid(String name, String takes) {
        return Problem.of(422, "parameter.invalid", name + " takes " + takes + ".")
                .field(name);
    }
}
