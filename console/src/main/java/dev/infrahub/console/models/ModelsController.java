package dev.infrahub.console.models;

import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.web.Failure;
import dev.infrahub.console.web.Form;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What language models are used for, what that costs, and what is decided about it. */
@RestController
public record ModelsController(Pages pages) {

    private static final String DAYS = "30";

    /** Uses of one kind. */
    public record Use(
            String action,
            String team,
            String status,
            long callCount,
            long totalInputTokens,
            long totalOutputTokens,
            long avgDurationMs) {}

    /** What a day cost. */
    public record Day(String day, long inputTokens, long outputTokens, BigDecimal estimatedCostUsd) {}

    /** What a feature takes. */
    public record Feature(
            String action, long calls, int medianInputTokens, int medianOutputTokens, BigDecimal costUsd) {}

    /** What a model may be used for. */
    public record Policy(
            long id,
            String team,
            String action,
            boolean enabled,
            @Nullable Integer maxDailyCalls,
            @Nullable BigDecimal maxMonthlyCostUsd) {}

    /** The page. */
    public record Models(
            List<Use> uses,
            List<Day> days,
            List<Feature> features,
            List<Policy> policies,
            Optional<Failure> failure,
            Map<String, String> said) {

        public String said(String name) {
            return said.getOrDefault(name, "");
        }

        public BigDecimal cost() {
            return days.stream().map(Day::estimatedCostUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    @GetMapping("/models")
    ResponseEntity<byte[]> show(Visit visit) {
        return show(HttpStatus.OK, visit, Optional.empty(), Map.of());
    }

    private ResponseEntity<byte[]> show(
            HttpStatusCode status, Visit visit, Optional<Failure> failure, Map<String, String> said) {
        return pages.show(
                status,
                visit,
                "Models",
                "models/models.jte",
                new Models(
                        all(visit, "usage", Use[].class),
                        all(visit, "costs", Day[].class),
                        all(visit, "features", Feature[].class),
                        visit.hub()
                                .list(Path.of("/api/governance/policies"), Policy[].class)
                                .items(),
                        failure,
                        said));
    }

    private static <T> List<T> all(Visit visit, String what, Class<T[]> type) {
        return visit.hub()
                .list(Path.of("/api/governance/" + what).with("days", DAYS), type)
                .items();
    }

    @PostMapping("/models/policies")
    ResponseEntity<byte[]> decide(Form form, Visit visit) {
        Map<String, String> said = new HashMap<>();
        List.of("team", "action", "maxDailyCalls", "maxMonthlyCostUsd")
                .forEach(name -> said.put(name, form.said(name)));
        Map<String, Object> policy = new HashMap<>(
                Map.of("team", form.said("team"), "action", form.said("action"), "enabled", form.isChecked("enabled")));
        try {
            form.text("maxDailyCalls").ifPresent(number -> policy.put("maxDailyCalls", new BigDecimal(number)));
            form.text("maxMonthlyCostUsd").ifPresent(number -> policy.put("maxMonthlyCostUsd", new BigDecimal(number)));
        } catch (NumberFormatException _) {
            return show(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    visit,
                    Optional.of(Failure.plain(422, "The limits are numbers, such as 200 and 25.50.")),
                    said);
        }
        try {
            visit.hub().put(Path.of("/api/governance/policies"), policy);
            return Pages.to("/models");
        } catch (Refused no) {
            return show(
                    HttpStatusCode.valueOf(no.problem().status()), visit, Optional.of(Failure.of(no.problem())), said);
        }
    }
}
