package dev.infrahub.secrets;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** Found once: an object may have many values. */
    private @Nullable List<String> naming;

    private @Nullable String tellingOfSecret;

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
        if (isContent(member)) {
            return SecretName.OF_CONTENT;
        }
        if (Pair.isValue(member)) {
            String beside = tellingOfSecret();
            if (!beside.isEmpty()) {
                return beside;
            }
        }
        SecretName below = over == SecretName.NONE ? SecretName.NONE : over.below(member);
        return below == SecretName.NONE || below == SecretName.of(member) ? member : below.written();
    }

    /** Whether it is what a Secret of Kubernetes holds, whatever that is called. */
    public boolean isContent(String member) {
        return isSecretOfKubernetes && DATA_OF_KUBERNETES.contains(member);
    }

    /** What the members beside this one say that it is the value of, of a secret or not; nothing where it is no value. */
    public List<String> beside(String member) {
        return Pair.isValue(member) ? naming() : List.of();
    }

    /** The name that tells most about the items of a list of this name. */
    public static String ofItems(String list) {
        SecretName over = SecretName.over(list);
        return over == SecretName.NONE || over == SecretName.of(list) ? list : over.written();
    }

    private List<String> naming() {
        if (naming == null) {
            List<String> names = new ArrayList<>();
            members.forEach((member, value) -> {
                if (value instanceof Value.Text(String name) && Pair.isNaming(member)) {
                    names.add(name);
                }
            });
            naming = List.copyOf(names);
        }
        return naming;
    }

    /** Empty where nothing beside a value does. */
    private String tellingOfSecret() {
        if (tellingOfSecret == null) {
            tellingOfSecret = isFlagged()
                    ? SecretName.PASSWORD.written()
                    : naming().stream()
                            .filter(name -> SecretName.over(name) != SecretName.NONE)
                            .findFirst()
                            .orElse("");
        }
        return tellingOfSecret;
    }

    private boolean isFlagged() {
        return FLAGS.stream()
                .anyMatch(flag -> members.getOrDefault(flag, Value.Special.NULL).isTrue());
    }
}
