package dev.infrahub.chatservice.domain.review;

import static dev.infrahub.chatservice.domain.review.FileKind.WORKFLOW;
import static dev.infrahub.chatservice.domain.review.Severity.CRITICAL;
import static dev.infrahub.chatservice.domain.review.Severity.HIGH;
import static dev.infrahub.chatservice.domain.review.Severity.MEDIUM;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What new lines of a workflow let strangers do. */
final class WorkflowRules {

    private static final String TARGET = "pull_request_target";

    /** What whoever opens a pull request or an issue writes as they like. */
    private static final List<String> STRANGERS = List.of(
            "github.event.pull_request.title",
            "github.event.pull_request.body",
            "github.event.pull_request.head.ref",
            "github.event.pull_request.head.label",
            "github.event.issue.title",
            "github.event.issue.body",
            "github.event.comment.body",
            "github.event.review.body",
            "github.event.discussion.title",
            "github.event.discussion.body",
            "github.event.head_commit.message",
            "github.head_ref");

    private WorkflowRules() {}

    static List<ReviewRule> all() {
        Set<FileKind> files = Set.of(WORKFLOW);
        return List.of(
                new ReviewRule(
                        "workflow.pull-request-target",
                        CRITICAL,
                        files,
                        "Checks out a stranger's code where the secrets of this repository are: pull_request_target runs with them.",
                        "Use pull_request, or do not check out the head of the pull request.",
                        WorkflowRules::checkoutOfStrangers),
                ReviewRule.ofSetting(
                        "workflow.unpinned-action",
                        MEDIUM,
                        WORKFLOW,
                        "Whoever may move that tag runs code here.",
                        "Pin the action by the SHA of a commit, with its version as a comment.",
                        WorkflowRules::isUnpinned),
                ReviewRule.ofLine(
                        "workflow.secret-printed",
                        HIGH,
                        files,
                        "Prints a secret: it is masked only as long as it stands there as it is.",
                        "Do not print it; give it to the command that needs it by env.",
                        WorkflowRules::isPrinted),
                ReviewRule.ofLine(
                        "workflow.script-injection",
                        HIGH,
                        files,
                        "A stranger's text becomes part of a script, and is run.",
                        "Give it by env, and use it in quotes: \"$TITLE\".",
                        WorkflowRules::isInjected),
                ReviewRule.ofSetting(
                        "workflow.write-all",
                        MEDIUM,
                        WORKFLOW,
                        "The token of every step may write everything.",
                        "Name the permissions that are needed, job by job.",
                        setting -> setting.isNamed("permissions")
                                && setting.value().equals("write-all")));
    }

    private static Stream<DiffLine> checkoutOfStrangers(ChangedFile file) {
        boolean isTarget = file.shownLines().anyMatch(line -> line.text().contains(TARGET));
        List<DiffLine> checkouts = file.shownLines()
                .filter(line -> line.text().contains("github.event.pull_request.head.")
                        || line.text().contains("github.head_ref"))
                .filter(line -> ChangedFile.squeezed(line.text()).startsWith("ref:"))
                .toList();
        boolean isNew = file.addedLines().anyMatch(line -> line.text().contains(TARGET))
                || checkouts.stream().anyMatch(DiffLine::isAdded);
        return isTarget && isNew ? checkouts.stream() : Stream.empty();
    }

    /** What GitHub itself publishes is left to its tags. */
    private static boolean isUnpinned(Setting setting) {
        String action = setting.value();
        int at = action.indexOf('@');
        return setting.isNamed("uses")
                && !action.startsWith("./")
                && !action.startsWith("docker://")
                && !action.startsWith("actions/")
                && !action.startsWith("github/")
                && (at < 0 || !isCommit(action.substring(at + 1)));
    }

    private static boolean isCommit(String ref) {
        return ref.length() == 40 && ref.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static boolean isPrinted(String line) {
        return line.contains("${{")
                && line.contains("secrets.")
                && Stream.of("echo ", "printf ", "print(", "console.log(", "Write-Host ", "Write-Output ")
                        .anyMatch(line::contains)
                && !ChangedFile.squeezed(line).contains("|dockerlogin")
                && !line.contains("--password-stdin")
                && !line.contains("::add-mask::");
    }

    /** A value of env, a condition and an input are no script. */
    private static boolean isInjected(String line) {
        int open = line.indexOf("${{");
        return open >= 0
                && STRANGERS.stream().anyMatch(text -> line.indexOf(text, open) >= 0)
                && !isPlainValue(line.substring(0, open));
    }

    private static boolean isPlainValue(String before) {
        String name = before.strip();
        String bare = name.startsWith("- ") ? name.substring(2).strip() : name;
        String key = bare.endsWith("\"") || bare.endsWith("'")
                ? bare.substring(0, bare.length() - 1).strip()
                : bare;
        return (key.endsWith(":") && key.indexOf(' ') < 0 && !key.equals("run:") && !key.equals("script:"))
                || key.startsWith("if:")
                || key.startsWith("group:")
                || key.startsWith("concurrency:");
    }
}
