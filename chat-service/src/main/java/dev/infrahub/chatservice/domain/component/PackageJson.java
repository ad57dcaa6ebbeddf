package dev.infrahub.chatservice.domain.component;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import java.util.Map;

/** What a package of npm says of itself. */
final class PackageJson {

    private PackageJson() {}

    static void read(SourceFile file, Found found) {
        Map<String, Value> members = Json.members(file.content());
        if (members.isEmpty()) {
            return;
        }
        Value whole = new Value.Members(members);
        found.tag("nodejs");
        whole.at("description").text().ifPresent(text -> found.say(Found.Says.PACKAGE, text));
        Json.members(whole.at("dependencies")).keySet().forEach(name -> Technologies.named("npm", name, found));
        if (!Json.members(whole.at("devDependencies", "typescript")).isEmpty()
                || whole.at("devDependencies", "typescript").text().isPresent()) {
            found.tag("typescript");
        }
    }
}
