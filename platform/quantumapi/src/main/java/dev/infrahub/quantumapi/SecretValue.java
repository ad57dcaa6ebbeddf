package dev.infrahub.quantumapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A secret's value, read. */
public record SecretValue(@JsonUnwrapped Secret secret, String value) {

    /** Without the value, which would otherwise stand in some log some day. */
    @Override
    public String toString() {
        return "SecretValue[secret=" + secret.id() + ", version=" + secret.version() + "]";
    }
}
