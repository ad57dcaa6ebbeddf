package dev.infrahub.standalone;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts that are up, for stopping them in order. */
final class Running implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Map<Rank, List<AutoCloseable>> parts = new EnumMap<>(Rank.class);
    private boolean closed;

    /** Takes over a part that has just started; one that comes too late is stopped at once. */
    <T extends AutoCloseable> T keep(Rank rank, T part) {
        if (!accept(rank, part)) {
            close(part);
        }
        return part;
    }

    private synchronized boolean accept(Rank rank, AutoCloseable part) {
        return !closed && parts.computeIfAbsent(rank, _ -> new ArrayList<>()).add(part);
    }

    @Override
    public void close() {
        takeAll().values().forEach(rank -> rank.parallelStream().forEach(Running::close));
    }

    private synchronized Map<Rank, List<AutoCloseable>> takeAll() {
        closed = true;
        Map<Rank, List<AutoCloseable>> all = new EnumMap<>(parts);
        parts.clear();
        return all;
    }

    /** What does not stop must not keep the rest from stopping in order. */
    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.error("{} did not stop cleanly", part, e);
        }
    }
}
