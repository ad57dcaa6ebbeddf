package dev.infrahub.chatservice.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is counted. */
public enum Measure {
    MODULES("modules", null),
    DRIFTED("modules that drifted", Kind.DRIFT),
    FINDINGS("open credentials", Kind.SECRET),
    WAITING("changes that wait", Kind.CHANGE),
    PLANS("plans", Kind.PLAN),
    CHANGES("changes", Kind.CHANGE),
    FAILURES("failed pipelines", Kind.FAILURE);

    private final String words;
    private final Optional<Kind> kind;

    Measure(String words, @Nullable Kind kind) {
        this.words = words;
        this.kind = Optional.ofNullable(kind);
    }

    public String words() {
        return words;
    }

    /** What reading it needs; nothing for modules, which all kinds of facts name. */
    public Optional<Kind> kind() {
        return kind;
    }
}
