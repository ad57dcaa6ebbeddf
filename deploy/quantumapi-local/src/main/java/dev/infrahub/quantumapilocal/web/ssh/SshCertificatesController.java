package dev.infrahub.quantumapilocal.web.ssh;

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
import dev.infrahub.quantumapilocal.web.access.Desk;
import dev.infrahub.quantumapilocal.web.access.Done;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.contract.Described;
import dev.infrahub.quantumapilocal.web.contract.Requests;
import dev.infrahub.quantumapilocal.web.problems.Problem;
import dev.infrahub.ssh.SignedSshCertificate;
import dev.infrahub.ssh.SshCertificate;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** SSH user certificates: issued for at most eight hours, registered, revoked. */
@RestController
@RequestMapping(Calls.BASE + "/ssh/certificates")
@Tag(name = "SSH")
public class SshCertificatesController {

    private static final int NONCE_BYTES = 32;
    private static final int LONGEST_REASON = 256;
    private static final Page.Window TWO = new Page.Window(2, 0);

    private final Desk desk;
    private final MasterKeys masterKeys;
    private final Signatures signatures;
    private final SecureRandom random;
    private final JsonMapper json;

    public SshCertificatesController(
            Desk desk, MasterKeys masterKeys, Signatures signatures, SecureRandom random, JsonMapper json) {
        this.desk = desk;
        this.masterKeys = masterKeys;
        this.signatures = signatures;
        this.random = random;
        this.json = json;
    }

    @Described(
            value = "Certify an SSH key for at most eight hours",
            takes = Requests.NewCertificate.class,
            status = 201,
            answers = SshJson.Certificate.class)
    @PostMapping
    ResponseEntity<byte[]> issue(Call call) {
        return desk.handle(call, Action.SSH_CERTIFICATE_ISSUE, (transaction, _) -> {
            CertificateRequest asked = CertificateRequest.read(call.fields(json), desk.now());
            SshAuthority authority = authority(transaction, asked.caId());
            SshCertificate certificate = asked.certificate(SshCertificates.nextSerial(transaction));
            IssuedCertificate issued = register(transaction, asked, certificate, authority);
            return Done.created(SshJson.Certificate.of(issued, authority))
                    .to(resource(issued.id()))
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
                desk.now(),
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
    private static SshAuthority authority(Transaction transaction, Optional<UUID> id) {
        if (id.isPresent()) {
            return SshAuthorities.find(transaction, id.get())
                    .orElseThrow(
                            () -> SshAuthoritiesController.missing(id.get()).field("caId"));
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
    ResponseEntity<byte[]> list(Call call) {
        return desk.handle(call, Action.SSH_CERTIFICATE_LIST, (transaction, _) -> {
            Page<IssuedCertificate> page = SshCertificates.list(transaction, call.window());
            return Done.ok(new Page<>(
                    page.data().stream()
                            .map(issued -> SshJson.Certificate.of(issued, null))
                            .toList(),
                    page.total()));
        });
    }

    @Described(value = "Get an SSH certificate", answers = SshJson.Certificate.class)
    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(Call call) {
        return desk.handle(call, Action.SSH_CERTIFICATE_READ, (transaction, _) -> {
            UUID id = call.id("SSH certificate");
            return Done.ok(told(transaction, id)).to(resource(id));
        });
    }

    @Described(
            value = "Revoke an SSH certificate",
            takes = Requests.Revocation.class,
            answers = SshJson.Certificate.class)
    @PostMapping("/{id}/revoke")
    ResponseEntity<byte[]> revoke(Call call) {
        return desk.handle(call, Action.SSH_CERTIFICATE_REVOKE, (transaction, _) -> {
            UUID id = call.id("SSH certificate");
            String reason = call.fields(json).requiredText("reason", LONGEST_REASON);
            SshCertificates.revoke(transaction, id, new Revocation(desk.now(), reason));
            return Done.ok(told(transaction, id)).to(resource(id));
        });
    }

    private static SshJson.Certificate told(Transaction transaction, UUID id) {
        IssuedCertificate issued = SshCertificates.find(transaction, id)
                .orElseThrow(() -> Problem.notFound("SSH certificate").about(resource(id)));
        return SshJson.Certificate.of(
                issued, SshAuthorities.find(transaction, issued.caId()).orElseThrow());
    }

    private static String resource(UUID id) {
        return "ssh-certificate:" + id;
    }
}
