package dev.infrahub.chatservice.domain.component;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.json.YamlValues;
import java.util.Optional;
import java.util.Set;

/** Files that say by themselves what a component is: its entry in the catalog, and the contract of its API. */
final class Descriptions {

    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");

    private Descriptions() {}

    static void catalog(SourceFile file, Found found) {
        for (Value entity :
                YamlValues.parse(file.content()).orElse(Value.Special.NULL).each()) {
            if (entity.at("kind").text().filter("Component"::equals).isPresent()) {
                entity.at("metadata", "description").text().ifPresent(text -> found.say(Found.Says.CATALOG, text));
                entity.at("metadata", "tags").each().forEach(tag -> tag.text().ifPresent(found::tag));
                entity.at("spec", "dependsOn").each().forEach(one -> one.text().ifPresent(found::dependency));
            }
        }
    }

    /** Whether it is a contract of OpenAPI, which is then read. */
    static boolean openApi(SourceFile file, Found found) {
        Optional<Value> document =
                file.name().endsWith(".json") ? Value.ofJson(file.content()) : YamlValues.parse(file.content());
        Value contract = document.orElse(Value.Special.NULL);
        boolean isContract =
                !contract.at("openapi").isNull() || !contract.at("swagger").isNull();
        if (isContract) {
            found.tag("openapi");
            contract.at("info", "description")
                    .text()
                    .or(() -> contract.at("info", "title").text())
                    .ifPresent(text -> found.say(Found.Says.OPENAPI, text));
            Json.members(contract.at("paths"))
                    .forEach((path, methods) -> Json.members(methods).keySet().stream()
                            .filter(METHODS::contains)
                            .forEach(method -> found.endpoint(method, path)));
        }
        return isContract;
    }
}
