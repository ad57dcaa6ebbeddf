package dev.infrahub.quantumapilocal.web.ssh;

import dev.infrahub.http.Problem;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.IssuedCertificate;
import dev.infrahub.quantumapilocal.domain.IssuedCertificate.Revocation;
import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.domain.Signatures;
import dev.infrahub.quantumapilocal.domain.ssh.SshAuthority;
import dev.infrahub.quantumapilocal.store.Page;
import dev.infrahub.quantumapilocal.store.SshAuthorities;
import dev.infrahub.quantumapilocal.store.SshCertificates;
import dev.infrahub.quantumapilocal.store.Transaction;
import dev.infrahub.quantumapilocal.web.calls.Answer;
import dev.infrahub.quantumapilocal.web.calls.Attempt;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Resource;
import dev.infrahub.quantumapilocal.web.calls.Text;
import dev.infrahub.quantumapilocal.web.contract.Described;
import dev.infrahub.ssh.SignedSshCertificate;
import dev.infrahub.ssh.SshCertificate;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** SSH user certificates: issued for at most eight hours, registered, revoked. */
@RestController
@RequestMapping(Calls.BASE + "/ssh/certificates")
@Tag(name = "SSH")
public class SshCertificatesController {

    private static final int NONCE_BYTES = 32;
    private static final int LONGEST_REASON = 256;
    private static final Page.Window TWO = new Page.Window(2, 0);

    private final Calls calls;
    private final MasterKeys masterKeys;
    private final Signatures signatures;
    private final SecureRandom random;

    public SshCertificatesController(Calls calls, MasterKeys masterKeys, Signatures signatures, SecureRandom random) {
        this.calls = calls;
        this.masterKeys = masterKeys;
        this.signatures = signatures;
        this.random = random;
    }

    @Schema(name = "Revocation")
    record RevocationReason(
            @NotBlank @Size(max = LONGEST_REASON, message = "is longer than 256 characters") @Text
            String reason) {}

    @Described(value = "Certify an SSH key for at most eight hours", status = 201, answers = SshJson.Certificate.class)
    @PostMapping
    ResponseEntity<byte[]> issue(Call<NewCertificate> call) {
        return calls.handle(call, Action.SSH_CERTIFICATE_ISSUE, (transaction, attempt) -> {
            CertificateRequest asked = CertificateRequest.of(attempt.body(), calls.now());
            SshAuthority authority = authority(transaction, attempt, asked.caId());
            SshCertificate certificate = asked.certificate(SshCertificates.nextSerial(transaction));
            IssuedCertificate issued = register(transaction, asked, certificate, authority);
            attempt.about(Resource.SSH_CERTIFICATE, issued.id());
            return Answer.created(SshJson.Certificate.of(issued, authority))
                    .noting("serial " + issued.serial() + ", " + issued.identity() + ", for "
                            + String.join(" ", issued.principals()));
        });
    }

    private IssuedCertificate register(
            Transaction transaction, CertificateRequest asked, SshCertificate certificate, SshAuthority authority) {
        IssuedCertificate issued = new IssuedCertificate(
                UUID.randomUUID(),
                certificate.serial(),
                authority.id(),
                certificate.key().type().certificate(),
                certificate.keyId(),
                certificate.principals(),
                certificate.validAfter(),
                certificate.validBefore(),
                sign(certificate, authority).line(),
                asked.reason(),
                calls.now(),
                Optional.empty());
        SshCertificates.add(transaction, issued);
        return issued;
    }

    private SignedSshCertificate sign(SshCertificate certificate, SshAuthority authority) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] privateKey = masterKeys
                .open(SshAuthority.place(authority.id()), authority.privateKey())
                .orElseThrow(() -> new IllegalStateException("SSH authority " + authority.id() + " does not open."));
        try {
            return certificate.signed(
                    nonce, authority.key(), signable -> authority.sign(privateKey, signable, signatures));
        } finally {
            Arrays.fill(privateKey, (byte) 0);
        }
    }

    /** The one that is named, or the only one there is. */
    private static SshAuthority authority(Transaction transaction, Attempt<?> attempt, Optional<UUID> id) {
        if (id.isPresent()) {
            attempt.about(Resource.SSH_AUTHORITY, id.get());
            return SshAuthorities.find(transaction, id.get())
                    .orElseThrow(() -> Resource.SSH_AUTHORITY.missing().field("caId"));
        }
        Page<SshAuthority> authorities = SshAuthorities.list(transaction, TWO);
        if (authorities.total() != 1) {
            throw Problem.invalid("caId", "says which of the " + authorities.total() + " authorities is to sign");
        }
        return authorities.data().getFirst();
    }

    @Described(
            value = "List SSH certificates, the newest first",
            answers = Page.class,
            query = {"limit", "offset"})
    @GetMapping
    ResponseEntity<byte[]> list(Call<?> call) {
        return calls.handle(call, Action.SSH_CERTIFICATE_LIST, (transaction, _) -> {
            Page<IssuedCertificate> page = SshCertificates.list(transaction, call.window());
            return Answer.ok(new Page<>(
                    page.data().stream()
                            .map(issued -> SshJson.Certificate.of(issued, null))
                            .toList(),
                    page.total()));
        });
    }

    @Described(value = "Get an SSH certificate", answers = SshJson.Certificate.class)
    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(Call<?> call) {
        return calls.handle(call, Action.SSH_CERTIFICATE_READ, (transaction, attempt) -> {
            UUID id = attempt.id(Resource.SSH_CERTIFICATE);
            return Answer.ok(certificate(transaction, id));
        });
    }

    @Described(value = "Revoke an SSH certificate", answers = SshJson.Certificate.class)
    @PostMapping("/{id}/revoke")
    ResponseEntity<byte[]> revoke(Call<RevocationReason> call) {
        return calls.handle(call, Action.SSH_CERTIFICATE_REVOKE, (transaction, attempt) -> {
            UUID id = attempt.id(Resource.SSH_CERTIFICATE);
            String reason = attempt.body().reason();
            SshCertificates.revoke(transaction, id, new Revocation(calls.now(), reason));
            return Answer.ok(certificate(transaction, id));
        });
    }

    private static SshJson.Certificate certificate(Transaction transaction, UUID id) {
        IssuedCertificate issued = SshCertificates.find(transaction, id).orElseThrow(Resource.SSH_CERTIFICATE::missing);
        return SshJson.Certificate.of(
                issued, SshAuthorities.find(transaction, issued.caId()).orElseThrow());
    }
}
