package dev.infrahub.quantumapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** A secret's value, read. */
public record SecretValue(
        @JsonUnwrapped Secret secret,
        @JsonDeserialize(using = StringDeserializer.class) String value) {

    /** Without the value, which would otherwise stand in some log some day. */
    @Override
    public String toString() {
        return "SecretValue[secret=" + secret.id() + ", version=" + secret.version() + "]";
    }
}
