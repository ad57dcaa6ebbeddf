package dev.infrahub.chatservice.domain.review;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A file as rules look at it.
 *
 * @param settings of what it is after the change, as far as the diff shows it; none of what is neither Terraform nor YAML
 */
record ChangedFile(DiffFile file, FileKind kind, List<Setting> settings) {

    static ChangedFile of(DiffFile file) {
        FileKind kind = FileKind.of(file.path());
        List<Setting> settings = switch (kind) {
            case TERRAFORM ->
                file.hunks().stream()
                        .flatMap(hunk -> TerraformSettings.of(hunk).stream())
                        .toList();
            case WORKFLOW, MANIFEST ->
                file.hunks().stream()
                        .flatMap(hunk -> YamlSettings.of(hunk).stream())
                        .toList();
            case DOCKERFILE, CODE, TEST, OTHER -> List.of();
        };
        return new ChangedFile(file, kind, settings);
    }

    static ChangedFile withoutSettings(DiffFile file) {
        return new ChangedFile(file, FileKind.of(file.path()), List.of());
    }

    /** Settings whose line is new. */
    Stream<Setting> added() {
        return settings.stream().filter(setting -> setting.line().isAdded());
    }

    Stream<DiffLine> addedLines() {
        return file.lines().filter(DiffLine::isAdded);
    }

    Stream<DiffLine> removedLines() {
        return file.lines().filter(DiffLine::isRemoved);
    }

    /** Lines of the file after the change, as far as the diff shows them. */
    Stream<DiffLine> shownLines() {
        return file.lines().filter(line -> !line.isRemoved());
    }

    /** New lines that are no comment. */
    Stream<DiffLine> addedCode() {
        return addedLines().filter(line -> !isComment(line.text()));
    }

    boolean shows(Predicate<Setting> which) {
        return settings.stream().anyMatch(which);
    }

    static boolean isComment(String line) {
        String code = line.strip();
        return code.startsWith("//")
                || (code.startsWith("#") && !code.startsWith("#!"))
                || code.startsWith("*")
                || code.startsWith("/*")
                || code.startsWith("--")
                || code.startsWith("<!--");
    }

    /** Without spaces and in lower case, so that how it is written does not matter. */
    static String squeezed(String line) {
        StringBuilder squeezed = new StringBuilder(line.length());
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c != ' ' && c != '\t') {
                squeezed.append(c);
            }
        }
        return squeezed.toString().toLowerCase(Locale.ROOT);
    }
}
