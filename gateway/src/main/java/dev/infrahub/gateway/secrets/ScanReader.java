package dev.infrahub.gateway.secrets;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestReader;
import dev.infrahub.http.bodies.Body;
import dev.infrahub.json.Allowance;
import dev.infrahub.scanning.Detection;
import dev.infrahub.scanning.Fingerprints;
import dev.infrahub.scanning.Scan;
import dev.infrahub.scanning.ScanLimits;
import dev.infrahub.scanning.ScanRefused;
import dev.infrahub.scanning.Tarball;
import dev.infrahub.schemas.FoundSecret;
import dev.infrahub.schemas.ScannedFile;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.UnscannedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Scans files here, at the edge, so that nothing of them goes further but where a credential stands. Blocking: it works through
 * all of them.
 */
public final class ScanReader {

    static final String ARCHIVE = "application/gzip";

    /** Of JSON, which is in memory as a whole; an archive is streamed. */
    private static final int MOST_JSON = 8 * 1024 * 1024;

    /** How often a byte of it is in memory while it is read. */
    private static final long MANY = 6;

    private static final List<MediaType> ARCHIVES = MediaType.parseMediaTypes(
            "application/gzip, application/x-gzip, application/x-tar, application/x-gtar, application/x-tgz");

    private final byte[] key;
    private final RequestReader requests;

    /** @param key under which fingerprints are made */
    public ScanReader(byte[] key, RequestReader requests) {
        this.key = key.clone();
        this.requests = requests;
    }

    /** @throws Problem 4xx that names what is wrong */
    SubmittedScan read(ServerHttpRequest request, Body body, Clients clients, Instant now) {
        MediaType type = request.getHeaders().getContentType();
        if (body.isEmpty()) {
            throw Problem.of(400, "body.empty", "The body is empty; send JSON with files, or a tar.gz.");
        }
        if (type != null && type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
            requireInBody(request.getQueryParams().keySet());
            return files(requests.read(bytes(body), ScanSecrets.class), clients, now);
        }
        if (type != null && ARCHIVES.stream().anyMatch(type::isCompatibleWith)) {
            return archive(request.getQueryParams().toSingleValueMap(), body, clients, now);
        }
        throw Problem.of(
                        415,
                        "content_type.unsupported",
                        "Content-Type is application/json, or application/gzip or application/x-tar when the body is an archive.")
                .field("Content-Type");
    }

    /** What stands in the query beside JSON would be read by nobody. */
    private static void requireInBody(Set<String> query) {
        query.stream().filter(ScanMembers.NAMES::contains).sorted().findFirst().ifPresent(name -> {
            throw Problem.of(
                            400,
                            "parameter.unknown",
                            name + " is a member of the JSON object; it is a parameter where the body is an archive.")
                    .field(name);
        });
    }

    private static byte[] bytes(Body body) {
        try (InputStream in = body.open()) {
            byte[] bytes = in.readNBytes(MOST_JSON + 1);
            if (bytes.length > MOST_JSON) {
                throw Problem.of(
                        413,
                        "body.too_large",
                        "Files as JSON are at most " + (MOST_JSON >> 20)
                                + " MiB; send a tar.gz as application/gzip, which may be larger.");
            }
            Allowance.current().hold(MANY * bytes.length);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SubmittedScan files(ScanSecrets asked, Clients clients, Instant now) {
        String client = clients.meant(asked.client());
        boolean isComplete = asked.complete() != null && asked.complete();
        Set<String> paths = new HashSet<>();
        Scan.Result result = scan(client, scan -> {
            for (int n = 0; n < asked.files().size(); n++) {
                ScanSecrets.GivenFile file = asked.files().get(n);
                if (!paths.add(file.path())) {
                    throw Problem.invalid("files[" + n + "].path", "is that of an earlier file; send each file once");
                }
                scan.file(file.path(), file.content().getBytes(StandardCharsets.UTF_8));
            }
        });
        requireLookedInto(result, isComplete, "files");
        return submitted(client, asked.module(), asked.commit(), isComplete, result, now);
    }

    private SubmittedScan archive(Map<String, String> query, Body body, Clients clients, Instant now) {
        Map<String, String> said = new HashMap<>(query);
        said.keySet().retainAll(ScanMembers.NAMES);
        ScanMembers members = requests.read(said, ScanMembers.class);
        String client = clients.meant(members.client());
        Scan.Result result = scan(client, scan -> Tarball.scan(body.open(), scan, ScanLimits.OF_REQUESTS));
        requireLookedInto(result, members.isComplete(), "body");
        return submitted(client, members.module(), members.commit(), members.isComplete(), result, now);
    }

    private Scan.Result scan(String client, Consumer<Scan> files) {
        Scan scan = new Scan(Fingerprints.of(key, client), ScanLimits.OF_REQUESTS);
        try {
            files.accept(scan);
        } catch (ScanRefused refused) {
            throw Problem.of(refused.isTooLarge() ? 413 : 400, refused.code(), refused.sentence());
        }
        return scan.result();
    }

    /** What looked into nothing would pass for a module in which no credential is left. */
    private static void requireLookedInto(Scan.Result result, boolean isComplete, String field) {
        if (result.digests().isEmpty() && result.skipped().isEmpty()) {
            throw noFiles(
                    field, "has no file to look into; send the files of the module, as 'tar -czf' packs a folder");
        }
        if (result.digests().isEmpty() && isComplete) {
            throw noFiles(
                    field,
                    "has only files that are skipped: binary, too large, links, or of an unsafe path; send those of the module"
                            + " that are text, or say complete=false, so that nothing is taken for gone");
        }
    }

    private static Problem noFiles(String field, String why) {
        return Problem.of(422, "scan.no_files", field + " " + why + ".").field(field);
    }

    private static SubmittedScan submitted(
            String client,
            @Nullable String module,
            @Nullable String commit,
            boolean isComplete,
            Scan.Result result,
            Instant now) {
        SecretScanRequested event = SecretScanRequested.newBuilder()
                .setScanId(UUID.randomUUID().toString())
                .setClient(client)
                .setModule(module)
                .setCommit(commit)
                .setScannedAt(now)
                .setComplete(isComplete)
                .setFiles(result.digests().entrySet().stream()
                        .map(file -> new ScannedFile(file.getKey(), file.getValue()))
                        .toList())
                .setUnscanned(result.skipped().stream()
                        .map(one -> new UnscannedFile(one.path(), one.reason().text()))
                        .toList())
                .setFindings(result.detections().stream().map(ScanReader::found).toList())
                .build();
        return new SubmittedScan(event, result.digests());
    }

    private static FoundSecret found(Detection detection) {
        return new FoundSecret(
                detection.ruleId(),
                detection.path(),
                detection.place().line(),
                detection.place().column(),
                detection.place().endLine(),
                detection.place().endColumn(),
                detection.redacted(),
                detection.fingerprint(),
                detection.allowedBy().orElse(null));
    }
}
