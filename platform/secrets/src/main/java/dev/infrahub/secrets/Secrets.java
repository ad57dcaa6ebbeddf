package dev.infrahub.secrets;

import java.util.List;
import java.util.function.Function;

/**
 * Finds credentials. In text: by their form, or by the name they are assigned to. In a value whose name is known: also by
 * that name. Time is linear in the length of the text; nothing that is found is kept or logged.
 */
public final class Secrets {

    private Secrets() {}

    /** The credentials in a text, in order and apart from each other; one inside base64 is found as the whole of it. */
    public static List<Finding> find(CharSequence text) {
        SecretNames names = new SecretNames();
        return Layers.search(text.toString(), layer -> Search.in(layer, names));
    }

    /**
     * The credentials in a file, and what should be done lest one comes out ({@link Rule#isAdvice}): in Terraform's files also by
     * where a value stands in their structure, which a path tells them by.
     */
    public static List<Finding> inFile(String path, String text) {
        List<Finding> asText = find(text);
        TerraformFile file = TerraformFile.of(path, text);
        return switch (file) {
            case NONE -> asText;
            case STATE -> TerraformState.find(text, asText);
            case CODE, VARIABLES, BACKEND, OTHER -> TerraformCode.find(file, text, asText);
        };
    }

    /** The credentials in the value of an attribute, found out by now: all of it where the name says so. */
    public static List<Finding> inAttribute(String name, String value) {
        return SecretName.of(name).holds(value, Values.Writing.EVALUATED)
                ? List.of(new Finding(Rules.NAMED.id(), 0, value.length()))
                : find(value);
    }

    /**
     * The credentials in the items of a list whose name is known, by item: also where an item is only secret because of what
     * stands before it, as the argument of an option is and what follows the name of a command.
     */
    public static List<List<Finding>> inItems(String name, List<String> items) {
        return inItems(items, item -> inAttribute(name, item));
    }

    /** The same, where somebody knows what is in each item by itself. */
    public static List<List<Finding>> inItems(List<String> items, Function<String, List<Finding>> inItem) {
        return Items.in(items, inItem);
    }

    /** The text with each credential replaced. */
    public static String replace(CharSequence text, Function<Finding, String> replacement) {
        return replace(text, find(text), replacement);
    }

    /** The same of what was found, in order and apart from each other. */
    public static String replace(CharSequence text, List<Finding> findings, Function<Finding, String> replacement) {
        if (findings.isEmpty()) {
            return text.toString();
        }
        StringBuilder replaced = new StringBuilder(text.length());
        int done = 0;
        for (Finding finding : findings) {
            replaced.append(text, done, finding.start()).append(replacement.apply(finding));
            done = finding.end();
        }
        return replaced.append(text, done, text.length()).toString();
    }
}
