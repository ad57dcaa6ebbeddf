package dev.infrahub.quantumapilocal.web.ssh;

import dev.infrahub.http.Problem;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.domain.ssh.SshAuthority;
import dev.infrahub.quantumapilocal.domain.ssh.SshKeyPair;
import dev.infrahub.quantumapilocal.store.Page;
import dev.infrahub.quantumapilocal.store.SshAuthorities;
import dev.infrahub.quantumapilocal.store.SshCertificates;
import dev.infrahub.quantumapilocal.web.calls.Answer;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Name;
import dev.infrahub.quantumapilocal.web.calls.Resource;
import dev.infrahub.quantumapilocal.web.contract.Described;
import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshRevocations;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** SSH certificate authorities and their revocation lists. */
@RestController
@RequestMapping(Calls.BASE + "/ssh/ca")
@Tag(name = "SSH")
public class SshAuthoritiesController {

    private final Calls calls;
    private final MasterKeys masterKeys;
    private final SecureRandom random;

    public SshAuthoritiesController(Calls calls, MasterKeys masterKeys, SecureRandom random) {
        this.calls = calls;
        this.masterKeys = masterKeys;
        this.random = random;
    }

    record NewAuthority(
            @NotNull @Name String name,

            @Schema(
                    defaultValue = "ssh-ed25519",
                    description = "the second is accepted by OpenSSH 10.5 where CASignatureAlgorithms names it")
            Optional<SshAlgorithm> algorithm) {}

    @Described(value = "Make an SSH certificate authority", status = 201, answers = SshJson.Authority.class)
    @PostMapping
    ResponseEntity<byte[]> create(Call<NewAuthority> call) {
        return calls.handle(call, Action.SSH_CA_CREATE, (transaction, attempt) -> {
            NewAuthority asked = attempt.body();
            SshAlgorithm algorithm = asked.algorithm().orElse(SshAlgorithm.ED25519);
            SshAuthority authority = make(asked.name(), algorithm);
            if (!SshAuthorities.add(transaction, authority)) {
                throw Problem.of(409, "ssh-ca.exists", "There is an authority of this name.")
                        .field("name");
            }
            attempt.about(Resource.SSH_AUTHORITY, authority.id());
            return Answer.created(SshJson.Authority.of(authority)).noting(algorithm.text());
        });
    }

    private SshAuthority make(String name, SshAlgorithm algorithm) {
        UUID id = UUID.randomUUID();
        SshKeyPair pair = SshKeyPair.generate(algorithm, random);
        MasterKeys.Sealed sealed = masterKeys.seal(SshAuthority.place(id), pair.privateKey());
        Arrays.fill(pair.privateKey(), (byte) 0);
        return new SshAuthority(id, name, algorithm, pair.publicKey(), sealed, calls.now());
    }

    @Described(
            value = "List SSH certificate authorities",
            answers = Page.class,
            query = {"limit", "offset"})
    @GetMapping
    ResponseEntity<byte[]> list(Call<?> call) {
        return calls.handle(call, Action.SSH_CA_LIST, (transaction, _) -> {
            Page<SshAuthority> page = SshAuthorities.list(transaction, call.window());
            return Answer.ok(
                    new Page<>(page.data().stream().map(SshJson.Authority::of).toList(), page.total()));
        });
    }

    @Described(value = "Get an SSH certificate authority", answers = SshJson.Authority.class)
    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(Call<?> call) {
        return calls.handle(call, Action.SSH_CA_READ, (transaction, attempt) -> {
            UUID id = attempt.id(Resource.SSH_AUTHORITY);
            SshAuthority authority = SshAuthorities.find(transaction, id).orElseThrow(Resource.SSH_AUTHORITY::missing);
            return Answer.ok(SshJson.Authority.of(authority));
        });
    }

    @Described(value = "Get the OpenSSH key revocation list of an authority", answers = byte[].class)
    @GetMapping("/{id}/krl")
    ResponseEntity<byte[]> revocations(Call<?> call) {
        return calls.handle(call, Action.SSH_KRL_READ, (transaction, attempt) -> {
            UUID id = attempt.id(Resource.SSH_AUTHORITY);
            SshAuthority authority = SshAuthorities.find(transaction, id).orElseThrow(Resource.SSH_AUTHORITY::missing);
            List<Long> serials = SshCertificates.revokedSerials(transaction, id);
            // nothing is ever un-revoked, so the count is a number that only rises
            return Answer.bytes(SshRevocations.list(
                            serials.size(), calls.now(), authority.name(), authority.key(), serials))
                    .noting(serials.size() + " revoked");
        });
    }
}
