package dev.infrahub.gateway.web.ssh;

import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.secrets.Secrets;
import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshPublicKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The members of a request for an SSH certificate, checked when they are asked for. */
record SshFields(JsonNode body) {

    /**
     * As {@code @backstage/catalog-model} validates a whole reference: a kind of letters and digits, a namespace that is a DNS
     * label, a name; 63 characters each at most, without regard to case.
     */
    private static final Pattern ENTITY = Pattern.compile("[a-z][a-z0-9]{0,62}"
            + ":(?=[^/]{1,63}/)[a-z0-9]+(-+[a-z0-9]+)*"
            + "/[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");

    private static final Pattern PRINCIPAL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}");
    private static final Pattern CHANGE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/#-]{0,99}");
    private static final int MOST_PRINCIPALS = 32;
    private static final int LONGEST_REASON = 256;
    private static final int LONGEST_NAME = 255;
    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);
    private static final BigDecimal LONGEST_HOURS = BigDecimal.valueOf(8);
    private static final int SHORTEST_SECONDS = 60;
    private static final int DEFAULT_SECONDS = 3600;

    /** Nothing of a private key goes on from here: not into an event, a row, a log or the answer. */
    SshPublicKey publicKey() {
        JsonNode value = body.path("publicKey");
        if (!value.isString() || value.asString().isBlank()) {
            throw missing("publicKey");
        }
        if (SshPublicKey.isPrivate(value.asString())) {
            throw Problem.of(
                            422,
                            "public-key.private",
                            "This is a private key, which stays with its owner: send the file that ends in .pub. This one"
                                    + " was not kept here, but it has travelled: make a new pair.")
                    .field("publicKey");
        }
        try {
            return SshPublicKey.of(value.asString());
        } catch (IllegalArgumentException e) {
            throw Problem.of(422, "public-key.invalid", "publicKey " + e.getMessage() + ".")
                    .field("publicKey");
        }
    }

    /** Empty for all that the rules give. */
    List<String> principals() {
        JsonNode value = body.path("principals");
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        List<String> names = value.values().stream()
                .map(name -> name.asString(""))
                .distinct()
                .toList();
        if (!value.isArray()
                || names.size() > MOST_PRINCIPALS
                || !names.stream().allMatch(name -> PRINCIPAL.matcher(name).matches())) {
            throw invalid(
                    "principals", "a list of at most 32 account names, each of 1 to 64 letters, digits or . _ @ + -");
        }
        return names;
    }

    Optional<String> entityRef() {
        return text("entityRef", LONGEST_NAME).map(ref -> {
            String lower = ref.toLowerCase(Locale.ROOT);
            if (!ENTITY.matcher(lower).matches()) {
                throw invalid("entityRef", "a whole entity reference of Backstage, such as component:default/checkout");
            }
            return lower;
        });
    }

    SshAlgorithm algorithm() {
        return text("algorithm", LONGEST_NAME).map(SshFields::algorithm).orElse(SshAlgorithm.ED25519);
    }

    static SshAlgorithm algorithm(String text) {
        return Arrays.stream(SshAlgorithm.values())
                .filter(algorithm -> algorithm.text().equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "algorithm",
                        Arrays.stream(SshAlgorithm.values())
                                .map(SshAlgorithm::text)
                                .collect(Collectors.joining(" or "))));
    }

    /** An hour where nothing is said. */
    int ttlSeconds() {
        JsonNode value = body.path("ttlHours");
        if (value.isMissingNode() || value.isNull()) {
            return DEFAULT_SECONDS;
        }
        if (!value.isNumber()
                || value.decimalValue().signum() <= 0
                || value.decimalValue().compareTo(LONGEST_HOURS) > 0) {
            throw ttl();
        }
        int seconds = value.decimalValue()
                .multiply(SECONDS_AN_HOUR)
                .setScale(0, RoundingMode.HALF_UP)
                .intValue();
        if (seconds < SHORTEST_SECONDS) {
            throw ttl();
        }
        return seconds;
    }

    private static Problem ttl() {
        return invalid("ttlHours", "a number of hours, 8 at most and a minute (0.0167) at least");
    }

    String reason() {
        String reason = text("reason", LONGEST_REASON).orElseThrow(() -> missing("reason"));
        if (reason.chars().anyMatch(Character::isISOControl)) {
            throw invalid("reason", "one line");
        }
        if (SshPublicKey.isPrivate(reason) || !Secrets.find(reason).isEmpty()) {
            throw Problem.of(422, "field.secret", "reason holds a credential; send it without.")
                    .field("reason");
        }
        return reason;
    }

    Optional<String> changeRequestId() {
        return text("changeRequestId", LONGEST_NAME).map(id -> {
            if (!CHANGE_ID.matcher(id).matches()) {
                throw invalid("changeRequestId", "letters, digits and ._:/#-");
            }
            return id;
        });
    }

    /** @param clients those of the caller */
    String client(Clients clients) {
        return text("client", LONGEST_NAME)
                .map(name -> {
                    if (!Clients.NAME.matcher(name).matches()) {
                        throw invalid("client", "letters, digits, dots, hyphens and underscores");
                    }
                    return name;
                })
                .or(clients::implied)
                .orElseThrow(() -> Problem.of(
                                422, "field.missing", "client is required: the credential belongs to several clients.")
                        .field("client"));
    }

    private Optional<String> text(String member, int longest) {
        JsonNode value = body.path(member);
        if (value.isMissingNode()
                || value.isNull()
                || (value.isString() && value.asString().isBlank())) {
            return Optional.empty();
        }
        if (!value.isString() || value.asString().length() > longest) {
            throw invalid(member, "a string of at most " + longest + " characters");
        }
        return Optional.of(value.asString().strip());
    }

    private static Problem missing(String member) {
        return Problem.of(422, "field.missing", member + " is required.").field(member);
    }

    private static Problem invalid(String member, String takes) {
        return Problem.of(422, "field.invalid", member + " takes " + takes + ".")
                .field(member);
    }
}
