package dev.infrahub.cabsigner.domain;

import java.util.Arrays;
import java.util.Optional;

/** What an SSH authority signs with; there is one authority of each. */
public enum SshAlgorithm {
    /** RFC 8709: every OpenSSH takes it. */
    ED25519("ssh-ed25519"),
    /** Post-quantum and classical, both must verify: OpenSSH 10.5 on, where it is enabled. */
    ML_DSA_44_ED25519("ssh-mldsa44-ed25519@openssh.com");

    private final String text;

    SshAlgorithm(String text) {
        this.text = text;
    }

    /** As OpenSSH names it. */
    public String text() {
        return text;
    }

    /** The name of the hub's authority in QuantumAPI. */
    public String authority() {
        return "infrahub/" + text;
    }

    public static Optional<SshAlgorithm> of(String text) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.text.equals(text))
                .findFirst();
    }
}
