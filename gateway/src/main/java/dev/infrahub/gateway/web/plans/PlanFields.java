package dev.infrahub.gateway.web.plans;

import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.PlanOrigin;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.gateway.web.problems.QueryParameters;
import dev.infrahub.secrets.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The text members around a plan, from a JSON body or from query parameters; checked when they are asked for. */
public final class PlanFields {

    static final Set<String> NAMES =
            Set.of("module", "client", "environment", "team", "prUrl", "commit", "runUrl", "planId");

    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]*");
    private static final int MODULE_LENGTH = 255;
    private static final int NAME_LENGTH = 100;
    private static final int URL_LENGTH = 2000;

    private final Map<String, String> values = new HashMap<>();

    void put(String name, String value) {
        values.put(name, value);
    }

    Optional<UUID> planId() {
        return value("planId", NAME_LENGTH).map(text -> QueryParameters.uuid("planId", text));
    }

    Optional<String> client() {
        Optional<String> client = value("client", NAME_LENGTH);
        client.filter(name -> !Clients.NAME.matcher(name).matches()).ifPresent(_ -> {
            throw invalid("client", "letters, digits, dots, hyphens and underscores");
        });
        return client;
    }

    /** @param clients those of the caller */
    PlanOrigin origin(Clients clients) {
        String module = value("module", MODULE_LENGTH)
                .orElseThrow(() -> Problem.of(
                                422,
                                "field.missing",
                                "module is required: the name of the Terraform root module that was planned.")
                        .field("module"));
        return new PlanOrigin(
                client().orElseGet(() -> implied(clients)),
                module,
                value("environment", NAME_LENGTH),
                value("team", NAME_LENGTH),
                url("prUrl"),
                value("commit", NAME_LENGTH),
                url("runUrl"));
    }

    /** The caller's only client; or {@code default}, where that is among the caller's. */
    private static String implied(Clients clients) {
        return clients.implied()
                .orElseThrow(() -> Problem.of(
                                422, "field.missing", "client is required: the credential belongs to several clients.")
                        .field("client"));
    }

    /** Trimmed; a blank is as good as none. */
    private Optional<String> value(String name, int longest) {
        Optional<String> value =
                Optional.ofNullable(values.get(name)).map(String::trim).filter(text -> !text.isEmpty());
        value.ifPresent(text -> {
            if (text.length() > longest || !LINE.matcher(text).matches()) {
                throw invalid(name, "one line of at most " + longest + " characters");
            }
            if (!Secrets.find(text).isEmpty()) {
                throw Problem.of(422, "field.secret", name + " holds a credential; send it without.")
                        .field(name);
            }
        });
        return value;
    }

    private Optional<String> url(String name) {
        Optional<String> value = value(name, URL_LENGTH);
        value.filter(text -> !isWebAddress(text)).ifPresent(_ -> {
            throw invalid(name, "an http or https URL");
        });
        return value;
    }

    public static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Problem invalid(String name, String takes) {
        return Problem.of(422, "field.invalid", name + " takes " + takes + ".").field(name);
    }
}
