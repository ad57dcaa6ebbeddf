package dev.infrahub.chatservice.domain.component;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.json.YamlValues;
import java.util.Locale;

/** What images a component is made of, and which it runs beside. */
final class Containers {

    private Containers() {}

    static void dockerfile(SourceFile file, Found found) {
        found.tag("docker");
        file.content()
                .lines()
                .map(String::strip)
                .filter(line -> line.regionMatches(true, 0, "FROM ", 0, 5))
                .forEach(line -> base(image(line.substring(5).strip()), found));
    }

    private static void base(String image, Found found) {
        String name = image.toLowerCase(Locale.ROOT);
        if (name.contains("dotnet/")) {
            found.tag("dotnet");
        } else if (name.equals("node") || name.endsWith("/node")) {
            found.tag("nodejs");
        } else if (name.equals("python") || name.equals("golang")) {
            found.tag(name.equals("golang") ? "go" : name);
        }
    }

    /** Services of Compose that run an image of their own are what it needs. */
    static void compose(SourceFile file, Found found) {
        found.tag("docker-compose");
        Value compose = YamlValues.parse(file.content()).orElse(Value.Special.NULL);
        Json.members(compose.at("services"))
                .values()
                .forEach(service -> service.at("image")
                        .text()
                        .ifPresent(image -> Technologies.named("image", image(image), found)));
    }

    /** Without flags, tag and digest. */
    private static String image(String said) {
        String image = said;
        while (image.startsWith("--") && image.indexOf(' ') > 0) {
            image = image.substring(image.indexOf(' ') + 1).strip();
        }
        int end = image.indexOf(' ');
        String name = end < 0 ? image : image.substring(0, end);
        int digest = name.indexOf('@');
        name = digest < 0 ? name : name.substring(0, digest);
        int tag = name.indexOf(':', name.lastIndexOf('/') + 1);
        return tag < 0 ? name : name.substring(0, tag);
    }
}
