package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The attributes that the block of one change shows as changed; nested lines stand further to the right. */
final class TextAttributes {

    private static final Pattern NAMED = Pattern.compile("\\s*(?:[+~!-]|-/\\+|\\+/-) +([\\w-]+)\\s*(?:[={].*)?");
    private static final Pattern EARLY = Pattern.compile("\\s{2,}([\\w-]+)[\\w.%#-]*:\\s.*");
    private static final String SIGNS = "+~!-";

    private final Set<String> names = new TreeSet<>();
    private final Set<String> forcing = new LinkedHashSet<>();
    /** Those in which something changes besides a mark. */
    private final Set<String> valued = new TreeSet<>();

    private final Set<String> marked = new TreeSet<>();
    /** Where they are of interest. */
    private final Optional<TextValues> values;

    private @Nullable String attribute;
    private boolean onlyMarks;
    /** Where the names of the block's own attributes begin, as the first of them does. */
    private int column = -1;

    /** @param withValues whether what the lines show of values is of interest */
    TextAttributes(boolean withValues) {
        values = withValues ? Optional.of(new TextValues()) : Optional.empty();
    }

    void read(TextLine line) {
        String text = line.text().stripLeading();
        if (text.startsWith("# ")) {
            onlyMarks |= text.endsWith("The value is unchanged.");
        } else if (!text.isEmpty()) {
            column = column < 0 ? line.indent() : column;
            if (SIGNS.indexOf(text.charAt(0)) >= 0) {
                readSigned(line.text());
            }
        }
        if (attribute != null && text.endsWith("# forces replacement")) {
            forcing.add(attribute);
        }
    }

    private void readSigned(String line) {
        Matcher matcher = NAMED.matcher(line);
        if (matcher.matches() && matcher.start(1) == column) {
            attribute = matcher.group(1);
            names.add(attribute);
            String name = attribute;
            values.ifPresent(of -> of.add(name, line.stripLeading()));
        }
        if (!opens(line)) {
            if (attribute != null) {
                (onlyMarks ? marked : valued).add(attribute);
            }
            onlyMarks = false;
        }
    }

    /** Whether what changes stands in the lines below. */
    private static boolean opens(String line) {
        return line.endsWith("{") || line.endsWith("[") || line.endsWith("(");
    }

    /** Of Terraform 0.11: {@code ami: "a" => "b" (forces new resource)}. */
    void readEarly(String line) {
        Matcher matcher = EARLY.matcher(line);
        if (matcher.matches()) {
            names.add(matcher.group(1));
            valued.add(matcher.group(1));
            if (line.endsWith("(forces new resource)")) {
                forcing.add(matcher.group(1));
            }
        }
    }

    /** As far as they were read and are shown. */
    ChangeValues values() {
        return values.map(TextValues::values).orElse(ChangeValues.UNKNOWN);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    List<String> changed() {
        List<String> changed = new ArrayList<>(names);
        changed.removeAll(remarked());
        return changed;
    }

    /** Those of which nothing but the sensitive mark changes. */
    List<String> remarked() {
        return marked.stream().filter(name -> !valued.contains(name)).toList();
    }

    List<String> forcing() {
        return List.copyOf(forcing);
    }
}
