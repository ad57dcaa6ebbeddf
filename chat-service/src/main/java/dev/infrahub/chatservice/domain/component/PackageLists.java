package dev.infrahub.chatservice.domain.component;

import java.util.List;
import java.util.Locale;

/** Files that name packages line by line: of Python, of Go, of Gradle. */
final class PackageLists {

    private static final List<String> DESCRIBING = List.of("[project]", "[tool.poetry]");

    private PackageLists() {}

    /** {@code psycopg[binary]>=3.1  # driver}. */
    static void requirements(SourceFile file, Found found) {
        found.tag("python");
        file.content().lines().map(String::strip).forEach(line -> Technologies.named("pypi", name(line), found));
    }

    /** The names in quotes of its lists, and of Poetry the keys of its tables. */
    static void pyproject(SourceFile file, Found found) {
        found.tag("python");
        String table = "";
        for (String raw : file.content().lines().toList()) {
            String line = raw.strip();
            if (line.startsWith("[")) {
                table = line;
            } else if (line.startsWith("description") && DESCRIBING.contains(table)) {
                Texts.quotedIn(line).stream().findFirst().ifPresent(text -> found.say(Found.Says.PACKAGE, text));
            } else if (table.startsWith("[tool.poetry") && table.contains("dependencies")) {
                Technologies.named("pypi", name(line), found);
            } else {
                Texts.quotedIn(line).forEach(text -> Technologies.named("pypi", name(text), found));
            }
        }
    }

    private static String name(String requirement) {
        int end = 0;
        while (end < requirement.length()
                && (Character.isLetterOrDigit(requirement.charAt(end))
                        || "-_.".indexOf(requirement.charAt(end)) >= 0)) {
            end++;
        }
        return requirement.substring(0, end).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code github.com/jackc/pgx/v5 v5.7.1}: the version of a path is none of its name. */
    static void goMod(SourceFile file, Found found) {
        found.tag("go");
        for (String raw : file.content().lines().toList()) {
            String line = raw.strip();
            String path = line.startsWith("require ")
                    ? line.substring("require ".length()).strip()
                    : line;
            int space = path.indexOf(' ');
            String name = space < 0 ? path : path.substring(0, space);
            int slash = name.lastIndexOf('/');
            boolean isVersion = slash > 0 && name.startsWith("/v", slash) && name.length() - slash <= 4;
            Technologies.named("go", isVersion ? name.substring(0, slash) : name, found);
        }
    }

    /** {@code implementation("org.postgresql:postgresql:42.7.4")}. */
    static void gradle(SourceFile file, Found found) {
        found.tag("java");
        found.tag("gradle");
        for (String coordinates : file.content()
                .lines()
                .flatMap(line -> Texts.quotedIn(line).stream())
                .toList()) {
            int first = coordinates.indexOf(':');
            int second = coordinates.indexOf(':', first + 1);
            if (first > 0) {
                Technologies.named("maven", second < 0 ? coordinates : coordinates.substring(0, second), found);
            }
        }
    }
}
