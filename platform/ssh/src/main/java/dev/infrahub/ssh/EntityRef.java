package dev.infrahub.ssh;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A catalog entity of Backstage by its whole reference, {@code kind:namespace/name}. Backstage compares references without
 * regard to case, so this is lower case.
 *
 * <p>Parts are as {@code @backstage/catalog-model} validates them: at most 63 characters each; a kind of letters and digits
 * with a letter first, a namespace that is a DNS label, a name of letters, digits and {@code - _ .} between letters or digits.
 */
public record EntityRef(String text) {

    /** In lower case. */
    public static final String PATTERN =
            "[a-z][a-z0-9]{0,62}" + ":(?=[^/]{1,63}/)[a-z0-9]+(-+[a-z0-9]+)*" + "/[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    /** @throws IllegalArgumentException for what is none */
    public EntityRef {
        text = text.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("is no entity reference like component:default/checkout");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
