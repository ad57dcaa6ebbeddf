package dev.infrahub.chatservice.domain.review;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A rule: what it looks for in which files, how grave that is, and what to do about it.
 *
 * @param what is wrong, as a sentence
 * @param fix what to do, as a sentence
 * @param search the lines of a file that it finds
 */
public record ReviewRule(
        String id,
        Severity severity,
        Set<FileKind> kinds,
        String what,
        String fix,
        Function<ChangedFile, Stream<DiffLine>> search) {

    /** About what is set in new lines. */
    static ReviewRule ofSetting(
            String id, Severity severity, FileKind kind, String what, String fix, Predicate<Setting> isWrong) {
        return new ReviewRule(
                id,
                severity,
                Set.of(kind),
                what,
                fix,
                file -> file.added().filter(isWrong).map(Setting::line));
    }

    /** About new lines that are no comment. */
    static ReviewRule ofLine(
            String id, Severity severity, Set<FileKind> kinds, String what, String fix, Predicate<String> isWrong) {
        return new ReviewRule(
                id, severity, kinds, what, fix, file -> file.addedCode().filter(line -> isWrong.test(line.text())));
    }

    Stream<Finding> findings(ChangedFile file) {
        return kinds.contains(file.kind())
                ? search.apply(file)
                        .map(DiffLine::number)
                        .distinct()
                        .map(line -> new Finding(this, file.file().path(), line))
                : Stream.empty();
    }
}
