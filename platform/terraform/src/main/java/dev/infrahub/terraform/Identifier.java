package dev.infrahub.terraform;

/** A name as the language of Terraform has it, in ASCII: a letter or underscore, then letters, digits, underscores and hyphens. */
final class Identifier {

    private Identifier() {}

    static boolean isOne(String text) {
        return !text.isEmpty()
                && !isDigit(text.charAt(0))
                && text.charAt(0) != '-'
                && text.chars().allMatch(Identifier::isPart);
    }

    private static boolean isPart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '-';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
