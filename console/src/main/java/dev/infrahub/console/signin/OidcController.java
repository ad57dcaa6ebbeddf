package dev.infrahub.console.signin;

import dev.infrahub.console.remote.IdentityProvider;
import dev.infrahub.console.remote.IdentityProvider.Granted;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.session.Begun;
import dev.infrahub.console.session.Cookies;
import dev.infrahub.console.session.Next;
import dev.infrahub.console.web.Pages;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/** In, by the organisation's identity provider. */
@RestController
public record OidcController(
        IdentityProvider provider, Entrance entrance, Cookies cookies, Pages pages, Origin origin) {

    /** Where the provider sends browsers back to. */
    private static final String BACK = "/sign-in/oidc/callback";

    @GetMapping("/sign-in/oidc")
    ResponseEntity<byte[]> begin(@RequestParam(required = false) @Nullable String next, ServerWebExchange exchange) {
        Begun begun = Begun.begin(origin.of(exchange) + BACK, Next.of(next));
        String address = there().address(begun.flow());
        cookies.giveFlow(exchange, begun);
        return Pages.to(address);
    }

    @GetMapping(BACK)
    ResponseEntity<byte[]> end(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            ServerWebExchange exchange) {
        Optional<Begun> begun = Begun.end(state, cookies.flowIn(exchange), origin.of(exchange) + BACK);
        cookies.takeFlowBack(exchange);
        if (begun.isEmpty()) {
            return refused("This sign-in was not begun in this browser, or is older than ten minutes. Begin it again.");
        }
        if (code == null) {
            return refused("The identity provider did not sign you in.");
        }
        Granted granted = there().redeem(begun.get().flow(), code);
        try {
            return entrance.let(
                    granted.credential(),
                    entrance.caller(granted.credential(), exchange),
                    granted.until(),
                    begun.get().next(),
                    exchange);
        } catch (Refused no) {
            return refused(
                    no.isOfCredential()
                            ? "The gateway does not take what the identity provider gave. Its log says why."
                            : no.problem().detail());
        }
    }

    private IdentityProvider there() {
        if (!provider.isThere()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return provider;
    }

    private ResponseEntity<byte[]> refused(String why) {
        return pages.bare(
                HttpStatus.UNAUTHORIZED,
                "Sign in",
                "signin/sign-in.jte",
                SignInController.Asked.again(Next.HOME, why, provider.isThere()));
    }
}
