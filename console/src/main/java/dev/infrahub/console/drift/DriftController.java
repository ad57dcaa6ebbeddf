package dev.infrahub.console.drift;

import dev.infrahub.console.remote.Listed;
import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.web.Failure;
import dev.infrahub.console.web.Filters;
import dev.infrahub.console.web.Form;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What drifted. */
@RestController
public record DriftController(Pages pages) {

    private static final List<String> FILTERS = List.of("client", "module", "risk", "detected");
    private static final int PAGE = 50;
    private static final int HISTORY = 60;

    /** The page of all modules. */
    public record Modules(Listed<Scan> scans, List<Cause> causes, Filters filters) {}

    /** The page of one module. */
    public record Module(
            String module, Optional<Scan> now, List<Scan> history, Bars bars, Optional<Failure> failure, String why) {}

    /** The change request that asks for it. */
    record Asked(String changeRequestId, String client) {}

    @GetMapping("/drift")
    ResponseEntity<byte[]> list(Visit visit) {
        Path path = visit.handOn(Path.of("/api/drift/results"), FILTERS)
                .with("cursor", visit.query("cursor"))
                .with("limit", PAGE);
        return pages.show(
                visit,
                "Drift",
                "drift/list.jte",
                new Modules(
                        visit.hub().list(path, Scan[].class),
                        visit.hub()
                                .list(Path.of("/api/drift/causes"), Cause[].class)
                                .items(),
                        Filters.of(visit, FILTERS)));
    }

    @GetMapping("/drift/{module}")
    ResponseEntity<byte[]> show(@PathVariable String module, Visit visit) {
        return show(HttpStatus.OK, module, visit, Optional.empty(), "");
    }

    private ResponseEntity<byte[]> show(
            HttpStatusCode status, String module, Visit visit, Optional<Failure> failure, String why) {
        Optional<String> client = visit.query("client");
        List<Scan> now = visit.hub()
                .list(
                        Path.of("/api/drift/results")
                                .with("module", module)
                                .with("client", client)
                                .with("limit", 1),
                        Scan[].class)
                .items();
        List<Scan> history = visit.hub()
                .list(
                        Path.of("/api/drift/results")
                                .segment(module)
                                .segment("history")
                                .with("client", client)
                                .with("limit", HISTORY),
                        Scan[].class)
                .items();
        return pages.show(
                status,
                visit,
                "Drift of " + module,
                "drift/module.jte",
                new Module(module, now.stream().findFirst(), history, Bars.of(history), failure, why));
    }

    /** To be taken as it is until a day: the board decides. */
    @PostMapping("/drift/{module}/accept")
    ResponseEntity<byte[]> accept(@PathVariable String module, Form form, Visit visit) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("module", module);
        visit.query("client").ifPresent(client -> wish.put("client", client));
        form.text("address").ifPresent(address -> wish.put("address", address));
        form.text("attribute").ifPresent(attribute -> wish.put("attribute", attribute));
        form.text("why").ifPresent(why -> wish.put("why", why));
        form.text("until").ifPresent(day -> wish.put("until", day + "T00:00:00Z"));
        try {
            Asked asked = visit.hub().once(form.once()).post(Path.of("/api/drift/acceptances"), wish, Asked.class);
            return Pages.to(Path.of("/changes").segment(asked.changeRequestId()).with("client", asked.client()));
        } catch (Refused no) {
            return show(
                    HttpStatusCode.valueOf(no.problem().status()),
                    module,
                    visit,
                    Optional.of(Failure.of(no.problem())),
                    form.said("why"));
        }
    }
}
