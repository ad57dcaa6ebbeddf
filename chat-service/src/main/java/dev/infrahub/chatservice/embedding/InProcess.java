package dev.infrahub.chatservice.embedding;

import ai.onnxruntime.OrtException;
import dev.infrahub.json.Shares;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors by a model in this process, which is read at the first text. Where its native code does not run, there are none, and
 * documents are found by their words alone.
 */
public final class InProcess implements Embedder, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InProcess.class);

    /** Characters of short texts that are one turn: a piece of a document is one, and so are as many sentences. */
    private static final int TURN = 2_000;

    /** One after another, and after one of a client's that of another. */
    private final Shares turns = new Shares(1, 1);

    /** One text of a client at a time. */
    private final Shares ofClients = new Shares(Integer.MAX_VALUE, 1);

    /** The platform's own: native code would keep the processor of a virtual one to itself. */
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("embedding").daemon().factory());

    private final Loader loader;
    private final LongConsumer rest;
    private @Nullable MiniLm model;
    private boolean isBroken;

    public InProcess() {
        this(MiniLm::load, LockSupport::parkNanos);
    }

    /** @param rest for so many nanoseconds */
    InProcess(Loader loader, LongConsumer rest) {
        this.loader = loader;
        this.rest = rest;
    }

    /** Reads the model. */
    @FunctionalInterface
    interface Loader {
        MiniLm load() throws OrtException, IOException;
    }

    @Override
    public String model() {
        return MiniLm.NAME;
    }

    @Override
    public Optional<Nearness> nearness() {
        return Optional.of(MiniLm.NEARNESS);
    }

    @Override
    public boolean isAllowed(Account account) {
        return true;
    }

    @Override
    public Optional<List<float[]>> embed(Account account, List<String> texts) {
        List<float[]> vectors = new ArrayList<>();
        while (vectors.size() < texts.size()) {
            List<String> next = ofOneTurn(texts.subList(vectors.size(), texts.size()));
            Optional<List<float[]>> made = inTurn(account.client(), () -> vectors(next));
            if (made.isEmpty()) {
                return Optional.empty();
            }
            vectors.addAll(made.get());
        }
        return Optional.of(vectors);
    }

    /** At least one. */
    private static List<String> ofOneTurn(List<String> texts) {
        int count = 1;
        int characters = texts.getFirst().length();
        while (count < texts.size() && characters + texts.get(count).length() <= TURN) {
            characters += texts.get(count++).length();
        }
        return texts.subList(0, count);
    }

    private Optional<List<float[]>> vectors(List<String> texts) {
        List<float[]> vectors = new ArrayList<>();
        for (String text : texts) {
            Optional<float[]> vector = vector(text);
            if (vector.isEmpty()) {
                return Optional.empty();
            }
            vectors.add(vector.get());
        }
        return Optional.of(vectors);
    }

    private <T> T inTurn(String client, Supplier<T> work) {
        ofClients.enter(client);
        try {
            turns.enter(client);
            long began = System.nanoTime();
            try {
                return CompletableFuture.supplyAsync(work, threads).join();
            } finally {
                turns.leave(client);
                restAfter(client, System.nanoTime() - began);
            }
        } finally {
            ofClients.leave(client);
        }
    }

    /** Whoever has more waiting, such as hours of documents, leaves the core to everybody else for as long as it was kept. */
    private void restAfter(String client, long nanoseconds) {
        if (ofClients.waiting(client) > 0) {
            rest.accept(nanoseconds);
        }
    }

    private Optional<float[]> vector(String text) {
        try {
            return isBroken ? Optional.empty() : Optional.of(loaded().vector(text));
        } catch (OrtException | IOException | LinkageError failure) {
            isBroken = true;
            log.warn("No vectors can be made here: documents are found by their words alone", failure);
            return Optional.empty();
        }
    }

    private MiniLm loaded() throws OrtException, IOException {
        MiniLm loaded = model;
        if (loaded == null) {
            loaded = loader.load();
            model = loaded;
        }
        return loaded;
    }

    @Override
    public void close() throws OrtException {
        Optional<MiniLm> last = inTurn("", this::given);
        if (last.isPresent()) {
            last.get().close();
        }
    }

    /** From now on there are no vectors. */
    private Optional<MiniLm> given() {
        Optional<MiniLm> given = Optional.ofNullable(model);
        model = null;
        isBroken = true;
        return given;
    }
}
