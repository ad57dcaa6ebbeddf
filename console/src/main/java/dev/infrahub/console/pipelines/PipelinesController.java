package dev.infrahub.console.pipelines;

import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.web.Failure;
import dev.infrahub.console.web.Form;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Why a pipeline failed, and a module to begin with. */
@RestController
public record PipelinesController(Pages pages) {

    /** The page that takes a log. */
    public record Diagnosed(Map<String, String> said, Optional<Diagnosis> diagnosis, Optional<Failure> failure) {

        public String said(String name) {
            return said.getOrDefault(name, "");
        }
    }

    /** The page that takes a description. */
    public record Made(Map<String, String> said, Optional<Scaffold> module, Optional<Failure> failure, String archive) {

        public String said(String name) {
            return said.getOrDefault(name, "");
        }

        public Map<String, String> files() {
            return module.<Map<String, String>>map(made -> new TreeMap<>(made.files()))
                    .orElse(Map.of());
        }
    }

    @GetMapping("/diagnose")
    ResponseEntity<byte[]> askForLog(Visit visit) {
        return pages.show(
                visit,
                "Diagnose",
                "pipelines/diagnose.jte",
                new Diagnosed(Map.of(), Optional.empty(), Optional.empty()));
    }

    @PostMapping("/diagnose")
    ResponseEntity<byte[]> diagnose(Form form, Visit visit) {
        Map<String, String> said = said(form, List.of("logs", "module", "client"));
        try {
            Diagnosis diagnosis =
                    visit.hub().once(form.once()).post(Path.of("/api/pipeline/diagnose"), said, Diagnosis.class);
            return pages.show(
                    visit,
                    "Diagnosis",
                    "pipelines/diagnose.jte",
                    new Diagnosed(without("logs", said), Optional.of(diagnosis), Optional.empty()));
        } catch (Refused no) {
            return pages.show(
                    HttpStatusCode.valueOf(no.problem().status()),
                    visit,
                    "Diagnose",
                    "pipelines/diagnose.jte",
                    new Diagnosed(said, Optional.empty(), Optional.of(Failure.of(no.problem()))));
        }
    }

    @GetMapping("/golden-paths")
    ResponseEntity<byte[]> askForDescription(Visit visit) {
        return made(HttpStatus.OK, visit, Map.of(), Optional.empty(), Optional.empty());
    }

    @PostMapping("/golden-paths")
    ResponseEntity<byte[]> scaffold(Form form, Visit visit) {
        Map<String, String> said = said(form, List.of("description", "cloud", "name", "client", "owner"));
        try {
            Scaffold module =
                    visit.hub().once(form.once()).post(Path.of("/api/scaffold-terraform"), said, Scaffold.class);
            return made(HttpStatus.OK, visit, said, Optional.of(module), Optional.empty());
        } catch (Refused no) {
            return made(
                    HttpStatusCode.valueOf(no.problem().status()),
                    visit,
                    said,
                    Optional.empty(),
                    Optional.of(Failure.of(no.problem())));
        }
    }

    private ResponseEntity<byte[]> made(
            HttpStatusCode status,
            Visit visit,
            Map<String, String> said,
            Optional<Scaffold> module,
            Optional<Failure> failure) {
        String archive = module.map(made -> Archive.address(Archive.zip(made.name(), made.files())))
                .orElse("");
        return pages.show(
                status,
                visit,
                module.map(Scaffold::name).orElse("Golden paths"),
                "pipelines/golden-paths.jte",
                new Made(said, module, failure, archive));
    }

    /** Only what was said: the gateway knows best what to do where nothing is. */
    private static Map<String, String> said(Form form, List<String> names) {
        Map<String, String> said = new HashMap<>();
        names.forEach(name -> form.text(name).ifPresent(text -> said.put(name, text)));
        return said;
    }

    private static Map<String, String> without(String name, Map<String, String> all) {
        Map<String, String> rest = new HashMap<>(all);
        rest.remove(name);
        return rest;
    }
}
