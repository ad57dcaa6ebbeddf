package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.review.Diff;
import dev.infrahub.chatservice.domain.review.DiffReader;
import dev.infrahub.chatservice.domain.review.DiffSecret;
import dev.infrahub.chatservice.domain.review.DiffSecrets;
import dev.infrahub.chatservice.domain.review.Finding;
import dev.infrahub.chatservice.domain.review.PullNumber;
import dev.infrahub.chatservice.domain.review.Review;
import dev.infrahub.chatservice.domain.review.ReviewMarkdown;
import dev.infrahub.chatservice.remote.GitHub;
import dev.infrahub.chatservice.store.PullRequestComments;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.PullRequest;
import dev.infrahub.schemas.ReviewCompleted;
import dev.infrahub.schemas.ReviewFinding;
import dev.infrahub.schemas.ReviewRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.secrets.Secrets;
import dev.infrahub.workplace.Workplace;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A change was handed in, or a pull request was opened: review it by rules, and tell; at GitHub in one comment. */
final class ReviewChange implements Handler<ReviewRequested> {

    private static final Logger log = LoggerFactory.getLogger(ReviewChange.class);

    private static final String HIDDEN = "(hidden)";

    private final Lookups lookups;
    private final GitHub github;
    private final Workplace workplace;
    private final ReviewWords words;
    private final Clock clock;

    ReviewChange(Lookups lookups, GitHub github, Workplace workplace, ReviewWords words, Clock clock) {
        this.lookups = lookups;
        this.github = github;
        this.workplace = workplace;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<ReviewRequested> event) {
        ReviewRequested asked = event.value();
        PullRequest pull = asked.getPullRequest();
        return pull == null ? handedIn(event, asked.getDiff()) : opened(event, number(pull));
    }

    private Outcome handedIn(Event<ReviewRequested> event, @Nullable String text) {
        if (text == null) {
            throw new Fault.Invalid("event.invalid", "There is neither a diff nor a pull request.");
        }
        ReviewRequested asked = event.value();
        List<DiffSecret> secrets = asked.getSecrets().stream()
                .map(one -> new DiffSecret(one.getRuleId(), one.getPath(), one.getLine()))
                .toList();
        Review review = reviewed(asked, () -> DiffReader.read(text), _ -> secrets);
        ReviewCompleted completed = completed(asked, review, Optional.ofNullable(asked.getPrTitle()));
        return Outcome.nothing().answer(Topics.REVIEW_COMPLETED, event.key(), completed);
    }

    /** What is at GitHub is looked into for credentials before any of it is kept, told or put into words. */
    private Outcome opened(Event<ReviewRequested> event, PullNumber number) {
        ReviewRequested asked = event.value();
        GitHub.Pull pull = github.pull(number);
        String diff = github.diff(number);
        Review review = reviewed(asked, () -> DiffReader.read(diff), DiffSecrets::in);
        ReviewCompleted completed = completed(asked, review, Optional.of(withoutSecrets(pull.title())));
        String marker = "<!-- infrahub-review " + asked.getReviewId() + " -->";
        GitHub.Comment comment =
                put(number, marker, completed.getReview() + "\nOf commit `" + shortened(pull.headSha()) + "`.\n");
        completed.put("commentUrl", comment.url());
        return Outcome.write(PullRequestComments.keep(number, comment.id(), pull.headSha()))
                .answer(Topics.REVIEW_COMPLETED, event.key(), completed);
    }

    /** One comment for each pull request: where it is not known, this event may have made it before a crash. */
    private GitHub.Comment put(PullNumber number, String marker, String review) {
        String text = marker + "\n" + review;
        return PullRequestComments.find(lookups, number)
                .or(() -> github.comment(number, marker).map(GitHub.Comment::id))
                .flatMap(id -> github.changeComment(number, id, text))
                .orElseGet(() -> github.addComment(number, text));
    }

    private static PullNumber number(PullRequest pull) {
        try {
            return new PullNumber(pull.getRepository(), pull.getNumber());
        } catch (IllegalArgumentException e) {
            throw new Fault.Invalid("event.invalid", String.valueOf(e.getMessage()));
        }
    }

    private static String shortened(String sha) {
        boolean isSha = sha.length() >= 12 && sha.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return isSha ? sha.substring(0, 12) : "unknown";
    }

    private static String withoutSecrets(String text) {
        return Secrets.replace(text, _ -> HIDDEN);
    }

    /** In the turn of the client: a change may be as long as whoever proposes it likes. */
    private Review reviewed(ReviewRequested asked, Supplier<Diff> change, Function<Diff, List<DiffSecret>> secrets) {
        return workplace.spend(asked.getClient(), "change", () -> {
            Diff diff = change.get();
            return Review.of(diff, secrets.apply(diff), Optional.ofNullable(asked.getGotchaHeuristics()));
        });
    }

    private ReviewCompleted completed(ReviewRequested asked, Review review, Optional<String> title) {
        review.faults().forEach(fault -> log.error("A rule could not be applied to a change: {}", fault));
        ReviewWords.Said said = words.about(asked, review);
        return ReviewCompleted.newBuilder()
                .setReviewId(asked.getReviewId())
                .setClient(asked.getClient())
                .setReview(withoutSecrets(ReviewMarkdown.of(review, title, said.words())))
                .setFindings(review.findings().stream().map(ReviewChange::told).toList())
                .setCompletedAt(clock.instant())
                .setAi(said.use())
                .build();
    }

    private static ReviewFinding told(Finding finding) {
        return new ReviewFinding(
                finding.rule(),
                finding.severity().text(),
                withoutSecrets(finding.path()),
                finding.line() == 0 ? null : finding.line(),
                finding.what() + (finding.quote().isEmpty() ? " " : " '" + finding.quote() + "'. ") + finding.fix());
    }
}
