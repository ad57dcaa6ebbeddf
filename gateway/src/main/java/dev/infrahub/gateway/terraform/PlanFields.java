package dev.infrahub.gateway.terraform;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.http.constraints.TextDefaults;
import dev.infrahub.http.constraints.WebAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The text members around a plan, from a JSON body or from query parameters; checked when they are asked for. */
public final class PlanFields {

    static final Set<String> NAMES =
            Set.of("module", "client", "environment", "team", "prUrl", "commit", "runUrl", "planId");

    private static final int MODULE_LENGTH = 255;
    private static final int NAME_LENGTH = 100;
    private static final int URL_LENGTH = 2000;

    private final Map<String, String> values = new HashMap<>();

    void put(String name, String value) {
        values.put(name, value);
    }

    Optional<UUID> planId() {
        return value("planId", NAME_LENGTH).map(text -> Parameters.uuid("planId", text));
    }

    Optional<String> client() {
        Optional<String> client = value("client", NAME_LENGTH);
        client.filter(name -> !Clients.NAME.matcher(name).matches()).ifPresent(_ -> {
            throw Problem.invalid("client", "takes letters, digits, dots, hyphens and underscores");
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
        value.flatMap(text -> TextDefaults.wrong(name, text, longest, false)).ifPresent(problem -> {
            throw problem;
        });
        return value;
    }

    private Optional<String> url(String name) {
        Optional<String> value = value(name, URL_LENGTH);
        value.filter(text -> !WebAddress.Check.isOne(text)).ifPresent(_ -> {
            throw Problem.invalid(name, "takes an http or https URL");
        });
        return value;
    }
}
