package dev.infrahub.cabsigner.domain;

import dev.infrahub.ssh.EntityRef;
import dev.infrahub.ssh.SshPrincipal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in to what, as whom.
 *
 * @param entity a reference like {@code component:default/checkout}, or a pattern: {@code *} stands for any characters of one
 *     of its three parts, as in {@code resource:*}{@code /*}
 * @param client the name of one, or {@code *}
 * @param roles any one of them is enough
 * @param principals the accounts
 */
public record SshRule(String entity, String client, Set<String> roles, SortedSet<String> principals) {

    private static final String ANY = "*";
    private static final String ANY_ENTITY = "*:*/*";
    private static final Pattern ENTITY = Pattern.compile("[a-z0-9*]+:[a-z0-9*-]+/[a-z0-9*._-]+");

    /** @throws IllegalArgumentException for a rule that could give nothing, or more than it seems to */
    public SshRule {
        entity = entity.toLowerCase(Locale.ROOT);
        roles = Set.copyOf(roles);
        principals = new TreeSet<>(principals);
        require(ENTITY.matcher(entity).matches(), "entity is like component:default/checkout or resource:*/*");
        require(!client.isBlank(), "client is the name of a client, or *");
        require(!roles.isEmpty(), "roles are one or more, such as engineer");
        require(
                !principals.isEmpty() && principals.stream().allMatch(SshPrincipal::isName),
                "principals are one or more accounts, such as deploy");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** A request that names no entity is for any: it gets what is given on all of them. */
    boolean isFor(@Nullable EntityRef asked, String askedClient, Set<String> askedRoles) {
        return (client.equals(ANY) || client.equals(askedClient))
                && roles.stream().anyMatch(askedRoles::contains)
                && (asked == null
                        ? entity.equals(ANY_ENTITY)
                        : pattern().matcher(asked.text()).matches());
    }

    private Pattern pattern() {
        List<String> literals =
                List.of(entity.split("\\*", -1)).stream().map(Pattern::quote).toList();
        return Pattern.compile(String.join("[^:/]*", literals));
    }
}
