package dev.infrahub.console.remote;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The gateway, as one caller may ask it, for one page.
 *
 * @param once what a form is known by: sent again, it asks for the same and not for more
 */
public record Hub(Gateway gateway, Credential credential, Trace trace, Optional<String> once) {

    public Hub(Gateway gateway, Credential credential, Trace trace) {
        this(gateway, credential, trace, Optional.empty());
    }

    /** For what a form asks. */
    public Hub once(Optional<String> form) {
        return new Hub(gateway, credential, trace, form);
    }

    public <T> T get(Path path, Class<T> type) {
        return gateway.get(credential, trace, path, type);
    }

    /** Asks for what a worker finds now. */
    public <T> T ask(Path path, Class<T> type) {
        return gateway.ask(credential, trace, path, type);
    }

    public <T> Listed<T> list(Path path, Class<T[]> type) {
        return gateway.list(credential, trace, path, type);
    }

    public FileAnswer file(Path path, String accept) {
        return gateway.file(credential, trace, path, accept);
    }

    public <T> T post(Path path, Object body, Class<T> type) {
        return gateway.post(credential, trace, once, path, body, type);
    }

    /** Asks for work that is followed: its operation. */
    public String begin(Path path, Object body) {
        return gateway.begin(credential, trace, once, path, body);
    }

    /** What is told of an operation, until it is settled or the gateway says no more. */
    public void follow(String operation, Consumer<Told> each) {
        gateway.follow(credential, trace, operation, each);
    }

    /** Asks for something whose answer is not looked at. */
    public void tell(Path path, Object body) {
        gateway.tell(credential, trace, once, path, body);
    }

    public void put(Path path, Object body) {
        gateway.put(credential, trace, path, body);
    }

    public void delete(Path path) {
        gateway.delete(credential, trace, path);
    }

    /** Who this is. */
    public Caller me() {
        return get(Path.of("/api/me"), Caller.class);
    }
}
