package dev.infrahub.chatservice.domain.component;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a package of npm says of itself. */
final class PackageJson {

    private static final Set<Framework> FRAMEWORKS = Set.of(
            new Framework("@nestjs/core", "NestJS"),
            new Framework("express", "Express"),
            new Framework("fastify", "Fastify"),
            new Framework("koa", "Koa"),
            new Framework("next", "Next.js"));

    /** What serves requests, by its package. */
    private record Framework(String npm, String name) {}

    private PackageJson() {}

    static void read(SourceFile file, Found found) {
        Map<String, Value> members = Json.members(file.content());
        if (members.isEmpty()) {
            return;
        }
        Value whole = new Value.Members(members);
        found.tag("nodejs");
        whole.at("description").text().ifPresent(text -> found.say(Found.Says.PACKAGE, text));
        whole.at("name").text().ifPresent(found::name);
        Set<String> dependencies = Json.members(whole.at("dependencies")).keySet();
        dependencies.forEach(name -> Technologies.named("npm", name, found));
        String frameworks = FRAMEWORKS.stream()
                .filter(framework -> dependencies.contains(framework.npm()))
                .map(Framework::name)
                .sorted()
                .collect(Collectors.joining(" and "));
        if (!frameworks.isEmpty()) {
            found.kind("a Node.js service with " + frameworks);
        }
        if (!Json.members(whole.at("devDependencies", "typescript")).isEmpty()
                || whole.at("devDependencies", "typescript").text().isPresent()) {
            found.tag("typescript");
        }
    }
}
