package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Resource;
import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a module stands after its newest scan that told something.
 *
 * @param since what is open, by {@link #key}, and since when
 */
public record Standing(ScanKey scan, Map<String, Instant> since) {

    /** No address holds it. */
    private static final String SEPARATOR = "\u001F";

    public Standing {
        since = Collections.unmodifiableMap(new LinkedHashMap<>(since));
    }

    /**
     * What a scan changes.
     *
     * @param standing afterwards
     * @param appeared what is open now and was not
     * @param resolved what was open and is not any more; not what drifts in another way now, which is told of as it is
     */
    public record Turn(Standing standing, List<Resource> appeared, List<Gone> resolved) {

        public Turn {
            appeared = List.copyOf(appeared);
            resolved = List.copyOf(resolved);
        }
    }

    /** What is not open any more. */
    public record Gone(String address, Instant since) {}

    /** Since when it is open. */
    public Optional<Instant> since(Resource resource) {
        return Optional.ofNullable(since.get(key(resource)));
    }

    /**
     * What a scan changes; empty where it changes nothing, being older than what is known, or telling nothing. A failed scan
     * resolves nothing, and neither does one that does not tell all.
     */
    public static Optional<Turn> after(Optional<Standing> before, ScanKey scan, DriftAnalysis analysis) {
        boolean tells = analysis.status() == Status.COMPLETE || analysis.driftDetected();
        if (!tells || before.filter(known -> !scan.isAfter(known.scan)).isPresent()) {
            return Optional.empty();
        }
        Map<String, Instant> was = before.map(Standing::since).orElse(Map.of());
        Map<String, Instant> is = new LinkedHashMap<>();
        analysis.resources().forEach(one -> is.put(key(one), was.getOrDefault(key(one), scan.at())));
        if (analysis.status() != Status.COMPLETE) {
            was.forEach(is::putIfAbsent);
        }
        Set<String> open = is.keySet().stream().map(Standing::subject).collect(Collectors.toSet());
        return Optional.of(new Turn(
                new Standing(scan, is),
                analysis.resources().stream()
                        .filter(one -> !was.containsKey(key(one)))
                        .toList(),
                was.entrySet().stream()
                        .filter(one -> !open.contains(subject(one.getKey())))
                        .map(one -> new Gone(address(one.getKey()), one.getValue()))
                        .toList()));
    }

    /** Of the same drift in two scans: what it is about and how grave it is, not how far it has moved since. */
    static String key(Resource resource) {
        return String.join(
                SEPARATOR,
                resource.deposed() == null ? "" : resource.deposed(),
                resource.change(),
                resource.risk().spelling(),
                resource.attributes().stream()
                        .map(DriftAnalysis.Attribute::path)
                        .sorted()
                        .collect(Collectors.joining(",")),
                resource.address());
    }

    /** What it is about: the resource, and of which of its objects. */
    private static String subject(String key) {
        return key.substring(0, key.indexOf(SEPARATOR)) + SEPARATOR + address(key);
    }

    /** Behind what holds no separator but in paths, which are quoted: the last part, whatever is in it. */
    private static String address(String key) {
        return key.substring(key.lastIndexOf(SEPARATOR) + SEPARATOR.length());
    }
}
