package dev.infrahub.console.access;

import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.session.SentForms;
import dev.infrahub.console.web.Failure;
import dev.infrahub.console.web.Filters;
import dev.infrahub.console.web.Form;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Keys and the audit trail. */
@RestController
public record AccessController(Pages pages, SentForms sent) {

    private static final List<String> FILTERS = List.of("outcome");
    private static final int PAGE = 100;

    /** An API key, without its secret but in the answer that made it. */
    public record Key(
            String id,
            @Nullable String key,
            String name,
            String prefix,
            String role,
            List<String> scopes,
            List<String> clients,
            Instant createdAt,
            String createdBy,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {

        public boolean isRevoked() {
            return revokedAt != null;
        }

        public boolean isExpired(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }
    }

    /** The page of keys. */
    public record Keys(
            List<Key> keys, Instant now, Optional<Failure> failure, Optional<Key> made, Map<String, String> said) {

        public String said(String name) {
            return said.getOrDefault(name, "");
        }
    }

    /** A line of the audit trail. */
    public record Line(
            long seq,
            Instant at,
            String caller,
            @Nullable String address,
            String action,
            String outcome,
            int status,
            @Nullable String code,
            @Nullable String client,
            @Nullable String subject,
            @Nullable String traceId) {}

    /** The page of the trail. */
    public record Trail(List<Line> lines, Filters filters, Optional<String> next) {}

    @GetMapping("/keys")
    ResponseEntity<byte[]> keys(Visit visit) {
        return keys(HttpStatus.OK, visit, Optional.empty(), Optional.empty(), Map.of());
    }

    private ResponseEntity<byte[]> keys(
            HttpStatusCode status,
            Visit visit,
            Optional<Failure> failure,
            Optional<Key> made,
            Map<String, String> said) {
        List<Key> keys = visit.hub().list(Path.of("/api/keys"), Key[].class).items();
        return pages.show(status, visit, "Keys", "access/keys.jte", new Keys(keys, Instant.now(), failure, made, said));
    }

    /** The one page that shows a secret: it is the answer to this form, and is nowhere again. */
    @PostMapping("/keys")
    ResponseEntity<byte[]> create(Form form, Visit visit) {
        Map<String, String> said = new HashMap<>();
        List.of("name", "role", "clients", "expires").forEach(name -> said.put(name, form.said(name)));
        Map<String, Object> wish = new HashMap<>(Map.of(
                "name", form.said("name"),
                "role", form.said("role"),
                "clients",
                        Arrays.stream(StringUtils.commaDelimitedListToStringArray(form.said("clients")))
                                .map(String::strip)
                                .filter(name -> !name.isEmpty())
                                .toList()));
        if (!form.once().map(sent::isFirst).orElse(false)) {
            return keys(
                    HttpStatus.CONFLICT,
                    visit,
                    Optional.of(Failure.plain(
                            409,
                            "This form was sent before, and a key is made once by it. What it made is in the list; its key was"
                                    + " shown then. Nothing more was done.")),
                    Optional.empty(),
                    said);
        }
        form.text("expires").ifPresent(day -> wish.put("expiresAt", day + "T00:00:00Z"));
        try {
            Key made = visit.hub().post(Path.of("/api/keys"), wish, Key.class);
            return keys(HttpStatus.CREATED, visit, Optional.empty(), Optional.of(made), Map.of());
        } catch (Refused no) {
            return refused(no, visit, said);
        }
    }

    /** None has a page of its own. */
    @GetMapping("/keys/{id}")
    ResponseEntity<byte[]> key() {
        return Pages.to("/keys");
    }

    @PostMapping("/keys/{id}/revoke")
    ResponseEntity<byte[]> revoke(@PathVariable String id, Form form, Visit visit) {
        try {
            visit.hub().delete(Path.of("/api/keys").segment(id));
            return Pages.to("/keys");
        } catch (Refused no) {
            return refused(no, visit, Map.of());
        }
    }

    private ResponseEntity<byte[]> refused(Refused no, Visit visit, Map<String, String> said) {
        return keys(
                HttpStatusCode.valueOf(no.problem().status()),
                visit,
                Optional.of(Failure.of(no.problem())),
                Optional.empty(),
                said);
    }

    @GetMapping("/audit")
    ResponseEntity<byte[]> audit(Visit visit) {
        List<Line> lines = visit.hub()
                .list(
                        visit.handOn(Path.of("/api/audit"), FILTERS)
                                .with("before", visit.query("before"))
                                .with("limit", PAGE),
                        Line[].class)
                .items();
        Filters filters = Filters.of(visit, FILTERS);
        Optional<String> next = lines.size() < PAGE
                ? Optional.empty()
                : Optional.of(
                        filters.with("before", Long.toString(lines.getLast().seq()))
                                .text());
        return pages.show(visit, "Audit", "access/audit.jte", new Trail(lines, filters, next));
    }
}
