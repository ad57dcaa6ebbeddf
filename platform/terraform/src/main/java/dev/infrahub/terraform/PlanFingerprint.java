package dev.infrahub.terraform;

import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Value;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JsonParser;

/**
 * One SHA-256 over what a JSON plan does: two plans have the same fingerprint when applying them does the same, whatever
 * their bytes. Each change is digested on its own, as canonical JSON (RFC 8785, {@link CanonicalJson}) of exact values
 * ({@link ExactValues}), and the sorted digests are digested together: one change is in memory at a time.
 *
 * <p><b>In it</b> of each resource change: address, previous address when moved, mode, type, provider (without the public
 * registries' hosts), actions in their order, values before and after with what is known only after apply, the import,
 * the deposed key; of each output change: name, actions, values. Null attributes count as absent. Values that Terraform
 * marks sensitive on either side, and their copies, enter as HMAC-SHA256 under the {@link FingerprintKey}: nobody without
 * the key can test guesses at them.
 *
 * <p><b>Not in it</b>, because it does not change what is applied:
 *
 * <ul>
 *   <li>{@code format_version}, {@code terraform_version}, {@code timestamp}, any order but that of lists: how it is told;
 *   <li>{@code replace_paths} and {@code action_reason}: they say why, the actions say what; old formats lack them;
 *   <li>{@code before_identity} and {@code after_identity}: the values tell the object, and not every version writes them;
 *   <li>changes without action, move or import: an approval must not be void because something else was merged or
 *       refreshed that this plan leaves alone;
 *   <li>{@code resource_drift} and {@code relevant_attributes}: what happened before. What drift makes the plan do is in its
 *       changes, and in their values before;
 *   <li>{@code planned_values}, {@code prior_state}, {@code variables}: they repeat the changes, or unchanged resources;
 *   <li>{@code deferred_changes}, {@code checks}: nothing of them is applied;
 *   <li>{@code configuration}: its expressions show in the values they give. Only the arguments of providers and
 *       provisioners do not: the fingerprint does not tell which account or region a new resource goes to, unless an
 *       attribute says so. Hence an approval names client, module and environment as well.
 * </ul>
 *
 * <p>The text of a plan does not hold its values and has no fingerprint.
 */
public final class PlanFingerprint {

    /** Changes with the definition, so that fingerprints of two definitions are never mistaken for each other. */
    private static final String DEFINITION = "plan-fingerprint-1";

    private final FingerprintKey.Digester digester;
    private final MessageDigest sha256 = sha256();
    private final List<byte[]> changes = new ArrayList<>();

    /** The fingerprint of one plan, to be shown its changes. */
    public PlanFingerprint(FingerprintKey key) {
        this.digester = key.digester();
    }

    /**
     * The fingerprint of a JSON plan: 64 lower-case hex digits.
     *
     * @throws NotAPlan where the input is anything else
     */
    public static String of(InputStream plan, FingerprintKey key) {
        PlanFingerprint fingerprint = new PlanFingerprint(key);
        Credentials credentials = new Credentials();
        PlanDocument.read(plan, (name, parser) -> fingerprint.readMember(name, parser, credentials));
        return fingerprint.hex();
    }

    private void readMember(String name, JsonParser parser, Credentials credentials) {
        switch (name) {
            case "resource_changes" -> PlanReader.eachItem(name, parser, entry -> addResource(entry, credentials));
            case "output_changes" ->
                PlanReader.eachMember(name, parser, (output, change) -> addOutput(output, change, credentials));
            default -> parser.skipChildren();
        }
    }

    void addResource(Value entry, Credentials credentials) {
        SemanticChange.ofResource(entry, digester, credentials).ifPresent(this::add);
    }

    void addOutput(String name, Value change, Credentials credentials) {
        SemanticChange.ofOutput(name, change, digester, credentials).ifPresent(this::add);
    }

    private void add(Value change) {
        changes.add(sha256.digest(ExactValues.canonical(change)));
    }

    /** The fingerprint of the changes shown so far. */
    public String hex() {
        sha256.update(DEFINITION.getBytes(StandardCharsets.UTF_8));
        changes.stream().sorted(Arrays::compareUnsigned).forEach(sha256::update);
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
