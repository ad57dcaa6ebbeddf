package dev.infrahub.secrets;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the members of an object are called: by their own names, by a name that stands over them
 * ({@code password = { value = "…" }}), or by one that stands beside them ({@code { name = "DB_PASSWORD", value = "…" }}).
 */
public final class Naming {

    private static final Set<String> DATA_OF_KUBERNETES = Set.of("data", "stringData", "string_data", "binaryData");

    /** Say of the value beside them that it is a secret. */
    private static final List<String> FLAGS = List.of("sensitive", "is_sensitive", "is_secret", "secure", "masked");

    private final SecretName over;
    private final Map<String, Value> members;
    private final boolean isSecretOfKubernetes;

    /** Of the members of an object of this name. */
    public Naming(String name, Map<String, Value> members) {
        this.over = SecretName.over(name);
        this.members = members;
        this.isSecretOfKubernetes = is("kind", "Secret") || is("type", "Opaque");
    }

    private boolean is(String member, String text) {
        return members.get(member) instanceof Value.Text(String value) && value.equals(text);
    }

    /** The name that tells most about a member. */
    public String of(String member) {
        if (isSecretOfKubernetes && DATA_OF_KUBERNETES.contains(member)) {
            return SecretName.OF_CONTENT;
        }
        if (Pair.isValue(member)) {
            Optional<String> beside = beside();
            if (beside.isPresent()) {
                return beside.get();
            }
        }
        SecretName below = over == SecretName.NONE ? SecretName.NONE : over.below(member);
        return below == SecretName.NONE || below == SecretName.of(member) ? member : below.written();
    }

    /** The name that tells most about the items of a list of this name. */
    public static String ofItems(String list) {
        SecretName over = SecretName.over(list);
        return over == SecretName.NONE || over == SecretName.of(list) ? list : over.written();
    }

    private Optional<String> beside() {
        for (String flag : FLAGS) {
            if (members.getOrDefault(flag, Value.Special.NULL).isTrue()) {
                return Optional.of(SecretName.PASSWORD.written());
            }
        }
        for (Map.Entry<String, Value> member : members.entrySet()) {
            if (member.getValue() instanceof Value.Text(String name)
                    && Pair.isNaming(member.getKey())
                    && SecretName.over(name) != SecretName.NONE) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
