package dev.infrahub.chatservice.domain.review;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Rules at work on the files of one change. A rule that throws keeps no other from looking, and no change from being reviewed: it
 * is told as a limit.
 */
final class Looking {

    private static final String SETTINGS = "settings";

    /** What threw, and where. */
    private final Map<String, String> faults = new TreeMap<>();

    /** A file with its settings; without them where they cannot be read. */
    ChangedFile read(DiffFile file) {
        return sure(SETTINGS, () -> ChangedFile.of(file), ChangedFile.withoutSettings(file));
    }

    /** What they find, file by file. */
    Stream<Finding> by(List<ReviewRule> rules, List<ChangedFile> files) {
        return files.stream().flatMap(file -> rules.stream().flatMap(rule -> by(rule, file)));
    }

    private Stream<Finding> by(ReviewRule rule, ChangedFile file) {
        return sure(rule.id(), () -> rule.findings(file).toList(), List.<Finding>of()).stream();
    }

    /** What the service's own rules find. */
    Stream<Finding> byOwn(String rules, List<ChangedFile> files) {
        return sure(OwnRules.ID, () -> OwnRules.matching(rules, files), List.<Finding>of()).stream();
    }

    /** A sentence for each rule that was not applied everywhere. */
    List<String> limits() {
        return faults.keySet().stream()
                .map(id -> id.equals(SETTINGS)
                        ? "The settings of a file could not be read."
                        : "Rule " + id + " could not be applied everywhere.")
                .toList();
    }

    /** Each rule that threw, what, and where; nothing of the change. */
    List<String> faults() {
        return faults.entrySet().stream()
                .map(fault -> fault.getKey() + ": " + fault.getValue())
                .toList();
    }

    private <T> T sure(String what, Supplier<T> look, T otherwise) {
        try {
            return look.get();
        } catch (RuntimeException bug) {
            faults.putIfAbsent(what, place(bug));
            return otherwise;
        }
    }

    /** Without the message, which repeats what stands in the change. */
    private static String place(RuntimeException bug) {
        return bug.getClass().getName()
                + Arrays.stream(bug.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("dev.infrahub."))
                        .findFirst()
                        .map(frame -> " at " + frame)
                        .orElse("");
    }
}
