package dev.infrahub.console.web;

import dev.infrahub.console.remote.Caller;
import dev.infrahub.console.remote.Hub;
import dev.infrahub.console.remote.Path;
import dev.infrahub.console.session.Elsewhere;
import dev.infrahub.console.session.Session;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A request of somebody who is signed in, and the hub as they may ask it. */
public record Visit(Session session, Hub hub, ServerHttpRequest request) {

    public Caller caller() {
        return session.caller();
    }

    public boolean may(String permission) {
        return caller().may(permission);
    }

    public String path() {
        return request.getPath().pathWithinApplication().value();
    }

    /** What the query says of this, where it says something. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(request.getQueryParams().getFirst(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** The same question to the gateway: those parameters that both know, as they were asked. */
    public Path handOn(Path path, List<String> parameters) {
        Path asked = path;
        for (String name : parameters) {
            asked = asked.with(name, query(name));
        }
        return asked;
    }

    /** That part of a page is wanted, to stand in its place. */
    public boolean isForPart() {
        return Elsewhere.isForPart(request);
    }
}
