package dev.infrahub.secretscanner;

import dev.infrahub.git.Git;
import dev.infrahub.git.GitAddress;
import dev.infrahub.git.GitFailed;
import dev.infrahub.git.GitFile;
import dev.infrahub.git.Snapshot;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.BeyondLimit;
import dev.infrahub.scanning.Detection;
import dev.infrahub.scanning.Fingerprints;
import dev.infrahub.scanning.Scan;
import dev.infrahub.scanning.ScanLimits;
import dev.infrahub.scanning.ScanRefused;
import dev.infrahub.scanning.Skipped;
import dev.infrahub.secrets.Rules;
import dev.infrahub.secretscanner.domain.CatalogModule;
import dev.infrahub.secretscanner.domain.Copy;
import dev.infrahub.secretscanner.domain.Known;
import dev.infrahub.secretscanner.domain.Look;
import dev.infrahub.secretscanner.domain.ScannedCommit;
import dev.infrahub.secretscanner.domain.Schedule.Failure;
import dev.infrahub.secretscanner.domain.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the repository of a module: at nothing where its commit was scanned before, and else at the files of it that are
 * not as they were. Nothing is asked of the database here, and what goes wrong is an answer.
 */
final class RepositoryLook {

    private static final Logger log = LoggerFactory.getLogger(RepositoryLook.class);

    private static final ScanLimits LIMITS = ScanLimits.OF_REQUESTS;

    /** The rules are not all that finds: now and then all files are looked into, whether they changed or not. */
    private static final Duration WHOLE_EVERY = Duration.ofDays(7);

    private static final String TOO_MUCH = "The module has more files or findings than one scan takes.";

    private final Git git;
    private final byte[] key;
    private final Duration longest;
    private final String rules;

    /**
     * @param key under which fingerprints are made, the gateway's
     * @param longest that the processor works through the files of one module
     */
    RepositoryLook(Git git, byte[] key, Duration longest) {
        this.git = git;
        this.key = key.clone();
        this.longest = longest;
        this.rules = Rules.digest();
    }

    /** What came of it. */
    sealed interface Result {

        /** The commit that was scanned before. */
        record Unchanged(ScannedCommit scanned) implements Result {}

        /**
         * All files of a commit as they are, those that did not change as they are known.
         *
         * @param copies of those that need not be looked into again while they stay so
         */
        record Scanned(ScannedCommit scanned, Scan.Result result, Map<String, Copy> copies) implements Result {}

        /** It could not be read, or not as a whole. */
        record Failed(Failure failure) implements Result {}
    }

    /** What is known of a module. */
    record Before(Optional<ScannedCommit> last, Map<String, Copy> copies, Standing standing) {}

    Result at(CatalogModule module, Before before, Instant now) {
        try {
            return looked(module, before, now);
        } catch (GitFailed failed) {
            return failed(failed.code(), failed.sentence());
        } catch (ScanRefused refused) {
            return failed(refused.code(), TOO_MUCH);
        } catch (BeyondLimit _) {
            return failed(
                    "scan.too_slow", "Scanning the module takes longer than %d s.".formatted(longest.toSeconds()));
        } catch (RuntimeException e) {
            log.warn("A repository of the catalog, {}, could not be scanned", module.ref(), e);
            return failed("scan.broken", "The module could not be scanned; the secret-scanner's log says why.");
        }
    }

    private static Result failed(String code, String reason) {
        return new Result.Failed(new Failure(code, reason));
    }

