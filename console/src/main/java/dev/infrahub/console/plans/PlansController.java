package dev.infrahub.console.plans;

import dev.infrahub.console.remote.FileAnswer;
import dev.infrahub.console.remote.Listed;
import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.web.Failure;
import dev.infrahub.console.web.Filters;
import dev.infrahub.console.web.Form;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plans. */
@RestController
public record PlansController(Pages pages) {

    private static final List<String> FILTERS = List.of("client", "module", "environment", "riskLevel");
    private static final int PAGE = 50;
    private static final int MOST_PAGES = 10;

    /** A plan as a comment of a pull request. */
    public record Comment(String planId, String module, String text) {

        /** As it will look. */
        public String html() {
            return CommentHtml.of(text);
        }
    }

    /** The change that a plan became. */
    record Asked(String changeRequestId, String client) {}

    @GetMapping("/plans")
    ResponseEntity<byte[]> list(Visit visit) {
        Path path = visit.handOn(Path.of("/api/plans"), FILTERS)
                .with("cursor", visit.query("cursor"))
                .with("limit", PAGE);
        return pages.show(
                visit,
                "Plans",
                "plans/list.jte",
                new PlanList(visit.hub().list(path, PlanLine[].class), Filters.of(visit, FILTERS)));
    }

    @GetMapping("/plans/{id}")
    ResponseEntity<byte[]> show(@PathVariable String id, Visit visit) {
        return show(HttpStatus.OK, id, visit, Optional.empty());
    }

    private ResponseEntity<byte[]> show(HttpStatusCode status, String id, Visit visit, Optional<Failure> failure) {
        Plan plan = plan(id, visit);
        return pages.show(status, visit, "Plan of " + plan.module(), "plans/plan.jte", ShownPlan.of(plan, failure));
    }

    @GetMapping("/plans/{id}/comment")
    ResponseEntity<byte[]> comment(@PathVariable String id, Visit visit) {
        Plan plan = plan(id, visit);
        FileAnswer markdown = visit.hub().file(Path.of("/api/plans").segment(id), "text/markdown");
        return pages.show(
                visit,
                "Comment of " + plan.module(),
                "plans/comment.jte",
                new Comment(plan.planId(), plan.module(), new String(markdown.bytes(), StandardCharsets.UTF_8)));
    }

    /** What depends on what is touched, drawn. */
    @GetMapping("/plans/{id}/graph")
    ResponseEntity<byte[]> graph(@PathVariable String id, Visit visit) {
        Plan plan = plan(id, visit);
        return pages.show(visit, "Graph of " + plan.module(), "plans/graph.jte", ShownGraph.of(plan));
    }

    /** With another plan; else with the one before, of the same module and environment. */
    @GetMapping("/plans/{id}/compare")
    ResponseEntity<byte[]> compare(@PathVariable String id, Visit visit) {
        Plan plan = plan(id, visit);
        Optional<Plan> other = visit.query("with").or(() -> before(plan, visit)).map(otherId -> plan(otherId, visit));
        Comparison comparison = other.map(one -> one.analyzedAt().isAfter(plan.analyzedAt())
                        ? Comparison.of(plan, one)
                        : Comparison.of(one, plan))
                .orElseGet(() -> Comparison.alone(plan));
        return pages.show(visit, "Two plans of " + plan.module(), "plans/compare.jte", comparison);
    }

    private static Plan plan(String id, Visit visit) {
        return visit.hub().get(Path.of("/api/plans").segment(id), Plan.class);
    }

    /** Of a plan without an environment, behind all those that have one. */
    private static Optional<String> before(Plan plan, Visit visit) {
        Path path = Path.of("/api/plans")
                .with("client", plan.client())
                .with("module", plan.module())
                .with("environment", plan.environment())
                .with("before", plan.analyzedAt())
                .with("limit", PAGE);
        Listed<PlanLine> page = visit.hub().list(path, PlanLine[].class);
        for (int pages = 1;
                pages < MOST_PAGES && found(page, plan).isEmpty() && page.next().isPresent();
                pages++) {
            page = visit.hub().list(Path.of("/api/plans?" + page.next().get()), PlanLine[].class);
        }
        return found(page, plan);
    }

    private static Optional<String> found(Listed<PlanLine> page, Plan plan) {
        return page.items().stream()
                .filter(line -> Objects.equals(line.environment(), plan.environment())
                        && !line.planId().equals(plan.planId()))
                .map(PlanLine::planId)
                .findFirst();
    }

    /** Before the board. */
    @PostMapping("/plans/{id}/change")
    ResponseEntity<byte[]> ask(@PathVariable String id, Form form, Visit visit) {
        try {
            Asked change =
                    visit.hub().once(form.once()).post(Path.of("/api/cab/requests"), Map.of("planId", id), Asked.class);
            return Pages.to(
                    Path.of("/changes").segment(change.changeRequestId()).with("client", change.client()));
        } catch (Refused no) {
            return show(
                    HttpStatusCode.valueOf(no.problem().status()), id, visit, Optional.of(Failure.of(no.problem())));
        }
    }
}
