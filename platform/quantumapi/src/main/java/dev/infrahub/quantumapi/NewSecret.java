package dev.infrahub.quantumapi;

import java.util.List;

/** @param name unique, by convention {@code service/purpose} */
public record NewSecret(String name, String value, List<String> labels, String description) {

    public NewSecret {
        labels = List.copyOf(labels);
    }

    /** Without the value, which would otherwise stand in some log some day. */
    @Override
    public String toString() {
        return "NewSecret[name=" + name + "]";
    }
}
