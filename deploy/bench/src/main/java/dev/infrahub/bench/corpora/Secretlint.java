package dev.infrahub.bench.corpora;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** npm's secretlint with its recommended preset, in a folder of its own: what others find in the same, and how fast. */
public final class Secretlint {

    /** Of the packages that are compared with. */
    public static final String VERSION = "13.0.6";

    private static final String PRESET_VERSION = "13.1.0";
    private static final String SCRIPT = "secretlint.mjs";
    private static final long LONGEST_MINUTES = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    private Secretlint(Path folder) {
        this.folder = folder;
    }

    /** It is not there, and why. */
    public static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        private Missing(String why) {
            super(why);
        }
    }

    /**
     * What a run took, in the process itself: without its start.
     *
     * @param processor seconds of it
     */
    public record Took(double seconds, double processor) {}

    /** Installs it. */
    public static Secretlint into(Path folder) throws IOException, InterruptedException, Missing {
        Secretlint made = new Secretlint(folder);
        try {
            made.run(List.of(
                    "npm",
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--loglevel=error",
                    "--prefix",
                    folder.toString(),
                    "secretlint@" + VERSION,
                    "@secretlint/secretlint-rule-preset-recommend@" + PRESET_VERSION));
        } catch (IOException e) {
            throw new Missing("npm does not install it: " + e.getMessage());
        }
        try (InputStream script = Secretlint.class.getResourceAsStream(SCRIPT)) {
            Files.copy(Objects.requireNonNull(script), folder.resolve(SCRIPT));
        }
        return made;
    }

    /** What it finds. */
    public List<Found> in(List<Labelled> texts) throws IOException, InterruptedException {
        Path files = Files.createDirectories(folder.resolve("texts"));
        List<Path> paths = new ArrayList<>();
        for (Labelled one : texts) {
            Path file = files.resolve(one.path());
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            paths.add(Files.writeString(file, one.text()));
        }
        List<Found> found = new ArrayList<>();
        for (JsonNode one : script("find", paths).path("found")) {
            String path = files.relativize(Path.of(one.path("path").asString())).toString();
            found.add(new Found(path, one.path("line").asInt(), one.path("rule").asString(), ""));
        }
        return found;
    }

    /** How long it takes over files, once it has gone through them before. */
    public Took time(List<Path> files) throws IOException, InterruptedException {
        JsonNode took = script("time", files);
        return new Took(took.path("seconds").asDouble(), took.path("processor").asDouble());
    }

    private JsonNode script(String what, List<Path> files) throws IOException, InterruptedException {
        Path list = folder.resolve("files");
        Files.write(list, files.stream().map(Path::toString).toList());
        return JSON.readTree(run(List.of("node", folder.resolve(SCRIPT).toString(), what, list.toString())));
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command.getFirst() + " took more than " + LONGEST_MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            String[] said = Files.readString(log).split("\n", -1);
            throw new IOException(command.getFirst() + " failed: "
                    + String.join(" ", Arrays.asList(said).subList(0, Math.min(3, said.length))));
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
