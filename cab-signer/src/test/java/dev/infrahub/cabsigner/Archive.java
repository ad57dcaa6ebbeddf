package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Board;
import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.ChangeRequest;
import dev.infrahub.cabsigner.domain.Decision;
import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.cabsigner.domain.RiskLevel;
import dev.infrahub.cabsigner.domain.SignedDecision;
import dev.infrahub.cabsigner.domain.StandardChanges;
import dev.infrahub.cabsigner.domain.Verdict;
import dev.infrahub.cabsigner.store.Changes;
import dev.infrahub.cabsigner.store.Decisions;
import dev.infrahub.cabsigner.store.Log;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Frontier;
import dev.infrahub.proofs.MlDsa;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Years of approvals, with real signatures, chained and logged as the cab-signer does it, straight into Postgres. */
final class Archive {

    private static final Board BOARD = new Board(
            Map.of(RiskLevel.LOW, 1, RiskLevel.MEDIUM, 1, RiskLevel.HIGH, 2, RiskLevel.CRITICAL, 3),
            Duration.ofDays(7),
            Duration.ofMinutes(1),
            StandardChanges.BOARD);

    private final BoardFixture board;
    private final AsymmetricCipherKeyPair pair;
    private final String publicKey;
    private Head head = new Head(0, Digest.NONE, Frontier.EMPTY);

    Archive(BoardFixture board) throws IOException {
        this.board = board;
        MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
        generator.init(new MLDSAKeyGenerationParameters(new SecureRandom(), MLDSAParameters.ml_dsa_65));
        this.pair = generator.generateKeyPair();
        this.publicKey = Base64.getEncoder()
                .encodeToString(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic())
                        .getEncoded());
    }

    /** So many approved changes, one a minute before now. */
    void fill(int changes) throws SQLException, CryptoException {
        Instant first = BoardFixture.now().minus(Duration.ofMinutes(changes));
        try (Connection connection = board.connect()) {
            connection.setAutoCommit(false);
            Map<String, PreparedStatement> statements = new LinkedHashMap<>();
            for (int n = 0; n < changes; n++) {
                approve(n, first.plus(Duration.ofMinutes(n)), connection, statements);
                if (n % 500 == 499) {
                    flush(statements);
                }
            }
            flush(statements);
            connection
                    .createStatement()
                    .execute("update chain set sequence = %d, head_hash = '%s', leaves = %d, frontier = '%s'"
                            .formatted(
                                    head.sequence(),
                                    head.hash(),
                                    head.log().size(),
                                    head.log().text()));
            connection.commit();
            connection.setAutoCommit(true);
            connection.createStatement().execute("analyze");
        }
    }

    private void approve(int n, Instant at, Connection connection, Map<String, PreparedStatement> statements)
            throws SQLException, CryptoException {
        ChangeRequest request = new ChangeRequest(
                board.id("archive-" + n),
                "acme",
                "module-" + n % 7,
                "production",
                null,
                Digest.of("plan " + n),
                Digest.of("fingerprint " + n),
                RiskLevel.LOW,
                "normal",
                "Changes something",
                null,
                BoardFixture.REQUESTER,
                "Rita",
                at,
                null);
        Change opened = BOARD.open(request, at, head.log().size());
        Head.Appended opening = head.append(LogEntry.opened(opened, UUID.randomUUID()));
        head = opening.head();
        Decision decision = new Decision(
                request,
                Verdict.APPROVE,
                "fine",
                "user:adam",
                "Adam",
                null,
                at.plusSeconds(5),
                head.sequence() + 1,
                head.hash());
        String payload = n % 2 == 0 ? decision.payload() : ofVersion1(decision.payload());
        Seal seal = sign(payload);
        UUID event = UUID.randomUUID();
        Head.Appended leaf = head.append(decision, payload, LogEntry.decided(decision, payload, seal, event));
        head = leaf.head();
        SignedDecision signed = new SignedDecision(decision, payload, seal, event, leaf.leafIndex());
        for (Write write : List.of(
                Log.add(opening),
                Log.add(leaf),
                Changes.add(opened.after(Verdict.APPROVE, decision.approvedAt())),
                Decisions.add(signed),
                Decisions.approve(signed))) {
            add(write, connection, statements);
        }
    }

    /** What was signed before it was told how people prove who they are: chains are of both. */
    private static String ofVersion1(String payload) {
        return payload.replace("\"proof\":null,", "").replace("infrahub/approval/v2", "infrahub/approval/v1");
    }

    private Seal sign(String payload) throws CryptoException {
        MLDSASigner signer = new MLDSASigner();
        byte[] context = Purpose.APPROVAL.context().getBytes(StandardCharsets.UTF_8);
        signer.init(true, new ParametersWithContext(pair.getPrivate(), context));
        byte[] data = payload.getBytes(StandardCharsets.UTF_8);
        signer.update(data, 0, data.length);
        String signature = Base64.getEncoder().encodeToString(signer.generateSignature());
        return new Seal(signature, "archive", 1, MlDsa.ALGORITHM, publicKey);
    }

    /** The service's own statements, by JDBC: their parameters come in order. */
    private static void add(Write write, Connection connection, Map<String, PreparedStatement> statements)
            throws SQLException {
        PreparedStatement statement = statements.get(write.sql());
        if (statement == null) {
            statement = connection.prepareStatement(write.sql().replaceAll("\\$\\d+", "?"));
            statements.put(write.sql(), statement);
        }
        for (int i = 0; i < write.values().size(); i++) {
            Object value = write.values().get(i);
            statement.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
        statement.addBatch();
    }

    private static void flush(Map<String, PreparedStatement> statements) throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.executeBatch();
        }
    }
}
