package dev.infrahub.scaffolding;

import java.util.Optional;

/** What a module is called: {@code tf-}, its provider, and what it makes. */
public record ModuleName(Cloud cloud, String text) {

    /** As a regular expression; what it says of the provider is said again by {@link Cloud}. */
    public static final String PATTERN = "tf-(azurerm|aws|google|scaleway)(-[a-z0-9]+)+";

    /** As Backstage has it. */
    public static final int LONGEST = 63;

    private static final String START = "tf-";

    /** Empty where the text is no such name. */
    public static Optional<ModuleName> of(String text) {
        if (text.length() > LONGEST || !text.startsWith(START)) {
            return Optional.empty();
        }
        String rest = text.substring(START.length());
        int hyphen = rest.indexOf('-');
        return hyphen < 0 || !areParts(rest.substring(hyphen + 1))
                ? Optional.empty()
                : Cloud.of(rest.substring(0, hyphen)).map(cloud -> new ModuleName(cloud, text));
    }

    /** Lower-case letters and digits with single hyphens between them. */
    private static boolean areParts(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')
                && text.charAt(0) != '-'
                && !text.endsWith("-")
                && !text.contains("--");
    }

    /** Of a golden path. */
    static ModuleName of(GoldenPath path) {
        return new ModuleName(path.cloud(), START + path.id());
    }

    @Override
    public String toString() {
        return text;
    }
}
