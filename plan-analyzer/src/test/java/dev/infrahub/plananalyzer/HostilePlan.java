package dev.infrahub.plananalyzer;

import com.github.luben.zstd.ZstdOutputStream;
import dev.infrahub.proofs.PlanId;
import dev.infrahub.schemas.Deed;
import dev.infrahub.schemas.DeedDetail;
import dev.infrahub.schemas.PlanSubmitted;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An event of a few hundred KB that would become hundreds of MB, as whoever has a credential for {@code plan.submitted} may
 * send it past the gateway.
 *
 * @param making of the event, which is not kept
 * @param codes any of which is a good answer
 */
record HostilePlan(String what, Supplier<PlanSubmitted> making, Set<String> codes) {

    private static final String HASH = "0".repeat(64);

    private static final Set<String> COSTLY = Set.of("plan.too_costly");
    private static final Set<String> MANY = Set.of("plan.too_many_changes", "plan.too_costly");
    private static final String HEAD = "{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\"";
    private static final String NO_CHANGES = ",\"resource_changes\":[]";

    PlanSubmitted event() {
        return making.get();
    }

    @Override
    public String toString() {
        return what;
    }

    static List<HostilePlan> all() {
        return List.of(
                json(
                        "as many changes as bytes allow",
                        MANY,
                        () -> list("resource_changes", 400_000, HostilePlan::change)),
                json(
                        "changes of every kind",
                        MANY,
                        () -> concat(
                                list("resource_changes", 10_000, HostilePlan::change),
                                list("resource_drift", 10_000, HostilePlan::drifted),
                                Stream.of(",\"output_changes\":{" + members(20_000, "{\"actions\":[\"update\"]}")
                                        + "}"))),
                json(
                        "changes of ten thousand attributes each",
                        COSTLY,
                        () -> list("resource_changes", 120, HostilePlan::wide)),
                json(
                        "checks that fail",
                        COSTLY,
                        () -> concat(Stream.of(NO_CHANGES), list("checks", 300_000, HostilePlan::failed))),
                json("provisioners", COSTLY, () -> configuration(list("resources", 2_000, HostilePlan::provisioned))),
                json("references", COSTLY, () -> configuration(list("resources", 20_000, HostilePlan::referring))),
                json(
                        "modules that depend on each other as wholes",
                        COSTLY,
                        () -> configuration(concat(
                                Stream.of(",\"module_calls\":{\"a\":{\"module\":{\"x\":0"),
                                list("resources", 1_400, HostilePlan::block),
                                Stream.of("}},\"b\":{\"depends_on\":[\"module.a\"],\"module\":{\"x\":0"),
                                list("resources", 1_400, HostilePlan::block),
                                Stream.of("}}}")))),
                new HostilePlan("a text of changes", () -> submitted("text", lines(200_000)), MANY),
                new HostilePlan(
                        "deeds",
                        () -> PlanSubmitted.newBuilder(ofChanges(1))
                                .setDeeds(Collections.nCopies(
                                        300_000, new Deed("s", "a", "d", List.of(new DeedDetail("n", "d")))))
                                .build(),
                        COSTLY));
    }

    static PlanSubmitted ofChanges(int count) {
        return submitted(
                "json", concat(Stream.of(HEAD), list("resource_changes", count, HostilePlan::change), Stream.of("}")));
    }

    private static HostilePlan json(String what, Set<String> codes, Supplier<Stream<String>> members) {
        return new HostilePlan(
                what, () -> submitted("json", concat(Stream.of(HEAD), members.get(), Stream.of("}"))), codes);
    }

    private static Stream<String> configuration(Stream<String> rootModule) {
        return concat(
                Stream.of(NO_CHANGES, ",\"configuration\":{\"root_module\":{\"x\":0"), rootModule, Stream.of("}}"));
    }

    private static String change(int i) {
        return "{\"address\":\"t_a.n%1$d\",\"mode\":\"managed\",\"type\":\"t_a\",\"name\":\"n%1$d\",\"provider_name\":\"p\","
                        .formatted(i)
                + "\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{},\"after_unknown\":{}}}";
    }

    private static String drifted(int i) {
        return change(i).replace("\"create\"],\"before\":null", "\"update\"],\"before\":{}");
    }

    private static String wide(int i) {
        return change(i)
                .replace(
                        "\"create\"],\"before\":null,\"after\":{}",
                        "\"update\"],\"before\":{" + members(10_000, "1") + "},\"after\":{" + members(10_000, "2")
                                + "}");
    }

    private static String failed(int i) {
        return "{\"status\":\"fail\",\"address\":{\"to_display\":\"c%d\"}}".formatted(i);
    }

    private static String block(int i) {
        return "{\"address\":\"a.b%1$d\",\"type\":\"a\",\"name\":\"b%1$d\"}".formatted(i);
    }

    private static String provisioned(int i) {
        return block(i).replace("}", ",\"provisioners\":[" + "{\"type\":\"x\"},".repeat(99) + "{\"type\":\"x\"}]}");
    }

    private static String referring(int i) {
        return block(i).replace(
                        "}", ",\"expressions\":{" + members(12, "{\"references\":[\"a.b" + i / 2 + "\"]}") + "}}");
    }

    private static String members(int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"m" + i + "\":" + value)
                .collect(Collectors.joining(","));
    }

    private static Stream<String> lines(int changes) {
        return Stream.concat(
                Stream.of("Terraform will perform the following actions:\n"),
                IntStream.range(0, changes).mapToObj(i -> "  # a.b" + i + " will be created\n"));
    }

    /** A further member. */
    private static Stream<String> list(String name, int count, IntFunction<String> item) {
        return concat(
                Stream.of(",\"" + name + "\":["),
                IntStream.range(0, count).mapToObj(i -> (i == 0 ? "" : ",") + item.apply(i)),
                Stream.of("]"));
    }

    @SafeVarargs
    private static Stream<String> concat(Stream<String>... parts) {
        Stream<String> all = Stream.empty();
        for (Stream<String> part : parts) {
            all = Stream.concat(all, part);
        }
        return all;
    }

    private static PlanSubmitted submitted(String format, Stream<String> plan) {
        return PlanSubmitted.newBuilder()
                .setPlanId(PlanId.of("acme", "network", null, format, HASH)
                        .orElseThrow()
                        .toString())
                .setPlanHash(HASH)
                .setClient("acme")
                .setModule("network")
                .setFormat(format)
                .setEncoding("zstd")
                .setPlan(ByteBuffer.wrap(packed(plan)))
                .setDeeds(List.of())
                .build();
    }

    private static byte[] packed(Stream<String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out =
                new OutputStreamWriter(new BufferedOutputStream(new ZstdOutputStream(bytes)), StandardCharsets.UTF_8)) {
            for (String part : (Iterable<String>) parts::iterator) {
                out.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
