package dev.infrahub.console.proof;

import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.web.Downloads;
import dev.infrahub.console.web.Failure;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The transparency log, the keys and the reports. */
@RestController
public record ProofController(Pages pages) {

    private static final int HEADS = 20;
    private static final int MOST_SHOWN = 200;
    private static final Map<String, String> FORMATS =
            Map.of("csv", "text/csv", "json", "application/json", "html", "text/html");

    /** The page. */
    public record Proof(Log log, List<Head> heads, List<KeyUse> keys, LocalDate from, LocalDate to) {}

    /** What was looked at, step by step. */
    public record Checked(List<Step> steps) {

        public boolean holds() {
            return steps.stream().allMatch(Step::holds);
        }
    }

    /** A report that was asked for. */
    public record Reported(
            String from,
            String to,
            String client,
            String module,
            Optional<Report> report,
            Optional<Failure> failure,
            int most) {

        /** The same as a file. */
        public String file(String format) {
            return Path.of("/proof/report/file")
                    .with("format", format)
                    .with("from", from)
                    .with("to", to)
                    .with("client", client)
                    .with("module", module)
                    .text();
        }
    }

    @GetMapping("/proof")
    ResponseEntity<byte[]> show(Visit visit) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return pages.show(
                visit,
                "Proof",
                "proof/proof.jte",
                new Proof(
                        visit.hub().get(Path.of("/api/cab/log"), Log.class),
                        heads(visit),
                        visit.hub()
                                .list(Path.of("/api/cab/keys"), KeyUse[].class)
                                .items(),
                        today.minusDays(30),
                        today));
    }

    private static List<Head> heads(Visit visit) {
        return visit.hub()
                .list(Path.of("/api/cab/log/heads").with("limit", HEADS), Head[].class)
                .items();
    }

    @GetMapping("/proof/verified")
    ResponseEntity<byte[]> verify(Visit visit) {
        Checked checked = new Checked(new LogCheck(visit.hub()).run(heads(visit)));
        return visit.isForPart()
                ? pages.part(visit, "proof/steps.jte", checked)
                : pages.show(visit, "The log, verified", "proof/verified.jte", checked);
    }

    @GetMapping("/proof/report")
    ResponseEntity<byte[]> report(Visit visit) {
        try {
            Report report = visit.hub().ask(path(visit), Report.class);
            return pages.show(visit, "Report", "proof/report.jte", shown(visit, Optional.of(report), Optional.empty()));
        } catch (ResponseStatusException no) {
            return refused(visit, Failure.plain(no.getStatusCode().value(), String.valueOf(no.getReason())));
        } catch (Refused no) {
            return refused(visit, Failure.of(no.problem()));
        }
    }

    private ResponseEntity<byte[]> refused(Visit visit, Failure why) {
        return pages.show(
                HttpStatusCode.valueOf(why.status()),
                visit,
                "Report",
                "proof/report.jte",
                shown(visit, Optional.empty(), Optional.of(why)));
    }

    private static Reported shown(Visit visit, Optional<Report> report, Optional<Failure> failure) {
        return new Reported(
                visit.query("from").orElse(""),
                visit.query("to").orElse(""),
                visit.query("client").orElse(""),
                visit.query("module").orElse(""),
                report,
                failure,
                MOST_SHOWN);
    }

    @GetMapping("/proof/report/file")
    ResponseEntity<byte[]> file(Visit visit) {
        String format = visit.query("format").orElse("json");
        String type = Optional.ofNullable(FORMATS.get(format))
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "A report is csv, json or html."));
        return Downloads.of(visit.hub().file(path(visit).with("format", format), type), "report." + format);
    }

    /** Whole days, to the end of the last one; where that is not over, the hub's own clock ends the period. */
    private static Path path(Visit visit) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return visit.handOn(Path.of("/api/cab/report"), List.of("client", "module"))
                .with("from", day(visit, "from").map(day -> day + "T00:00:00Z"))
                .with("to", day(visit, "to").filter(today::isAfter).map(day -> day + "T23:59:59.999Z"));
    }

    private static Optional<LocalDate> day(Visit visit, String field) {
        try {
            return visit.query(field).map(LocalDate::parse);
        } catch (DateTimeParseException _) {
            throw new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_CONTENT, field + " is a day, such as 2026-11-30.");
        }
    }
}
