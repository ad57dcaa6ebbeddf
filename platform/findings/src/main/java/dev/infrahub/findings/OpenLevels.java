package dev.infrahub.findings;

import dev.infrahub.findings.Addresses.Degree;
import dev.infrahub.findings.Addresses.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands open, by how many may come, the most first. */
final class OpenLevels {

    /** Whoever rents something in Azure is not everybody. */
    private static final Severity MOST_TO_AZURE = Severity.MEDIUM;

    private final NavigableMap<Share, Opened> levels = new TreeMap<>(Comparator.reverseOrder());

    private Opened at(Share share) {
        return levels.computeIfAbsent(share, _ -> new Opened());
    }

    void add(Share share, Opening opening) {
        at(share).add(opening);
    }

    void add(OpenLevels others) {
        others.levels.forEach((share, some) -> at(share).add(some));
    }

    /** What is open here and was not there: what is open to more is open to fewer. */
    OpenLevels beyond(OpenLevels former) {
        OpenLevels beyond = new OpenLevels();
        beyond.add(this);
        former.levels.keySet().forEach(beyond::at);
        Opened wider = new Opened();
        beyond.levels.forEach((share, some) -> {
            Opened here = new Opened();
            here.add(some);
            wider.add(former.levels.getOrDefault(share, new Opened()));
            some.remove(wider);
            wider.add(here);
        });
        return beyond;
    }

    OpenLevels without(OpenLevels others) {
        OpenLevels left = new OpenLevels();
        left.add(this);
        others.levels.forEach((share, some) -> left.at(share).remove(some));
        return left;
    }

    Stream<Exposure.Told> told(String over) {
        return levels.entrySet().stream()
                .filter(level -> level.getKey().degree() != Degree.NOBODY
                        && !level.getValue().isEmpty())
                .map(level -> new Exposure.Told(
                        level.getValue().words(),
                        to(level.getKey()) + over,
                        severity(level.getKey(), level.getValue())));
    }

    private static String to(Share share) {
        return switch (share.degree()) {
            case WORLD, NOBODY -> "to the whole internet";
            case PART -> "to %d %% of the internet".formatted(share.percent());
            case AZURE -> "to whoever rents anything in Azure";
        };
    }

    private static Severity severity(Share share, Opened some) {
        Severity severity = some.severity();
        return share.degree() == Degree.AZURE && severity.atLeast(MOST_TO_AZURE) ? MOST_TO_AZURE : severity;
    }

    /** What stands open to so many. */
    private static final class Opened {

        private Ports ports = Ports.NONE;
        private final List<Ports.Range> more = new ArrayList<>();
        private final Map<String, Severity> named = new TreeMap<>();

        private void add(Opening opening) {
            if (opening.words().isEmpty()) {
                more.addAll(opening.ports().ranges());
            } else {
                named.put(opening.words(), opening.severity());
            }
        }

        private void add(Opened other) {
            more.addAll(other.ports().ranges());
            named.putAll(other.named);
        }

        private void remove(Opened other) {
            ports = ports().without(other.ports());
            named.keySet().removeAll(other.named.keySet());
        }

        private Ports ports() {
            if (!more.isEmpty()) {
                more.addAll(ports.ranges());
                ports = Ports.of(more);
                more.clear();
            }
            return ports;
        }

        private boolean isEmpty() {
            return ports().isEmpty() && named.isEmpty();
        }

        private Severity severity() {
            return named.values().stream().reduce(ports().severity(), (one, other) -> one.atLeast(other) ? one : other);
        }

        private String words() {
            return Stream.concat(
                            ports().isEmpty() ? Stream.empty() : Stream.of(ports().words()), named.keySet().stream())
                    .collect(Collectors.joining(", "));
        }
    }
}
