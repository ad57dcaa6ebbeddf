package dev.infrahub.scanning;

import dev.infrahub.json.Allowance;
import dev.infrahub.scanning.ScanRules.Found;
import dev.infrahub.scanning.Skipped.Reason;
import dev.infrahub.secrets.Rule;
import dev.infrahub.secrets.Rules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A scan that is under way: files go in one by one, and nothing of them stays but where credentials stand. For one thread. */
public final class Scan {

    private static final Map<String, Rule> RULES =
            Rules.all().stream().collect(Collectors.toUnmodifiableMap(Rule::id, Function.identity()));

    /** Of a byte of a file: as it came, and as the text that is looked at. */
    private static final long BYTES_A_BYTE = 3;

    /** Of a file or finding, beside its texts. */
    private static final long BYTES_A_ROW = 400;

    private static final Comparator<Detection> BY_PLACE = Comparator.comparing(Detection::path)
            .thenComparingInt(found -> found.place().line())
            .thenComparingInt(found -> found.place().column());

    private static final Place START = new Place(1, 1, 1, 1);

    private final Fingerprints fingerprints;
    private final ScanLimits limits;
    private final ScanRules rules;
    private final Allowance allowance = Allowance.current();
    private final Map<String, String> digests = new TreeMap<>();
    private final Map<String, Skipped> skipped = new TreeMap<>();
    private final List<Detection> detections = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private long characters;

    public Scan(Fingerprints fingerprints, ScanLimits limits) {
        this(fingerprints, limits, ScanRules.OF_THE_HUB);
    }

    /** One that looks for more, or less. */
    public Scan(Fingerprints fingerprints, ScanLimits limits, ScanRules rules) {
        this.fingerprints = fingerprints;
        this.limits = limits;
        this.rules = rules;
    }

    /**
     * What was found.
     *
     * @param digests of the files that were looked at, by path
     * @param skipped what was not; of a path that an archive holds twice it may be one of both
     */
    public record Result(Map<String, String> digests, List<Skipped> skipped, List<Detection> detections) {}

    /**
     * Looks into a file.
     *
     * @throws ScanRefused where there is more than is taken
     */
    public void file(String given, byte[] content) {
        file(given, content, Changes.ALL);
    }

    /** The same, where only what stands on changed lines is found. */
    void file(String given, byte[] content, Changes changes) {
        allowance.check();
        count(given);
        Optional<FilePath> path = FilePath.of(given);
        if (path.isEmpty()) {
            skipped(FilePath.shown(given), Reason.UNSAFE_PATH);
        } else if (content.length > limits.fileBytes()) {
            skipped(path.get().text(), Reason.TOO_LARGE);
        } else {
            looked(path.get().text(), content, changes);
        }
    }

    private void looked(String path, byte[] content, Changes changes) {
        long memory = BYTES_A_BYTE * content.length;
        allowance.hold(memory);
        named(path, changes);
        Optional<String> text = Content.text(content);
        if (text.isEmpty()) {
            skipped(path, Reason.BINARY);
        } else {
            digests.put(path, fingerprints.digest(content));
            // a line ends with a byte where they are compared, which may be half a character of a wider text
            detect(path, text.get(), Content.isWide(content) ? changes.widened() : changes);
        }
        allowance.letGo(memory);
    }

    /** Tells of a file that is not looked into. */
    public void skip(String given, Reason reason) {
        count(given);
        skipped(FilePath.of(given).map(FilePath::text).orElseGet(() -> FilePath.shown(given)), reason);
    }

    private void skipped(String path, Reason reason) {
        skipped.put(path, new Skipped(path, reason));
        if (reason == Reason.TOO_LARGE) {
            named(path, Changes.ALL);
        }
    }

    /** As it was given, and first of all: what is looked for in a path takes time by its length. */
    private void count(String given) {
        characters += given.length();
        allowance.hold(BYTES_A_ROW);
        if (digests.size() + skipped.size() >= limits.files()) {
            throw ScanRefused.tooLarge(
                    "scan.too_many_files",
                    "These are more than the %d files of one scan; hand them in in parts.".formatted(limits.files()));
        }
        if (characters > limits.paths()) {
            throw ScanRefused.tooLarge(
                    "scan.paths_too_long",
                    "The paths of these files have more than %d characters together; hand them in in parts."
                            .formatted(limits.paths()));
        }
    }

    private void detect(String path, String text, Changes changes) {
        List<Found> found = rules.in(path, text);
        if (found.isEmpty()) {
            return;
        }
        Lines lines = Lines.of(text);
        Lines compared = Lines.byFeeds(text);
        Allowed allowed = new Allowed(text, lines);
        Map<Long, String> told = new HashMap<>();
        for (Found one : found) {
            String secret = text.substring(one.start(), one.end());
            Place place = lines.place(one.start(), one.end());
            // what several rules find at one place is one credential; what is not told is counted all the same
            String fingerprint = told.computeIfAbsent(span(one), _ -> fingerprint(path, secret));
            if (changes.touch(compared.at(one.start()), compared.at(one.end() - 1))) {
                add(new Detection(
                        one.ruleId(),
                        path,
                        place,
                        redacted(one.ruleId(), secret),
                        fingerprint,
                        allowed.at(place).or(one::allowedBy)));
            }
        }
    }

    private static long span(Found one) {
        return ((long) one.start() << Integer.SIZE) | one.end();
    }

    private String fingerprint(String path, String secret) {
        int n = places.merge(fingerprints.of(path, secret, 0), 1, Integer::sum);
        return fingerprints.of(path, secret, n);
    }

    private static String redacted(String ruleId, String secret) {
        Rule rule = RULES.get(ruleId);
        return rule == null ? Redaction.HIDDEN : Redaction.of(rule, secret);
    }

    /** What is found by its path alone counts where anything of the file does. */
    private void named(String path, Changes changes) {
        if (!changes.hunks().isEmpty()) {
            for (Found one : rules.named(path)) {
                add(new Detection(
                        one.ruleId(), path, START, Redaction.HIDDEN, fingerprint(path, one.ruleId()), one.allowedBy()));
            }
        }
    }

    private void add(Detection detection) {
        detections.add(detection);
        allowance.hold(BYTES_A_ROW);
        if (detections.size() > limits.findings()) {
            throw ScanRefused.tooLarge(
                    "scan.too_many_findings",
                    "There are more than %d credentials in these files; hand them in in parts."
                            .formatted(limits.findings()));
        }
    }

    ScanLimits limits() {
        return limits;
    }

    public Result result() {
        return new Result(
                digests,
                List.copyOf(skipped.values()),
                detections.stream().sorted(BY_PLACE).toList());
    }
}
