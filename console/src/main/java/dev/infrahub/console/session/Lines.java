package dev.infrahub.console.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * What is told to somebody as it comes, by connections that stay open. A browser has six to one host, for all its tabs: were each
 * of them such a line, no page would come any more.
 */
public final class Lines {

    private static final int MOST = 4;

    private final Map<String, Deque<Runnable>> open = new ConcurrentHashMap<>();

    /** It goes on until whoever it is told to leaves. Of a session that has more than four the oldest ends, with a last word. */
    public <T> Flux<T> of(Session session, Flux<T> told, T last) {
        return Flux.defer(() -> {
            Sinks.One<T> end = Sinks.one();
            Runnable line = () -> end.tryEmitValue(last);
            tooMany(session.id(), line).ifPresent(Runnable::run);
            return told.doOnComplete(end::tryEmitEmpty)
                    .mergeWith(end.asMono())
                    .takeUntil(last::equals)
                    .doFinally(_ -> leave(session.id(), line));
        });
    }

    /** The one that has to end for this. */
    private Optional<Runnable> tooMany(String session, Runnable line) {
        AtomicReference<Optional<Runnable>> oldest = new AtomicReference<>(Optional.empty());
        open.compute(session, (_, known) -> {
            Deque<Runnable> lines = known == null ? new ArrayDeque<>() : known;
            lines.addLast(line);
            oldest.set(lines.size() > MOST ? Optional.of(lines.removeFirst()) : Optional.empty());
            return lines;
        });
        return oldest.get();
    }

    private void leave(String session, Runnable line) {
        open.computeIfPresent(session, (_, lines) -> {
            lines.remove(line);
            return lines.isEmpty() ? null : lines;
        });
    }
}
