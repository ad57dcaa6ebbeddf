package dev.infrahub.chatservice.domain.review;

import dev.infrahub.chatservice.domain.Inert;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A review as Markdown. Names, paths and quotes are others' and stand there as code; all else is the hub's. */
public final class ReviewMarkdown {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_QUOTE = 300;
    private static final int PLACES_OF_A_RULE = 20;

    /** GitHub takes a comment of 65,536 characters. */
    private static final int LONGEST = 60_000;

    private ReviewMarkdown() {}

    /**
     * @param title of the change; empty where nobody said one
     * @param words of a language model about it; empty where there are none
     */
    public static String of(Review review, Optional<String> title, Optional<String> words) {
        StringBuilder text = new StringBuilder("## Review\n\n");
        title.filter(name -> !name.isBlank())
                .ifPresent(name -> text.append("Of ")
                        .append(Inert.code(name, LONGEST_NAME))
                        .append(".\n\n"));
        text.append(verdict(review)).append("\n\n");
        words.ifPresent(said -> text.append(Inert.prose(said)).append("\n\n"));
        Collection<List<Finding>> groups = review.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.rule() + ' ' + finding.quote(), LinkedHashMap::new, Collectors.toList()))
                .values();
        int left = groups.size();
        for (List<Finding> group : groups) {
            String told = told(group);
            if (text.length() + told.length() > LONGEST) {
                text.append("- … and ").append(left).append(" more rules that found something.\n");
                break;
            }
            text.append(told);
            left--;
        }
        return text.append(groups.isEmpty() ? "" : "\n").append(looked(review)).toString();
    }

    private static String verdict(Review review) {
        if (review.findings().isEmpty()) {
            return review.fileCount() == 0
                    ? "There is no file in this diff, so there is nothing to say about it."
                    : "**No rule found anything.** That is no proof that nothing is wrong: it says what was looked at, below.";
        }
        String counts = Arrays.stream(Severity.values())
                .sorted((one, other) -> other.compareTo(one))
                .filter(severity -> review.count(severity) > 0)
                .map(severity -> review.count(severity) + " " + severity.text())
                .collect(Collectors.joining(", "));
        int all = review.findings().size();
        return "**" + all + (all == 1 ? " finding" : " findings") + "**: " + counts + ".";
    }

    private static String told(List<Finding> group) {
        Finding first = group.getFirst();
        StringBuilder text = new StringBuilder("- **")
                .append(first.severity().text())
                .append("** ")
                .append(first.what());
        if (!first.quote().isEmpty()) {
            text.append(' ').append(Inert.code(first.quote(), LONGEST_QUOTE)).append('.');
        }
        text.append(' ')
                .append(first.fix())
                .append(" (")
                .append(Inert.code(first.rule(), LONGEST_NAME))
                .append(")\n");
        group.stream()
                .limit(PLACES_OF_A_RULE)
                .forEach(finding -> text.append("  - ")
                        .append(Inert.code(
                                finding.line() == 0 ? finding.path() : finding.path() + ":" + finding.line(),
                                LONGEST_NAME))
                        .append('\n'));
        if (group.size() > PLACES_OF_A_RULE) {
            text.append("  - and ").append(group.size() - PLACES_OF_A_RULE).append(" more places\n");
        }
        return text.toString();
    }

    private static String looked(Review review) {
        Map<FileKind, Integer> files = review.files();
        String kinds = Arrays.stream(FileKind.values())
                .filter(files::containsKey)
                .map(kind -> files.get(kind) + " of " + kind.words())
                .collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder("Looked at: ")
                .append(review.fileCount())
                .append(review.fileCount() == 1 ? " file" : " files")
                .append(kinds.isEmpty() ? "" : " (" + kinds + ")")
                .append(", ")
                .append(review.added())
                .append(" new lines and ")
                .append(review.removed())
                .append(" removed ones, by ")
                .append(ReviewRules.ALL.size() + 1)
                .append(" rules and what the service says of itself.");
        review.limits().forEach(limit -> text.append(' ').append(limit));
        return text.append('\n').toString();
    }
}
