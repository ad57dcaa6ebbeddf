package dev.infrahub.scaffolding;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every golden path there is. */
public final class GoldenPaths {

    private static final Map<Cloud, List<String>> NAMES = Map.of(
            Cloud.AWS,
            List.of(
                    "s3-bucket",
                    "vpc",
                    "rds-postgres",
                    "kms-key",
                    "ecr-repository",
                    "sqs-queue",
                    "dynamodb-table",
                    "lambda-function"),
            Cloud.AZURERM,
            List.of(
                    "storage-account",
                    "virtual-network",
                    "postgresql-flexible-server",
                    "key-vault",
                    "container-registry",
                    "kubernetes-cluster",
                    "log-analytics-workspace"),
            Cloud.GOOGLE,
            List.of(
                    "storage-bucket",
                    "network",
                    "sql-postgres",
                    "kms-key",
                    "artifact-registry",
                    "gke-autopilot",
                    "pubsub-topic"),
            Cloud.SCALEWAY,
            List.of("object-bucket", "private-network", "rdb-postgres", "container-registry", "kapsule-cluster"));

    private static final List<String> FILES =
            List.of("main.tf", "variables.tf", "outputs.tf", "tests/defaults.tftest.hcl", "examples/basic/main.tf");

    private static final String VERSIONS = "versions.tf";

    private static final List<GoldenPath> ALL = List.of(Cloud.values()).stream()
            .flatMap(cloud -> NAMES.getOrDefault(cloud, List.of()).stream().map(name -> read(cloud, name)))
            .toList();

    private GoldenPaths() {}

    /** In a fixed order. */
    public static List<GoldenPath> all() {
        return ALL;
    }

    static Optional<GoldenPath> of(Cloud cloud, String kind) {
        return ALL.stream()
                .filter(path -> path.cloud() == cloud && path.kind().equals(kind))
                .findFirst();
    }

    private static GoldenPath read(Cloud cloud, String name) {
        String id = cloud.text() + "-" + name;
        Map<String, List<String>> about =
                Entries.sections("paths/" + id + "/about").getOrDefault("", Map.of());
        Map<String, String> files = new LinkedHashMap<>();
        for (String file : FILES) {
            files.put(file, Entries.text("paths/" + id + "/" + file));
        }
        files.put(VERSIONS, Entries.text("clouds/" + cloud.text() + "/" + VERSIONS));
        Set<String> serves = of(about, "serves").stream()
                .flatMap(line -> Words.of(line).stream())
                .map(Words.Word::text)
                .collect(Collectors.toUnmodifiableSet());
        return new GoldenPath(
                id, cloud, one(id, about, "kind"), one(id, about, "title"), of(about, "word"), serves, files);
    }

    private static List<String> of(Map<String, List<String>> about, String key) {
        return about.getOrDefault(key, List.of());
    }

    private static String one(String id, Map<String, List<String>> about, String key) {
        return of(about, key).stream().findFirst().orElseThrow(() -> new IllegalStateException(id + " has no " + key));
    }

    /** Their ids, as they are listed for people. */
    static String listed(Collection<GoldenPath> paths) {
        return paths.stream().map(GoldenPath::id).collect(Collectors.joining(", "));
    }
}
