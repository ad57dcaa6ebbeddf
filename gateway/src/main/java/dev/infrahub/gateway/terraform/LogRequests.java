package dev.infrahub.gateway.terraform;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.terraform.PlanSource.Format;
import dev.infrahub.gateway.terraform.PlanSource.SealedPlan;
import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestReader;
import dev.infrahub.http.bodies.Body;
import dev.infrahub.schemas.PipelineFailed;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads the ways to hand in the log of a job that failed. Blocking: it works through the whole log. */
public final class LogRequests {

    /** The media type of a body that is the log itself; the members around it are query parameters then. */
    public static final String LOG_MEDIA_TYPE = MediaType.TEXT_PLAIN_VALUE;

    private final RequestReader reader;

    public LogRequests(RequestReader reader) {
        this.reader = reader;
    }

    /**
     * A log that was handed in.
     *
     * @param hash SHA-256 of it as it was sent
     */
    public record Log(PipelineFailed event, String hash) {

        /** What stays in order: the logs of one module of one client. */
        public String key() {
            return event.getModule() == null ? event.getClient() : event.getClient() + "/" + event.getModule();
        }

        /** What tells it from another: it has an id and a time of its own, and is redacted anew. */
        public Map<String, String> asked() {
            return Map.of(
                    "key",
                    key(),
                    "log",
                    hash,
                    "platform",
                    String.valueOf(event.getPlatform()),
                    "pipelineName",
                    String.valueOf(event.getPipelineName()),
                    "stage",
                    String.valueOf(event.getStage()));
        }
    }

    /**
     * A log, redacted.
     *
     * @param clients those of the caller
     * @throws Problem 4xx that names what is wrong
     */
    public Log read(ServerHttpRequest request, Body body, Clients clients, Instant now) {
        MediaType type = request.getHeaders().getContentType();
        if (body.isEmpty()) {
            throw Problem.of(
                    400, "body.empty", "The body is empty; send JSON with logs, or the log as " + LOG_MEDIA_TYPE + ".");
        }
        if (type != null && type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
            requireInBody(request.getQueryParams().keySet());
            DocumentEnvelope envelope = DocumentEnvelope.readWithLog(body, LogMembers.NAMES);
            return submitted(
                    envelope.members(), envelope.document().orElseThrow(() -> Problem.missing("logs")), clients, now);
        }
        if (type != null && type.isCompatibleWith(MediaType.TEXT_PLAIN)) {
            Map<String, String> said = new HashMap<>(request.getQueryParams().toSingleValueMap());
            said.keySet().retainAll(LogMembers.NAMES);
            return submitted(said, new PlanSource(Format.TEXT, "body", body::open), clients, now);
        }
        throw Problem.of(
                        415,
                        "content_type.unsupported",
                        "Content-Type is application/json, or " + LOG_MEDIA_TYPE + " when the body is the log itself.")
                .field("Content-Type");
    }

    /** What stands in the query beside JSON would be read by nobody. */
    private static void requireInBody(Set<String> query) {
        query.stream().filter(LogMembers.NAMES::contains).sorted().findFirst().ifPresent(name -> {
            throw Problem.of(
                            400,
                            "parameter.unknown",
                            name
                                    + " is a member of the JSON object; it is a parameter where the body is the log itself.")
                    .field(name);
        });
    }

    /** Of nothing it would be told that nothing failed. */
    private static void requireWords(PlanSource source) {
        if (source.isBlank()) {
            throw Problem.of(422, "log.empty", source.field() + " is empty; post the log of the job that failed.")
                    .field(source.field());
        }
    }

    private Log submitted(Map<String, String> said, PlanSource source, Clients clients, Instant now) {
        LogMembers members = reader.read(said, LogMembers.class);
        String client = clients.meant(members.client());
        requireWords(source);
        SealedPlan log = source.sealLog();
        PipelineFailed event = PipelineFailed.newBuilder()
                .setDiagnosisId(UUID.randomUUID().toString())
                .setClient(client)
                .setModule(members.module())
                .setPlatform(members.platform())
                .setPipelineName(members.pipelineName())
                .setStage(members.stage())
                .setSubmittedAt(now)
                .setEncoding("zstd")
                .setLog(ByteBuffer.wrap(log.zstd()))
                .build();
        return new Log(event, log.hash());
    }
}
