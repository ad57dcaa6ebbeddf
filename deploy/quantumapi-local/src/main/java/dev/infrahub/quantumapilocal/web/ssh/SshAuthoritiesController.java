package dev.infrahub.quantumapilocal.web.ssh;

import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.domain.ssh.SshAuthority;
import dev.infrahub.quantumapilocal.domain.ssh.SshKeyPair;
import dev.infrahub.quantumapilocal.store.Page;
import dev.infrahub.quantumapilocal.store.SshAuthorities;
import dev.infrahub.quantumapilocal.store.SshCertificates;
import dev.infrahub.quantumapilocal.web.access.Desk;
import dev.infrahub.quantumapilocal.web.access.Done;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Fields;
import dev.infrahub.quantumapilocal.web.contract.Described;
import dev.infrahub.quantumapilocal.web.contract.Requests;
import dev.infrahub.quantumapilocal.web.problems.Problem;
import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshRevocations;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** SSH certificate authorities and their revocation lists. */
@RestController
@RequestMapping(Calls.BASE + "/ssh/ca")
@Tag(name = "SSH")
public class SshAuthoritiesController {

    private final Desk desk;
    private final MasterKeys masterKeys;
    private final SecureRandom random;
    private final JsonMapper json;

    public SshAuthoritiesController(Desk desk, MasterKeys masterKeys, SecureRandom random, JsonMapper json) {
        this.desk = desk;
        this.masterKeys = masterKeys;
        this.random = random;
        this.json = json;
    }

    @Described(
            value = "Make an SSH certificate authority",
            takes = Requests.NewAuthority.class,
            status = 201,
            answers = SshJson.Authority.class)
    @PostMapping
    ResponseEntity<byte[]> create(Call call) {
        return desk.handle(call, Action.SSH_CA_CREATE, (transaction, _) -> {
            Fields fields = call.fields(json);
            String name = fields.requiredName("name");
            SshAlgorithm algorithm = fields.oneOf("algorithm", SshAlgorithm::of, SshAlgorithm.names())
                    .orElse(SshAlgorithm.ED25519);
            SshAuthority authority = make(name, algorithm);
            if (!SshAuthorities.add(transaction, authority)) {
                throw Problem.of(409, "ssh-ca.exists", "There is an authority of this name.")
                        .field("name");
            }
            return Done.created(SshJson.Authority.of(authority))
                    .to(resource(authority.id()))
                    .noting(algorithm.text());
        });
    }

    private SshAuthority make(String name, SshAlgorithm algorithm) {
        UUID id = UUID.randomUUID();
        SshKeyPair pair = SshKeyPair.generate(algorithm, random);
        MasterKeys.Sealed sealed = masterKeys.seal(SshAuthority.place(id), pair.privateKey());
        Arrays.fill(pair.privateKey(), (byte) 0);
        return new SshAuthority(id, name, algorithm, pair.publicKey(), sealed, desk.now());
    }

    @Described(
            value = "List SSH certificate authorities",
            answers = Page.class,
            query = {"limit", "offset"})
    @GetMapping
    ResponseEntity<byte[]> list(Call call) {
        return desk.handle(call, Action.SSH_CA_LIST, (transaction, _) -> {
            Page<SshAuthority> page = SshAuthorities.list(transaction, call.window());
            return Done.ok(
                    new Page<>(page.data().stream().map(SshJson.Authority::of).toList(), page.total()));
        });
    }

    @Described(value = "Get an SSH certificate authority", answers = SshJson.Authority.class)
    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(Call call) {
        return desk.handle(call, Action.SSH_CA_READ, (transaction, _) -> {
            UUID id = call.id("SSH authority");
            SshAuthority authority = SshAuthorities.find(transaction, id).orElseThrow(() -> missing(id));
            return Done.ok(SshJson.Authority.of(authority)).to(resource(id));
        });
    }

    @Described(value = "Get the OpenSSH key revocation list of an authority", answers = byte[].class)
    @GetMapping("/{id}/krl")
    ResponseEntity<byte[]> revocations(Call call) {
        return desk.handle(call, Action.SSH_KRL_READ, (transaction, _) -> {
            UUID id = call.id("SSH authority");
            SshAuthority authority = SshAuthorities.find(transaction, id).orElseThrow(() -> missing(id));
            List<Long> serials = SshCertificates.revokedSerials(transaction, id);
            // nothing is ever un-revoked, so the count is a number that only rises
            return Done.bytes(
                            SshRevocations.list(serials.size(), desk.now(), authority.name(), authority.key(), serials))
                    .to(resource(id))
                    .noting(serials.size() + " revoked");
        });
    }

    static String resource(UUID id) {
        return "ssh-ca:" + id;
    }

    static Problem missing(UUID id) {
        return Problem.notFound("SSH authority").about(resource(id));
    }
}
