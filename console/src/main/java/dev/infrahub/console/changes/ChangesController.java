package dev.infrahub.console.changes;

import dev.infrahub.console.changes.Verification.Signed;
import dev.infrahub.console.remote.FileAnswer;
import dev.infrahub.console.remote.Listed;
import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.web.Downloads;
import dev.infrahub.console.web.Failure;
import dev.infrahub.console.web.Filters;
import dev.infrahub.console.web.Form;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The change advisory board. */
@RestController
public record ChangesController(Pages pages, JsonMapper json) {

    private static final List<String> FILTERS = List.of("client", "module", "state");
    private static final int PAGE = 50;
    private static final int FEW = 20;

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int LOOKS = 20;

    @GetMapping("/changes")
    ResponseEntity<byte[]> list(Visit visit) {
        Path path = visit.handOn(Path.of("/api/cab/requests"), FILTERS)
                .with("cursor", visit.query("cursor"))
                .with("limit", PAGE);
        return pages.show(
                visit,
                "Changes",
                "changes/list.jte",
                new ChangeList(visit.hub().list(path, Change[].class), Filters.of(visit, FILTERS)));
    }

    @GetMapping("/changes/{id}")
    ResponseEntity<byte[]> show(@PathVariable String id, Visit visit) {
        return show(HttpStatus.OK, change(id, visit), visit, Optional.empty(), "");
    }

    private static Change change(String id, Visit visit) {
        return visit.hub()
                .get(Path.of("/api/cab/requests").segment(id).with("client", visit.query("client")), Change.class);
    }

    private ResponseEntity<byte[]> show(
            HttpStatusCode status, Change change, Visit visit, Optional<Failure> failure, String comment) {
        Optional<ShownChange.Plan> plan = Optional.ofNullable(change.planId())
                .filter(_ -> visit.may("plans:read"))
                .map(planId -> visit.hub().get(Path.of("/api/plans").segment(planId), ShownChange.Plan.class));
        ShownChange shown = new ShownChange(
                change,
                change.isOf(visit.caller()),
                plan,
                below(visit, "changes:read", "/api/cab/evidence", change, ShownChange.Evidence[].class),
                below(visit, "ssh:read", "/api/ssh/certificates", change, ShownChange.Certificate[].class),
                failure,
                comment);
        return pages.show(status, visit, change.changeRequestId(), "changes/change.jte", shown);
    }

    private static <T> Listed<T> below(Visit visit, String permission, String path, Change change, Class<T[]> type) {
        return visit.may(permission)
                ? visit.hub()
                        .list(
                                Path.of(path)
                                        .with("client", change.client())
                                        .with("changeRequestId", change.changeRequestId())
                                        .with("limit", FEW),
                                type)
                : new Listed<>(List.of(), Optional.empty());
    }

    /** Signatures, chain and log, looked at anew; the part of a page, or a page of its own. */
    @GetMapping("/changes/{id}/decisions")
    ResponseEntity<byte[]> decisions(@PathVariable String id, Visit visit) {
        Change change = change(id, visit);
        Verification verification = visit.hub()
                .ask(
                        Path.of("/api/cab/verify")
                                .segment(change.changeRequestId())
                                .with("client", change.client()),
                        Verification.class);
        Decisions decisions = new Decisions(change, verification, entries(verification));
        return visit.isForPart()
                ? pages.part(visit, "changes/decisions.jte", decisions)
                : pages.show(visit, change.changeRequestId() + ", verified", "changes/verified.jte", decisions);
    }

    private List<Decisions.Entry> entries(Verification verification) {
        Verification.Approval approval = verification.approval();
        return approval == null
                ? List.of()
                : approval.decisions().stream()
                        .map(decision ->
                                new Decisions.Entry(json.readValue(decision.payload(), Signed.class), decision))
                        .toList();
    }

    /** What is signed is what the form showed: another plan or risk meanwhile is refused by the gateway. */
    @PostMapping("/changes/{id}/decide")
    ResponseEntity<byte[]> decide(@PathVariable String id, Form form, Visit visit) {
        Change change = change(id, visit);
        Map<String, Object> decision = new HashMap<>(Map.of(
                "changeRequestId", change.changeRequestId(),
                "client", change.client(),
                "module", change.module(),
                "riskLevel", form.said("riskLevel"),
                "planHash", form.said("planHash"),
                "decision", form.said("decision")));
        form.text("comment").ifPresent(comment -> decision.put("comment", comment));
        return done(
                change, form, visit, () -> visit.hub().once(form.once()).tell(Path.of("/api/cab/approve"), decision));
    }

    @PostMapping("/changes/{id}/revoke")
    ResponseEntity<byte[]> revoke(@PathVariable String id, Form form, Visit visit) {
        Change change = change(id, visit);
        return done(
                change,
                form,
                visit,
                () -> visit.hub()
                        .once(form.once())
                        .tell(
                                change.api().segment("revoke").with("client", change.client()),
                                Map.of("comment", form.said("comment"))));
    }

    @PostMapping("/changes/{id}/review")
    ResponseEntity<byte[]> review(@PathVariable String id, Form form, Visit visit) {
        Change change = change(id, visit);
        return done(
                change,
                form,
                visit,
                () -> visit.hub()
                        .once(form.once())
                        .tell(
                                change.api().segment("review").with("client", change.client()),
                                Map.of("outcome", form.said("outcome"), "comment", form.said("comment"))));
    }

    @PostMapping("/changes/{id}/seal")
    ResponseEntity<byte[]> seal(@PathVariable String id, Form form, Visit visit) {
        Change change = change(id, visit);
        return done(
                change,
                form,
                visit,
                () -> visit.hub()
                        .once(form.once())
                        .tell(
                                Path.of("/api/cab/seal-evidence").with("client", change.client()),
                                Map.of("changeRequestId", change.changeRequestId())));
    }

    private ResponseEntity<byte[]> done(Change change, Form form, Visit visit, Runnable deed) {
        try {
            deed.run();
        } catch (Refused no) {
            return show(
                    HttpStatusCode.valueOf(no.problem().status()),
                    change(change.changeRequestId(), change.client(), visit),
                    visit,
                    Optional.of(Failure.of(no.problem())),
                    form.said("comment"));
        }
        awaitNews(change, visit);
        return Pages.to(change.path());
    }

    /** The board's word is heard a moment after it is given: whoever gave it is not shown the change without it. */
    private static void awaitNews(Change before, Visit visit) {
        for (int looks = 0; looks < LOOKS && isAsBefore(before, visit); looks++) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private static boolean isAsBefore(Change before, Visit visit) {
        try {
            return change(before.changeRequestId(), before.client(), visit)
                    .updatedAt()
                    .equals(before.updatedAt());
        } catch (Refused _) {
            // the word was given all the same: the page, which comes next, says why it is not shown
            return false;
        }
    }

    /** As it stands now: what was refused may have been because it changed. */
    private static Change change(String id, String client, Visit visit) {
        return visit.hub().get(Path.of("/api/cab/requests").segment(id).with("client", client), Change.class);
    }

    @GetMapping("/evidence/{id}")
    ResponseEntity<byte[]> evidence(@PathVariable String id, Visit visit) {
        FileAnswer file = visit.hub().file(Path.of("/api/cab/evidence").segment(id), "application/json");
        return Downloads.of(file, "evidence-" + id + ".json");
    }
}
