package dev.infrahub.gateway.access;

import dev.infrahub.http.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What was called, as it is kept: the method and the template of the path. Whoever calls writes what they like where an id
 * belongs, a credential by mistake; so only what can be nothing but an id is kept of it.
 */
final class Route {

    /** Of an ITSM system, or of the hub's own making. */
    private static final Pattern CHANGE = Pattern.compile("[A-Z]{2,10}-?[0-9]{1,12}|CHG-[0-9A-F]{16}");

    private Route() {}

    static String of(HttpMethod method, Optional<PathPattern> template, PathContainer path) {
        String name = List.of(HttpMethod.values()).contains(method) ? method.name() : "(another method)";
        return name + " " + template.map(pattern -> filled(pattern, path)).orElse("(no endpoint)");
    }

    private static String filled(PathPattern template, PathContainer path) {
        PathPattern.PathMatchInfo match = template.matchAndExtract(path);
        String filled = template.getPatternString();
        if (match != null) {
            for (Map.Entry<String, String> variable : match.getUriVariables().entrySet()) {
                if (isSafe(variable.getValue())) {
                    filled = filled.replace("{" + variable.getKey() + "}", variable.getValue());
                }
            }
        }
        return filled;
    }

    private static boolean isSafe(String id) {
        return Parameters.uuid(id).isPresent() || CHANGE.matcher(id).matches();
    }
}
