package dev.infrahub.console.signin;

import dev.infrahub.console.remote.Asker;
import dev.infrahub.console.remote.Caller;
import dev.infrahub.console.remote.Credential;
import dev.infrahub.console.remote.Gateway;
import dev.infrahub.console.remote.Hub;
import dev.infrahub.console.session.Cookies;
import dev.infrahub.console.session.Session;
import dev.infrahub.console.session.Sessions;
import dev.infrahub.console.web.Pages;
import dev.infrahub.http.Addresses;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;

/** The one way in, whatever somebody proves themselves by. */
public record Entrance(Gateway gateway, Addresses addresses, Sessions sessions, Cookies cookies) {

    /** @throws dev.infrahub.console.remote.Refused where the gateway does not take it */
    Caller caller(Credential credential, ServerWebExchange exchange) {
        return new Hub(gateway, Asker.of(credential, addresses.of(exchange.getRequest()))).me();
    }

    /** Under a new session; one that was there before ends. */
    ResponseEntity<byte[]> let(
            Credential credential, Caller caller, Instant until, String next, ServerWebExchange exchange) {
        Object before = exchange.getAttribute(Session.ATTRIBUTE);
        if (before instanceof Session old) {
            sessions.close(old);
        }
        cookies.give(exchange, sessions.open(credential, caller, until));
        return Pages.to(next);
    }
}