    private Result looked(CatalogModule module, Before before, Instant now) {
        if (module.repository().isEmpty()) {
            return failed(
                    "catalog.no_source",
                    "The catalog says no source of this module that is understood, such as"
                            + " backstage.io/source-location: url:https://github.com/acme/network/tree/main/.");
        }
        GitAddress address;
        try {
            address = GitAddress.of(module.repository().get());
        } catch (IllegalArgumentException e) {
            return failed("repository.bad_address", String.valueOf(e.getMessage()));
        }
        Optional<ScannedCommit> last = before.last()
                .filter(one -> one.rules().equals(rules)
                        && one.wholeAt().plus(WHOLE_EVERY).isAfter(now));
        String commit = git.commit(address, module.revision());
        if (last.filter(one -> one.commit().equals(commit)).isPresent()) {
            return new Result.Unchanged(last.get());
        }
        try (Snapshot snapshot = git.fetch(address, module.revision())) {
            Map<String, GitFile> files = within(module.folder(), snapshot.files());
            if (files.isEmpty() && !module.folder().isEmpty()) {
                return failed("repository.no_folder", "The module's folder is not in its repository.");
            }
            Instant whole = last.map(ScannedCommit::wholeAt).orElse(now);
            Map<String, Copy> copies = last.isPresent() ? before.copies() : Map.of();
            Fingerprints fingerprints = Fingerprints.of(key, module.key().client());
            Scan.Result result = Allowance.of(_ -> {}, longest)
                    .spend(() -> scanned(
                            snapshot, files, asTheyWere(files, copies, before.standing()), before, fingerprints));
            if (isTooMuch(result)) {
                return failed("scan.too_large", TOO_MUCH);
            }
            if (result.digests().isEmpty()) {
                return failed("repository.nothing_to_scan", "No file of the module could be looked into.");
            }
            return new Result.Scanned(
                    new ScannedCommit(snapshot.commit(), rules, whole), result, copies(files, result.digests()));
        }
    }

    /** By path from the module's folder on. */
    private static Map<String, GitFile> within(String folder, List<GitFile> all) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        Map<String, GitFile> within = new LinkedHashMap<>();
        for (GitFile file : all) {
            if (file.path().startsWith(prefix)) {
                within.put(file.path().substring(prefix.length()), file);
            }
        }
        return within;
    }

    /** Digests of the files that hold what the newest look at each saw. */
    private static Map<String, String> asTheyWere(
            Map<String, GitFile> files, Map<String, Copy> copies, Standing standing) {
        Map<String, String> same = new TreeMap<>();
        files.forEach((path, file) -> {
            Copy copy = copies.get(path);
            Look look = standing.looks().get(path);
            if (copy != null
                    && look != null
                    && copy.blob().equals(file.id())
                    && copy.digest().equals(look.digest())) {
                same.put(path, copy.digest());
            }
        });
        return same;
    }

    private static Scan.Result scanned(
            Snapshot snapshot,
            Map<String, GitFile> files,
            Map<String, String> same,
            Before before,
            Fingerprints fingerprints) {
        Scan scan = new Scan(fingerprints, LIMITS);
        Map<GitFile, String> wanted = new LinkedHashMap<>();
        files.forEach((path, file) -> {
            switch (file.kind()) {
                case LINK -> scan.skip(path, Skipped.Reason.LINK);
                case SUBMODULE -> scan.skip(path, Skipped.Reason.NOT_A_FILE);
                case FILE -> {
                    if (file.size() > LIMITS.fileBytes()) {
                        scan.skip(path, Skipped.Reason.TOO_LARGE);
                    } else if (!same.containsKey(path)) {
                        wanted.put(file, path);
                    }
                }
            }
        });
        snapshot.read(
                List.copyOf(wanted.keySet()), (file, content) -> scan.file(String.valueOf(wanted.get(file)), content));
        return with(same, before.standing().known(), scan.result());
    }

    private static Scan.Result with(Map<String, String> same, List<Known> known, Scan.Result looked) {
        Map<String, String> digests = new TreeMap<>(looked.digests());
        digests.putAll(same);
        List<Detection> detections = new ArrayList<>(looked.detections());
        known.stream()
                .filter(one -> same.containsKey(one.path()))
                .map(Known::detection)
                .forEach(detections::add);
        return new Scan.Result(digests, looked.skipped(), detections);
    }

    /** With what is as it was. */
    private static boolean isTooMuch(Scan.Result result) {
        long paths =
                result.digests().keySet().stream().mapToLong(String::length).sum()
                        + result.skipped().stream()
                                .mapToLong(one -> one.path().length())
                                .sum();
        return result.digests().size() + result.skipped().size() > LIMITS.files()
                || result.detections().size() > LIMITS.findings()
                || paths > LIMITS.paths();
    }

    /** But those whose paths may not be kept as they are. */
    private static Map<String, Copy> copies(Map<String, GitFile> files, Map<String, String> digests) {
        Map<String, Copy> copies = new TreeMap<>();
        files.forEach((path, file) -> {
            String digest = digests.get(path);
            if (digest != null) {
                copies.put(path, new Copy(file.id(), digest));
            }
        });
        return copies;
    }
}
