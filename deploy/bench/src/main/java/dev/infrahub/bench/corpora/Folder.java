package dev.infrahub.bench.corpora;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder that a corpus was fetched into. */
record Folder(Path root) {

    /** Regular files below a folder of it, in order; none where that is not there. What Git keeps for itself is none. */
    List<String> files(String below) throws IOException {
        Path start = root.resolve(below);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(start)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !path.startsWith(".git/"))
                    .sorted()
                    .toList();
        }
    }

    /** A text as a scan sees it: what is no character is replaced. */
    String text(String path) throws IOException {
        return new String(Files.readAllBytes(root.resolve(path)), StandardCharsets.UTF_8);
    }

    /** {@code rules/gitlab.yml} is of {@code gitlab}. */
    static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
