package dev.infrahub.quantumapi;

/** A secret's value, read. */
public record SecretValue(Secret secret, String value) {

    /** Without the value, which would otherwise stand in some log some day. */
    @Override
    public String toString() {
        return "SecretValue[secret=" + secret.id() + ", version=" + secret.version() + "]";
    }
}
