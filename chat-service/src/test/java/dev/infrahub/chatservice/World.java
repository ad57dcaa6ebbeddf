package dev.infrahub.chatservice;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.schemas.AiUse;
import dev.infrahub.schemas.ApprovalSigned;
import dev.infrahub.schemas.ApprovalVerified;
import dev.infrahub.schemas.BlastRadius;
import dev.infrahub.schemas.ChangeCounts;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.DiagnosisAiUse;
import dev.infrahub.schemas.DocumentSubmitted;
import dev.infrahub.schemas.DriftAiUse;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftStanding;
import dev.infrahub.schemas.DriftedResource;
import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.ImplementationReport;
import dev.infrahub.schemas.OutcomeCounts;
import dev.infrahub.schemas.PipelineDiagnosed;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlannedResource;
import dev.infrahub.schemas.Rerun;
import dev.infrahub.schemas.ResolvedSecret;
import dev.infrahub.schemas.RiskAssessment;
import dev.infrahub.schemas.RiskReason;
import dev.infrahub.schemas.RollbackPlan;
import dev.infrahub.schemas.SecretFinding;
import dev.infrahub.schemas.SecretScanCompleted;
import dev.infrahub.schemas.SecretScanCounts;
import dev.infrahub.schemas.SshCertificateIssued;
import dev.infrahub.schemas.SshCertificateRevoked;
import dev.infrahub.schemas.StandingDrift;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** A month of five clients with thirty modules, as the events that tell it; {@code world.tsv} is all of it. */
final class World {

    static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    /** A line of the world. */
    record Happening(String kind, Instant at, String client, String module, Map<String, String> facts) {

        String fact(String name) {
            return facts.getOrDefault(name, "");
        }

        int number(String name) {
            return Integer.parseInt(fact(name));
        }

        /** As answers cite it. */
        String source() {
            return switch (kind) {
                case "approval", "verification" -> "approval:" + fact("change");
                case "secrets" -> "secret-scan:" + fact("id");
                case "failure" -> "diagnosis:" + fact("id");
                case "certificate", "revocation" -> "ssh-certificate:" + fact("id");
                case "owner" -> "module:" + module;
                case "usage" -> "ai-usage:" + client + "/" + fact("action");
                default -> kind + ":" + fact("id");
            };
        }

        /** All that it says, for what must not be told to others. */
        Set<String> names() {
            Set<String> names = new TreeSet<>();
            if (!module.equals("-")) {
                names.add(module);
            }
            for (String one : List.of("id", "change", "by", "reporter", "owner", "system", "entity")) {
                if (!fact(one).isEmpty()) {
                    names.add(fact(one));
                }
            }
            return names;
        }
    }

    private World() {}

    static List<Happening> all() {
        return lines("world.tsv").stream().map(World::happening).toList();
    }

