package dev.infrahub.secrets;

import java.util.HashMap;
import java.util.Map;

/** What the names of one text say: most of them stand in it again and again, and in what is unfolded of it. */
final class SecretNames {

    private static final int MOST = 4096;

    private final Map<String, SecretName> known = new HashMap<>();

    SecretName of(String name) {
        SecretName says = known.get(name);
        if (says == null) {
            says = SecretName.of(name);
            if (known.size() < MOST) {
                known.put(name, says);
            }
        }
        return says;
    }
}
