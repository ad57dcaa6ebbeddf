package dev.infrahub.console.remote;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The gateway, as one caller may ask it, for one page.
 *
 * @param once what a form is known by: sent again, it asks for the same and not for more
 */
public record Hub(Gateway gateway, Asker asker, Optional<String> once) {

    public Hub(Gateway gateway, Asker asker) {
        this(gateway, asker, Optional.empty());
    }

    /** For what a form asks. */
    public Hub once(Optional<String> form) {
        return new Hub(gateway, asker, form);
    }

    public <T> T get(Path path, Class<T> type) {
        return gateway.get(asker, path, type);
    }

    /** Asks for what a worker finds now. */
    public <T> T ask(Path path, Class<T> type) {
        return gateway.ask(asker, path, type);
    }

    public <T> Listed<T> list(Path path, Class<T[]> type) {
        return gateway.list(asker, path, type);
    }

    public FileAnswer file(Path path, String accept) {
        return gateway.file(asker, path, accept);
    }

    public <T> T post(Path path, Object body, Class<T> type) {
        return gateway.post(asker, once, path, body, type);
    }

    /** Asks for work that is followed: its operation. */
    public String begin(Path path, Object body) {
        return gateway.begin(asker, once, path, body);
    }

    /** What is told of an operation, until it is settled or the gateway says no more. */
    public void follow(String operation, Consumer<Told> each) {
        gateway.follow(asker, operation, each);
    }

    /** Asks for something whose answer is not looked at. */
    public void tell(Path path, Object body) {
        gateway.tell(asker, once, path, body);
    }

    public void put(Path path, Object body) {
        gateway.put(asker, path, body);
    }

    public void delete(Path path) {
        gateway.delete(asker, path);
    }

    /** Who this is. */
    public Caller me() {
        return get(Path.of("/api/me"), Caller.class);
    }
}
