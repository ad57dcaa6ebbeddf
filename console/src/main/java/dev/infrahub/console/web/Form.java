package dev.infrahub.console.web;

import java.util.Optional;
import org.springframework.util.MultiValueMap;

/** What somebody filled in. */
public record Form(MultiValueMap<String, String> members) {

    private static final String ONCE = "_once";
    private static final int LONGEST_KEY = 36;

    /** Where there is something in it. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(members.getFirst(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** As it was filled in, to be shown again. */
    public String said(String name) {
        return text(name).orElse("");
    }

    /** What it is known by, in case it is sent twice. */
    public Optional<String> once() {
        return text(ONCE).filter(Form::isSendable);
    }

    private static boolean isSendable(String key) {
        return key.length() <= LONGEST_KEY
                && key.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    public boolean isChecked(String name) {
        return members.containsKey(name);
    }
}
