package dev.infrahub.chatservice.domain.review;

import java.util.List;
import java.util.Locale;

/**
 * A name and one text that it is set to, in a file of Terraform or of YAML as it is after the change. Of a list each item is one.
 *
 * @param within what it stands in, from outside on, as far as the diff shows it: {@code resource aws_instance web}
 * @param value without quotes
 */
record Setting(DiffLine line, List<String> within, String name, String value) {

    Setting {
        within = List.copyOf(within);
    }

    boolean isNamed(String... names) {
        return List.of(names).contains(name);
    }

    boolean isTrue() {
        return value.equals("true");
    }

    boolean isFalse() {
        return value.equals("false");
    }

    String lower() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** Whether it stands in a block of that type, or of that type and with those labels. */
    boolean isWithin(String... outers) {
        return within.stream()
                .anyMatch(one ->
                        List.of(outers).stream().anyMatch(outer -> one.equals(outer) || one.startsWith(outer + " ")));
    }
}
