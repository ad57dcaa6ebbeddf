package dev.infrahub.chatservice.domain.component;

import java.util.List;
import java.util.Set;

/** Reads the files of a component, each by what it is. What is broken in one of them hides nothing of the others. */
public final class ComponentReader {

    private static final int MOST_FILES = 200;

    /** Of one file. */
    private static final int LONGEST = 200_000;

    private static final Set<String> DOCUMENTS = Set.of("json", "yaml", "yml");
    private static final Set<String> CODE = Set.of("cs", "java", "kt", "js", "mjs", "cjs", "ts", "py", "go");

    private ComponentReader() {}

    public static ComponentFacts read(List<SourceFile> files) {
        Found found = new Found();
        files.stream().limit(MOST_FILES).forEach(file -> read(shortened(file, found), found));
        if (files.size() > MOST_FILES) {
            found.limit(
                    "Files beyond the first " + MOST_FILES + " were not read: " + (files.size() - MOST_FILES) + ".");
        }
        return found.facts();
    }

    private static SourceFile shortened(SourceFile file, Found found) {
        if (file.content().length() <= LONGEST) {
            return file;
        }
        found.limit("Of a file of more than " + LONGEST + " characters only the beginning was read.");
        return new SourceFile(file.path(), file.content().substring(0, LONGEST));
    }

    private static void read(SourceFile file, Found found) {
        String name = file.name();
        String end = name.substring(name.lastIndexOf('.') + 1);
        switch (name) {
            case "package.json" -> PackageJson.read(file, found);
            case "pom.xml" -> XmlFiles.read(file, found);
            case "build.gradle", "build.gradle.kts" -> PackageLists.gradle(file, found);
            case "requirements.txt" -> PackageLists.requirements(file, found);
            case "pyproject.toml" -> PackageLists.pyproject(file, found);
            case "go.mod" -> PackageLists.goMod(file, found);
            case "catalog-info.yaml", "catalog-info.yml" -> Descriptions.catalog(file, found);
            case "docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml" ->
                Containers.compose(file, found);
            default -> byEnd(file, name, end, found);
        }
    }

    private static void byEnd(SourceFile file, String name, String end, Found found) {
        if (name.startsWith("readme")) {
            Readme.read(file, found);
        } else if (name.startsWith("dockerfile") || end.equals("dockerfile")) {
            Containers.dockerfile(file, found);
        } else if (end.equals("csproj") || end.equals("fsproj")) {
            XmlFiles.read(file, found);
        } else if (end.equals("tf")) {
            TerraformFiles.read(file, found);
        } else if (DOCUMENTS.contains(end)) {
            if (!Descriptions.openApi(file, found)) {
                Settings.read(file, found);
            }
        } else if (CODE.contains(end)) {
            Routes.read(file, found);
        }
    }
}
