package dev.infrahub.chatservice.domain.component;

import java.util.List;

/** Reads the files of a component, each by what it is. What is broken in one of them hides nothing of the others. */
public final class ComponentReader {

    private static final int MOST_FILES = 500;

    /** Of one file. */
    private static final int LONGEST = 200_000;

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
        if (name.equals("package.json")) {
            PackageJson.read(file, found);
        } else if (name.endsWith(".tf")) {
            TerraformFiles.read(file, found);
        } else if (name.startsWith("readme")) {
            Readme.read(file, found);
        }
    }
}
