package dev.infrahub.json;

/** A way in which a document can be too large. Whoever reads it says of what: {@code plan.too_deep}, {@code body.too_deep}. */
public enum Limit {
    DEPTH("too_deep", "nested deeper than %d levels"),
    TOKENS("too_many_values", "of more than %d names and values"),
    TREE("value_too_large", "with one value of more than %d names and values"),
    CHANGES("too_many_changes", "with more than %d changes"),
    MEMBERS("too_many_members", "with an object of more than %d members"),
    NAMES("too_many_names", "with more than %d different names of members"),
    STRING("string_too_long", "with a string of more than %d characters"),
    NUMBER("number_too_long", "with a number of more than %d characters"),
    NAME("name_too_long", "with a name of more than %d characters"),
    BYTES("too_large", "in more than %d bytes"),
    LINES("too_many_lines", "in a log of more than %d lines"),
    TEXT("text_too_long", "of more than %d characters"),
    TIME("too_slow_to_read", "that takes more than %d s to read");

    private final String code;
    private final String sentence;

    Limit(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** Behind the dot of a problem's code. */
    public String code() {
        return code;
    }

    /** @throws BeyondLimit where there is more than that */
    public void check(long count, long most) {
        if (count > most) {
            throw beyond(most);
        }
    }

    /** What is thrown where there is more than that. */
    public BeyondLimit beyond(long most) {
        return new BeyondLimit(this, sentence.formatted(most));
    }
}
