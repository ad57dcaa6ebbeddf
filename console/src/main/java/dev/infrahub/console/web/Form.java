package dev.infrahub.console.web;

import java.util.Optional;
import org.springframework.util.MultiValueMap;

/** What somebody filled in. */
public record Form(MultiValueMap<String, String> members) {

    /** Where there is something in it. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(members.getFirst(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** As it was filled in, to be shown again. */
    public String said(String name) {
        return text(name).orElse("");
    }

    public boolean isChecked(String name) {
        return members.containsKey(name);
    }
}
