package dev.infrahub.console.secrets;

import dev.infrahub.console.remote.Listed;
import dev.infrahub.console.remote.Path;
import dev.infrahub.console.web.Filters;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Credentials in files, by module. */
@RestController
public record SecretsController(Pages pages) {

    private static final List<String> FILTERS = List.of("client", "module", "severity", "rule", "state");
    private static final int PAGE = 25;

    /** The page. */
    public record Modules(Listed<Standing> modules, Filters filters) {}

    @GetMapping("/secrets")
    ResponseEntity<byte[]> list(Visit visit) {
        Path path = visit.handOn(Path.of("/api/secrets/results"), FILTERS)
                .with("cursor", visit.query("cursor"))
                .with("limit", PAGE);
        return pages.show(
                visit,
                "Secrets",
                "secrets/list.jte",
                new Modules(visit.hub().list(path, Standing[].class), Filters.of(visit, FILTERS)));
    }
}