    static List<List<String>> lines(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(World.class.getResourceAsStream(name), name), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Happening happening(List<String> cells) {
        Map<String, String> facts = new LinkedHashMap<>();
        cells.subList(4, cells.size()).forEach(cell -> {
            int at = cell.indexOf('=');
            facts.put(cell.substring(0, at), cell.substring(at + 1));
        });
        return new Happening(cells.get(0), Instant.parse(cells.get(1)), cells.get(2), cells.get(3), facts);
    }

    /** What was told of the changes before: it comes late, and counts no more. */
    static List<Happening> earlier(List<Happening> happenings) {
        return happenings.stream()
                .filter(one -> one.kind().equals("change") && !one.fact("state").equals("pending"))
                .map(one -> {
                    Map<String, String> facts = new LinkedHashMap<>(one.facts());
                    facts.put("state", "pending");
                    facts.put("given", "0");
                    return new Happening(
                            one.kind(), Instant.parse(one.fact("asked")), one.client(), one.module(), facts);
                })
                .toList();
    }

    /** What the catalog says of modules, as a file of it. */
    static String catalog(List<Happening> happenings) {
        return happenings.stream()
                .filter(one -> one.kind().equals("owner"))
                .map(one -> """
                        apiVersion: backstage.io/v1alpha1
                        kind: Component
                        metadata:
                          name: %s
                          annotations:
                            infrahub.dev/client: %s
                        spec:
                          type: terraform-module
                          owner: %s
                          system: %s
                        """.formatted(one.module(), one.client(), one.fact("owner"), one.fact("system")))
                .collect(Collectors.joining("---\n"));
    }

    /** What the handlers make of all of it. */
    static List<Outcome> outcomes(List<Happening> happenings) {
        List<Outcome> outcomes = new ArrayList<>();
        happenings.forEach(one -> outcomes.add(outcome(one)));
        return outcomes;
    }

    private static Outcome outcome(Happening one) {
        Clock then = Clock.fixed(one.at(), ZoneOffset.UTC);
        return switch (one.kind()) {
            case "plan" -> heard(new HearPlan(then), plan(one));
            case "change" -> heard(new HearChange(), change(one));
            case "approval" -> heard(new HearApproval(), approval(one));
            case "verification" -> heard(new HearVerification(then), verification(one));
            case "drift" -> heard(new HearDrift(), drift(one));
            case "secrets" -> heard(new HearSecretScan(), secrets(one));
            case "failure" -> heard(new HearFailure(), failure(one));
            case "certificate" -> heard(new HearCertificate(), certificate(one));
            case "revocation" -> heard(new HearRevocation(), revocation(one));
            case "evidence" -> heard(new HearEvidence(), evidence(one));
            case "usage" -> Outcome.write(usage(one));
            case "owner", "document" -> Outcome.nothing();
            default -> throw new IllegalArgumentException(one.kind());
        };
    }

    /** The documents, as they are handed in. */
    static List<DocumentSubmitted> documents(List<Happening> happenings) {
        return happenings.stream()
                .filter(one -> one.kind().equals("document"))
                .map(one -> DocumentSubmitted.newBuilder()
                        .setDocumentId(one.fact("id"))
                        .setClient(one.client())
                        .setEntityRef(one.fact("entity"))
                        .setDocPath(one.fact("id"))
                        .setContent(one.fact("text").replace("\\n", "\n"))
                        .setSubmittedAt(one.at())
                        .build())
                .toList();
    }

    private static <T extends SpecificRecord> Outcome heard(Handler<T> handler, T value) {
        return handler.handle(new Event<>(UUID.randomUUID(), "key", Optional.empty(), false, value));
    }

    private static List<List<String>> parts(String list) {
        return list.isEmpty()
                ? List.of()
                : Arrays.stream(list.split(";"))
                        .map(item -> List.of(item.split("=")))
                        .toList();
    }

    private static PlanAnalyzed plan(Happening one) {
        return PlanAnalyzed.newBuilder()
                .setPlanId(one.fact("id"))
                .setPlanHash("0".repeat(64))
                .setClient(one.client())
                .setModule(one.module())
                .setEnvironment(one.fact("env"))
                .setFormat("json")
                .setSummary("A plan.")
                .setChanges(new ChangeCounts(
                        one.number("create"),
                        one.number("update"),
                        one.number("delete"),
                        one.number("replace"),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0))
                .setResources(parts(one.fact("gone")).stream()
                        .map(gone -> PlannedResource.newBuilder()
                                .setAddress(gone.get(0))
                                .setType("aws")
                                .setAction(gone.get(1))
                                .build())
                        .toList())
                .setOutputs(List.of())
                .setRisk(RiskAssessment.newBuilder()
                        .setLevel(one.fact("risk"))
                        .setScore(one.number("score"))
                        .setRequiresCab(true)
                        .setChangeType("normal")
                        .setReasons(List.of(new RiskReason("rule", one.fact("risk"), null, one.fact("reason"), "yes")))
                        .setMitigations(List.of())
                        .setBlastRadius(new BlastRadius(1, 1, 0))
                        .build())
                .setRollback(RollbackPlan.newBuilder()
                        .setSteps(List.of())
                        .setIrreversible(List.of())
                        .setDataLossRisk(one.number("delete") > 0 ? "possible" : "none")
                        .setPreconditions(List.of())
                        .build())
                .setAi(AiUse.newBuilder().setStatus("off").build())
                .build();
    }

    private static ChangeUpdated change(Happening one) {
        boolean isDone = one.fact("state").equals("implemented");
        return ChangeUpdated.newBuilder()
                .setChangeRequestId(one.fact("id"))
                .setClient(one.client())
                .setModule(one.module())
                .setEnvironment(one.fact("env"))
                .setPlanId(one.fact("plan"))
                .setPlanHash("0".repeat(64))
                .setRiskLevel(one.fact("risk"))
                .setChangeType(one.fact("type"))
                .setRequestedBy(id(one.fact("by")))
                .setRequestedByName(one.fact("by"))
                .setRequestedAt(Instant.parse(one.fact("asked")))
                .setState(one.fact("state"))
                .setApprovalsNeeded(one.number("need"))
                .setApprovalsGiven(one.number("given"))
                .setExpiresAt(Instant.parse(one.fact("expires")))
                .setUpdatedAt(one.at())
                .setImplementation(
                        isDone
                                ? new ImplementationReport(
                                        one.fact("outcome"),
                                        null,
                                        null,
                                        id(one.fact("reporter")),
                                        one.fact("reporter"),
                                        Instant.parse(one.fact("reported")))
                                : null)
                .build();
    }

    private static String id(String name) {
        int space = name.indexOf(' ');
        return "user:" + (space < 0 ? name : name.substring(0, space)).toLowerCase(Locale.ROOT);
    }

    private static ApprovalSigned approval(Happening one) {
        return ApprovalSigned.newBuilder()
                .setChangeRequestId(one.fact("change"))
                .setClient(one.client())
                .setModule(one.module())
                .setPlanHash("0".repeat(64))
                .setRiskLevel(one.fact("risk"))
                .setDecision(one.fact("decision"))
                .setApprovedBy(id(one.fact("by")))
                .setApprovedByName(one.fact("by"))
                .setApprovedAt(one.at())
                .setSequence(one.number("seq"))
                .setPreviousHash("0".repeat(64))
                .setPayload("{}")
                .setSignature("")
                .setKeyId("key-" + one.fact("seq"))
                .setKeyVersion(1)
                .setAlgorithm("ML-DSA-65")
                .setPublicKey("")
                .setLeafIndex(one.number("seq"))
                .setState("approved")
                .setApprovalsNeeded(1)
                .setApprovalsGiven(1)
                .build();
    }

    private static ApprovalVerified verification(Happening one) {
        return ApprovalVerified.newBuilder()
                .setChangeRequestId(one.fact("change"))
                .setClient(one.client())
                .setKnown(true)
                .setValid(one.fact("valid").equals("yes"))
                .setReason(one.facts().get("reason"))
                .build();
    }

    private static DriftAnalyzed drift(Happening one) {
        List<List<String>> open = parts(one.fact("open"));
        boolean tells = one.fact("status").equals("complete");
        String gravest = List.of("critical", "high", "medium", "low").stream()
                .filter(risk ->
                        open.stream().anyMatch(resource -> resource.get(1).equals(risk)))
                .findFirst()
                .orElse("none");
        return DriftAnalyzed.newBuilder()
                .setCheckId(one.fact("id"))
                .setClient(one.client())
                .setModule(one.module())
                .setEnvironment(one.fact("env"))
                .setFormat("json")
                .setStatus(one.fact("status"))
                .setMode("normal")
                .setScannedAt(one.at())
                .setDriftDetected(!open.isEmpty())
                .setResourceCount(open.size())
                .setRisk(gravest)
                .setSummary("A scan.")
                .setResources(open.stream()
                        .map(resource -> DriftedResource.newBuilder()
                                .setAddress(resource.get(0))
                                .setType("aws")
                                .setChange("changed")
                                .setState("open")
                                .setCause(resource.get(2))
                                .setCauseDetail("")
                                .setRisk(resource.get(1))
                                .setFingerprint("f")
                                .setSince(Instant.parse(resource.get(3)))
                                .build())
                        .toList())
                .setStanding(
                        tells
                                ? DriftStanding.newBuilder()
                                        .setVersion(one.number("version"))
                                        .setToldBy(one.fact("id"))
                                        .setToldAt(one.at())
                                        .setLastBy(one.fact("id"))
                                        .setLastAt(one.at())
                                        .setLastStatus("complete")
                                        .setRisk(gravest)
                                        .setSummary("")
                                        .setOpen(open.stream()
                                                .map(resource -> standing(one, resource))
                                                .toList())
                                        .build()
                                : null)
                .setAi(DriftAiUse.newBuilder().setStatus("off").build())
                .build();
    }

    private static StandingDrift standing(Happening one, List<String> resource) {
        return StandingDrift.newBuilder()
                .setAddress(resource.get(0))
                .setType("aws")
                .setChange("changed")
                .setState("open")
                .setCause(resource.get(2))
                .setRisk(resource.get(1))
                .setFingerprint("f")
                .setSince(Instant.parse(resource.get(3)))
                .setSeenBy(one.fact("id"))
                .setSeenAt(one.at())
                .build();
    }

    private static SecretScanCompleted secrets(Happening one) {
        List<List<String>> open = parts(one.fact("open"));
        return SecretScanCompleted.newBuilder()
                .setScanId(one.fact("id"))
                .setClient(one.client())
                .setModule(one.module())
                .setScannedAt(one.at())
                .setComplete(true)
                .setRevision(one.number("rev"))
                .setFindings(open.stream()
                        .map(finding -> SecretFinding.newBuilder()
                                .setRuleId(finding.get(0))
                                .setTitle(finding.get(1))
                                .setSeverity(finding.get(2))
                                .setPath(finding.get(3))
                                .setLine(Integer.parseInt(finding.get(4)))
                                .setColumn(1)
                                .setEndLine(1)
                                .setEndColumn(1)
                                .setRedacted("…")
                                .setFingerprint("f")
                                .setRecommendation("Rotate it.")
                                .setState("known")
                                .setSince(Instant.parse(finding.get(5)))
                                .build())
                        .toList())
                .setResolved(parts(one.fact("gone")).stream()
                        .map(gone -> new ResolvedSecret(gone.get(0), gone.get(1), "f", one.at()))
                        .toList())
                .setCounts(new SecretScanCounts(
                        9, 1, 0, open.size(), one.number("new"), 0, one.number("resolved"), 0, 0, 0, 0, 0, 0))
                .build();
    }

    private static PipelineDiagnosed failure(Happening one) {
        return PipelineDiagnosed.newBuilder()
                .setDiagnosisId(one.fact("id"))
                .setClient(one.client())
                .setModule(one.module())
                .setPipelineName(one.fact("pipeline"))
                .setDiagnosedAt(one.at())
                .setCategory(one.fact("category"))
                .setProbableCause(one.fact("why"))
                .setConfidence("confirmed")
                .setSuggestedFix(List.of(one.fact("fix")))
                .setRetryable(true)
                .setRerun(new Rerun("yes", "Nothing was done."))
                .setFolded(0)
                .setCounts(new OutcomeCounts(0, 0, 0, 0))
                .setLines(9)
                .setAi(DiagnosisAiUse.newBuilder().setStatus("off").build())
                .build();
    }

    private static SshCertificateIssued certificate(Happening one) {
        return SshCertificateIssued.newBuilder()
                .setCertificateId(one.fact("id"))
                .setClient(one.client())
                .setEntityRef(one.fact("entity"))
                .setPrincipals(List.of(one.fact("principals")))
                .setAlgorithm("ssh-ed25519")
                .setSerial("1")
                .setKeyId("k")
                .setPublicKeyFingerprint("SHA256:x")
                .setCertificate("c")
                .setCaPublicKey("k")
                .setReason("to look")
                .setRequestedBy(one.fact("by"))
                .setValidFrom(one.at())
                .setValidTo(Instant.parse(one.fact("until")))
                .setIssuedAt(one.at())
                .setLeafIndex(1)
                .build();
    }

    private static SshCertificateRevoked revocation(Happening one) {
        return SshCertificateRevoked.newBuilder()
                .setCertificateId(one.fact("id"))
                .setClient(one.client())
                .setAlgorithm("ssh-ed25519")
                .setSerial("1")
                .setReason("no more needed")
                .setRevokedBy(one.fact("by"))
                .setRevokedAt(one.at())
                .setLeafIndex(2)
                .setCaPublicKey("k")
                .setRevocations(ByteBuffer.allocate(0))
                .setLogSize(3)
                .setRevocationsAt(one.at())
                .build();
    }

    private static EvidenceSealed evidence(Happening one) {
        return EvidenceSealed.newBuilder()
                .setEvidenceId(one.fact("id"))
                .setChangeRequestId(one.fact("change"))
                .setClient(one.client())
                .setEvidenceHash("a".repeat(64))
                .setEnvelope("{}")
                .setSignature("")
                .setKeyId("k")
                .setKeyVersion(1)
                .setAlgorithm("ML-DSA-65")
                .setPublicKey("")
                .setSealedAt(one.at())
                .setLeafIndex(one.number("leaf"))
                .build();
    }

    /** Heard by platform/ai, whose handler is its own. */
    private static Write usage(Happening one) {
        return Write.of(
                """
                insert into ai_usage_log (use_id, used_at, client, action, input_tokens, output_tokens, model, duration_ms, status,
                                          cost_micros)
                values ($1::uuid, $2, $3, $4, $5, 0, $6, 1, 'success', $7) on conflict do nothing""",
                one.fact("id"),
                one.at(),
                one.client(),
                one.fact("action"),
                one.number("tokens"),
                one.fact("model"),
                (long) one.number("cost"));
    }
}
