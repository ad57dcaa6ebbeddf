package dev.infrahub.console.pipelines;

import java.util.List;
import java.util.Map;

/** A module made from a golden path, as {@code POST /api/scaffold-terraform} answers. */
public record Scaffold(
        String name, String cloud, GoldenPath goldenPath, Map<String, String> files, List<String> warnings) {

    /** The path that was chosen. */
    public record GoldenPath(String id, String title, String because) {}
}
