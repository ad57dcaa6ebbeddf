package dev.infrahub.secrets;

import java.util.HashMap;
import java.util.Map;

/** What the names of one file say: most of them stand in it again and again. */
final class TerraformNames {

    private static final int MOST = 10_000;

    private final Map<String, TerraformName> known = new HashMap<>();

    TerraformName of(String name) {
        TerraformName found = known.get(name);
        if (found == null) {
            found = new TerraformName(name, SecretName.of(name), SecretName.over(name), 0);
            if (known.size() < MOST) {
                known.put(name, found);
            }
        }
        return found;
    }

    /** Of a member of what is called so: its own name, or what stands over it. */
    TerraformName below(TerraformName over, String member) {
        TerraformName own = of(member);
        if (over.over() == SecretName.NONE || own.says() != SecretName.NONE) {
            return own;
        }
        SecretName inherited = over.over().below(member);
        return inherited == SecretName.NONE ? own : new TerraformName(member, inherited, inherited, over.depth() + 1);
    }
}
