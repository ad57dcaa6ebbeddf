package dev.infrahub.gateway.ssh;

/** What an SSH authority signs with. */
public enum SshAlgorithm {
    /** Every OpenSSH takes it. */
    ED25519("ssh-ed25519"),
    /** Post-quantum and classical: OpenSSH 10.5 on, where it is enabled. */
    ML_DSA_44_ED25519("ssh-mldsa44-ed25519@openssh.com");

    private final String text;

    SshAlgorithm(String text) {
        this.text = text;
    }

    /** As OpenSSH names it. */
    public String text() {
        return text;
    }
}
