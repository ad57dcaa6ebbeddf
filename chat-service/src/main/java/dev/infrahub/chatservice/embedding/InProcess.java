package dev.infrahub.chatservice.embedding;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors by a model in this process, which is read at the first text. Where its native code does not run, there are none, and
 * documents are found by their words alone.
 */
public final class InProcess implements Embedder, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InProcess.class);

    /** One text after another: native code keeps the processor of a virtual thread to itself, and must leave some to others. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final Loader loader;
    private @Nullable MiniLm model;
    private boolean isBroken;

    public InProcess() {
        this(MiniLm::load);
    }

    InProcess(Loader loader) {
        this.loader = loader;
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
    public boolean isAllowed(Account account) {
        return true;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // virtual threads take turns only where they are told to
    public Optional<List<float[]>> embed(Account account, List<String> texts) {
        List<float[]> vectors = new ArrayList<>();
        for (String text : texts) {
            Optional<float[]> vector = vector(text);
            if (vector.isEmpty()) {
                return Optional.empty();
            }
            vectors.add(vector.get());
            Thread.yield();
        }
        return Optional.of(vectors);
    }

    private Optional<float[]> vector(String text) {
        turn.lock();
        try {
            return isBroken ? Optional.empty() : Optional.of(loaded().vector(text));
        } catch (OrtException | IOException | LinkageError failure) {
            isBroken = true;
            log.warn("No vectors can be made here: documents are found by their words alone", failure);
            return Optional.empty();
        } finally {
            turn.unlock();
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
        turn.lock();
        try {
            if (model != null) {
                model.close();
                model = null;
            }
            isBroken = true;
        } finally {
            turn.unlock();
        }
    }
}
