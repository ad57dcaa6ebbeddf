package dev.infrahub.scanning;

import dev.infrahub.json.Allowance;
import dev.infrahub.scanning.Skipped.Reason;
import dev.infrahub.secrets.Finding;
import dev.infrahub.secrets.Rule;
import dev.infrahub.secrets.Rules;
import dev.infrahub.secrets.Secrets;
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

    private final Fingerprints fingerprints;
    private final ScanLimits limits;
    private final Allowance allowance = Allowance.current();
    private final Map<String, String> digests = new TreeMap<>();
    private final Map<String, Skipped> skipped = new TreeMap<>();
    private final List<Detection> detections = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private int characters;

    public Scan(Fingerprints fingerprints, ScanLimits limits) {
        this.fingerprints = fingerprints;
        this.limits = limits;
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
        Optional<FilePath> path = FilePath.of(given);
        if (path.isEmpty()) {
            skip(given, Reason.UNSAFE_PATH);
        } else if (content.length > limits.fileBytes()) {
            skip(given, Reason.TOO_LARGE);
        } else {
            looked(path.get().text(), content, changes);
        }
    }

    private void looked(String path, byte[] content, Changes changes) {
        long memory = BYTES_A_BYTE * content.length;
        allowance.hold(memory);
        Optional<String> text = Content.text(content);
        if (text.isEmpty()) {
            skip(path, Reason.BINARY);
        } else {
            count(path);
            digests.put(path, fingerprints.digest(content));
            // a line ends with a byte where they are compared, which may be half a character of a wider text
            detect(path, text.get(), Content.isWide(content) ? changes.widened() : changes);
        }
        allowance.letGo(memory);
    }

    /** Tells of a file that is not looked into. */
    public void skip(String given, Reason reason) {
        String path = FilePath.of(given).map(FilePath::text).orElseGet(() -> FilePath.shown(given));
        count(path);
        skipped.put(path, new Skipped(path, reason));
    }

    private void count(String path) {
        characters += path.length();
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
        List<Finding> findings = Secrets.find(text);
        if (findings.isEmpty()) {
            return;
        }
        Lines lines = Lines.of(text);
        Lines compared = Lines.byFeeds(text);
        Allowed allowed = new Allowed(text, lines);
        for (Finding finding : findings) {
            // also what is not told is counted among the places of its credential
            Detection detection = detection(path, text, finding, lines, allowed);
            if (changes.touch(compared.at(finding.start()), compared.at(finding.end() - 1))) {
                detections.add(detection);
                allowance.hold(BYTES_A_ROW);
            }
        }
        if (detections.size() > limits.findings()) {
            throw ScanRefused.tooLarge(
                    "scan.too_many_findings",
                    "There are more than %d credentials in these files; hand them in in parts."
                            .formatted(limits.findings()));
        }
    }

    private Detection detection(String path, String text, Finding finding, Lines lines, Allowed allowed) {
        String secret = finding.in(text);
        Place place = lines.place(finding.start(), finding.end());
        int n = places.merge(fingerprints.of(path, secret, 0), 1, Integer::sum);
        Rule rule = RULES.get(finding.ruleId());
        return new Detection(
                finding.ruleId(),
                path,
                place,
                rule == null ? Redaction.HIDDEN : Redaction.of(rule, secret),
                fingerprints.of(path, secret, n),
                allowed.at(place));
    }

    public Result result() {
        return new Result(
                digests,
                List.copyOf(skipped.values()),
                detections.stream().sorted(BY_PLACE).toList());
    }
}
