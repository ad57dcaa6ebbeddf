package dev.infrahub.findings;

import dev.infrahub.findings.Addresses.Degree;
import dev.infrahub.findings.Addresses.Share;
import dev.infrahub.findings.Addresses.Version;
import dev.infrahub.json.Value;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the internet, or much of it, may reach by the values of one resource; and what about that cannot be told. */
public final class Exposure {

    /** Of a rule with more of them than this each address counts alone: to add up rules would be their product. */
    private static final int MOST_ADDED_UP = 16;

    /** Beyond so many comparisons parts of the internet are not held against those of before: that is their product. */
    private static final long MOST_COMPARED = 100_000;

    private final Map<Version, OpenLevels> opened = new EnumMap<>(Version.class);
    private final Map<Opening, Addresses> parts = new LinkedHashMap<>();
    private final Set<Doubt> doubts = new LinkedHashSet<>();

    /**
     * What cannot be told.
     *
     * @param why what it is that is not told
     */
    record Doubt(String path, Finding.Unseen why) {}

    /** What is open, in words, and how grave that is. */
    public record Told(String what, String to, Severity severity) {}

    public static Exposure of(List<NetworkRules.Entry> entries, Value values) {
        Exposure exposure = new Exposure();
        if (!values.isNull()) {
            NetworkReader reader = new NetworkReader(exposure::open, exposure.doubts);
            entries.forEach(entry -> reader.read(entry, values));
            exposure.addUp();
        }
        return exposure;
    }

    Set<Doubt> doubts() {
        return doubts;
    }

    /** What is open here and was not there, the widest first; by which version, where it was open by the other one. */
    public List<Told> beyond(Exposure former) {
        OpenLevels first = more(former);
        Stream<Told> more = Stream.of(Version.values())
                .flatMap(version ->
                        by(version).beyond(former.by(version)).beyond(first).told(" over " + version.words()));
        return Stream.concat(first.told(""), more).toList();
    }

    /** What is open here and was so there already. */
    List<Told> asIn(Exposure former) {
        return byAny().without(more(former)).told("").toList();
    }

    private OpenLevels more(Exposure former) {
        OpenLevels more = byAny().beyond(former.byAny());
        more.add(elsewhere(former).beyond(more));
        return more;
    }

    /** To which parts of the internet something is open that was open to others, be they as many. */
    private OpenLevels elsewhere(Exposure former) {
        OpenLevels elsewhere = new OpenLevels();
        Map<Opening, Addresses> some = new LinkedHashMap<>();
        parts.forEach((opening, from) -> {
            if (from.share().degree() == Degree.PART) {
                some.put(opening, from);
            }
        });
        long compared = former.parts.size() * spans(some) + some.size() * spans(former.parts);
        if (compared <= MOST_COMPARED) {
            some.forEach((opening, from) -> former.missing(opening, from, elsewhere));
        }
        return elsewhere;
    }

    /** Of the ports those that stand open to none of these addresses yet, or to part of them, and to which. */
    private void missing(Opening opening, Addresses from, OpenLevels into) {
        Opening missing = opening;
        for (Map.Entry<Opening, Addresses> known : parts.entrySet()) {
            if (from.without(known.getValue()).share().degree() == Degree.NOBODY) {
                missing = missing.without(known.getKey());
            }
        }
        Addresses before = new Addresses();
        for (Map.Entry<Opening, Addresses> known : parts.entrySet()) {
            if (missing.isWithin(known.getKey())) {
                before.add(known.getValue());
            }
        }
        into.add(from.without(before).share(), missing);
    }

    private static long spans(Map<Opening, Addresses> some) {
        return some.values().stream().mapToLong(Addresses::spans).sum();
    }

    private OpenLevels by(Version version) {
        return opened.computeIfAbsent(version, _ -> new OpenLevels());
    }

    private OpenLevels byAny() {
        OpenLevels any = new OpenLevels();
        opened.values().forEach(any::add);
        return any;
    }

    /** What rules with the same ports let in is added up in the end. */
    private void open(List<Opening> openings, Addresses from) {
        opened(openings, from);
        if (openings.size() <= MOST_ADDED_UP) {
            openings.forEach(opening ->
                    parts.computeIfAbsent(opening, _ -> new Addresses()).add(from));
        }
    }

    private void opened(List<Opening> openings, Addresses from) {
        for (Version version : Version.values()) {
            OpenLevels levels = by(version);
            Share share = from.share(version);
            openings.forEach(opening -> levels.add(share, opening));
        }
    }

    private void addUp() {
        parts.forEach((opening, from) -> opened(List.of(opening), from));
    }
}
