package dev.infrahub.console.signin;

import dev.infrahub.console.remote.Caller;
import dev.infrahub.console.remote.Credential;
import dev.infrahub.console.remote.IdentityProvider;
import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.session.Cookies;
import dev.infrahub.console.session.Next;
import dev.infrahub.console.session.OneTimeLinks;
import dev.infrahub.console.session.Session;
import dev.infrahub.console.session.Sessions;
import dev.infrahub.console.web.Form;
import dev.infrahub.console.web.Pages;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** In, by an API key or by a link that works once, and out. */
@RestController
public final class SignInController {

    private final Entrance entrance;
    private final IdentityProvider provider;
    private final Sessions sessions;
    private final OneTimeLinks links;
    private final Cookies cookies;
    private final Pages pages;

    public SignInController(
            Entrance entrance,
            IdentityProvider provider,
            Sessions sessions,
            OneTimeLinks links,
            Cookies cookies,
            Pages pages) {
        this.entrance = entrance;
        this.provider = provider;
        this.sessions = sessions;
        this.links = links;
        this.cookies = cookies;
        this.pages = pages;
    }

    /**
     * What the page to sign in at shows.
     *
     * @param unsent whether they sent a form that nothing came of
     * @param unsure whether they sent one of which some may have been done
     * @param problem why somebody was not let in
     * @param hasProvider whether people may sign in elsewhere
     */
    public record Asked(
            String next,
            boolean signedOut,
            boolean unsent,
            boolean unsure,
            Optional<String> problem,
            boolean hasProvider) {

        static Asked again(String next, String problem, boolean hasProvider) {
            return new Asked(next, false, false, false, Optional.of(problem), hasProvider);
        }

        /** To the identity provider, and then to the same page. */
        public String elsewhere() {
            return Path.of("/sign-in/oidc").with("next", next).text();
        }
    }

    /** What the page behind a link shows. */
    public record Linked(String token, Optional<Caller> caller) {}

    @GetMapping("/sign-in")
    ResponseEntity<byte[]> ask(
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(required = false) @Nullable String out,
            @RequestParam(required = false) @Nullable String unsent,
            @RequestParam(required = false) @Nullable String unsure) {
        return pages.bare(
                HttpStatus.OK,
                "Sign in",
                "signin/sign-in.jte",
                new Asked(
                        Next.of(next),
                        out != null,
                        unsent != null,
                        unsure != null,
                        Optional.empty(),
                        provider.isThere()));
    }

    @PostMapping("/sign-in")
    ResponseEntity<byte[]> signIn(Form form, ServerWebExchange exchange) {
        String next = Next.of(form.text("next").orElse(null));
        Optional<Credential> key = form.text("key").map(Credential.Key::new);
        if (key.isEmpty() || !isSendable(key.get())) {
            return refused(next, "Say an API key: hub_ and 43 characters.");
        }
        try {
            return entrance.let(key.get(), entrance.caller(key.get(), exchange), Instant.MAX, next, exchange);
        } catch (Refused no) {
            return refused(
                    next,
                    no.isOfCredential()
                            ? "This key is not good: unknown, expired or revoked."
                            : no.problem().detail());
        }
    }

    private ResponseEntity<byte[]> refused(String next, String why) {
        return pages.bare(
                HttpStatus.UNAUTHORIZED, "Sign in", "signin/sign-in.jte", Asked.again(next, why, provider.isThere()));
    }

    /** For the launcher: what it prints works once, instead of the key. */
    @PostMapping("/sign-in/links")
    ResponseEntity<Map<String, String>> link(
            @RequestHeader(name = "X-Api-Key", required = false) @Nullable String secret,
            @RequestParam(required = false) @Nullable String next,
            ServerWebExchange exchange) {
        if (exchange.getRequest().getHeaders().getFirst(HttpHeaders.ORIGIN) != null) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).body(Map.of("detail", "This is not for pages."));
        }
        Credential key = new Credential.Key(secret == null ? "" : secret);
        if (!isSendable(key)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(Map.of("detail", "X-Api-Key takes an API key."));
        }
        try {
            String token = links.make(key, entrance.caller(key, exchange), Next.of(next));
            return ResponseEntity.ok(
                    Map.of("path", Path.of("/sign-in/link").with("token", token).text()));
        } catch (Refused no) {
            return ResponseEntity.status(no.problem().status())
                    .body(Map.of("detail", no.problem().detail()));
        }
    }

    @GetMapping("/sign-in/link")
    ResponseEntity<byte[]> look(@RequestParam(defaultValue = "") String token) {
        Optional<Caller> caller = links.look(token);
        return pages.bare(
                caller.isPresent() ? HttpStatus.OK : HttpStatus.GONE,
                "Sign in",
                "signin/link.jte",
                new Linked(token, caller));
    }

    @PostMapping("/sign-in/link")
    ResponseEntity<byte[]> signInByLink(Form form, ServerWebExchange exchange) {
        return links.take(form.text("token").orElse(""))
                .map(holder -> entrance.let(holder.credential(), holder.caller(), Instant.MAX, holder.next(), exchange))
                .orElseGet(() -> look(""));
    }

    /** Everywhere at once: whoever leaves does not have to remember where else they came in. */
    @PostMapping("/sign-out")
    ResponseEntity<byte[]> signOut(Session session, ServerWebExchange exchange) {
        sessions.closeAllOf(session.caller());
        cookies.takeBack(exchange);
        return Pages.to("/sign-in?out=yes");
    }

    /** A header holds visible ASCII; anything else is no key, and must not end the request half-way. */
    private static boolean isSendable(Credential key) {
        return !key.value().isBlank()
                && key.value().length() <= 200
                && key.value().chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
