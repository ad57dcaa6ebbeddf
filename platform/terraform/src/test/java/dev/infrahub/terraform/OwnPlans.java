package dev.infrahub.terraform;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Plans made for these tests; their README says how. */
final class OwnPlans {

    private OwnPlans() {}

    static InputStream open(String name) {
        return Objects.requireNonNull(OwnPlans.class.getResourceAsStream("/plans/" + name), name);
    }

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        }
    }
}
