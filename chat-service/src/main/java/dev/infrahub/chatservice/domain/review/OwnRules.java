package dev.infrahub.chatservice.domain.review;

import dev.infrahub.chatservice.domain.OwnRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The service's own rules, against a change: each is quoted at the first file that has its words. */
final class OwnRules {

    static final String ID = "service.own-rule";

    private OwnRules() {}

    static List<Finding> matching(String text, List<ChangedFile> files) {
        List<OwnRule> rules = OwnRule.all(text);
        List<Set<String>> words = rules.isEmpty()
                ? List.of()
                : files.stream().map(OwnRules::words).toList();
        List<Finding> found = new ArrayList<>();
        for (OwnRule rule : rules) {
            IntStream.range(0, files.size())
                    .filter(at -> rule.isMetBy(words.get(at)))
                    .mapToObj(files::get)
                    .findFirst()
                    .map(file -> finding(rule, file))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static Finding finding(OwnRule rule, ChangedFile file) {
        int line = file.addedLines()
                .filter(added -> rule.isTouchedBy(added.text()))
                .map(DiffLine::number)
                .findFirst()
                .orElse(0);
        return new Finding(
                ID,
                Severity.LOW,
                file.file().path(),
                line,
                "The service has a rule of its own whose words stand in this change:",
                rule.text(),
                "See that the change keeps it.");
    }

    /** Of what changes, and of the path. */
    private static Set<String> words(ChangedFile file) {
        Set<String> words = new HashSet<>(OwnRule.words(file.file().path()));
        file.file()
                .lines()
                .filter(line -> line.sign() != DiffLine.Sign.CONTEXT)
                .forEach(line -> words.addAll(OwnRule.words(line.text())));
        return words;
    }
}
