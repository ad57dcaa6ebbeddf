package dev.infrahub.chatservice.domain.component;

import java.util.Locale;

/** A file of a component. */
public record SourceFile(String path, String content) {

    String name() {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT);
    }
}
