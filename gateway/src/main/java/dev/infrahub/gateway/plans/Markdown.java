package dev.infrahub.gateway.plans;

import java.util.regex.Pattern;

/** Text and names as GitHub-flavoured Markdown that shows them and nothing else: no markup, links or mentions of theirs. */
final class Markdown {

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+!|~&$]");
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Markdown() {}

    static String text(String plain) {
        // a backslash keeps nobody from being mentioned; a zero-width space does
        return MARKUP.matcher(line(plain)).replaceAll("\\\\$0").replace("@", "@\u200B");
    }

    /** For code blocks, where nothing but the end of the block is markup. */
    static String line(String plain) {
        return CONTROL.matcher(plain).replaceAll(" ");
    }

    static String code(String name) {
        String line = line(name);
        // longer than any run inside
        String fence = "`"
                .repeat(1
                        + BACKTICKS
                                .matcher(line)
                                .results()
                                .mapToInt(run -> run.group().length())
                                .max()
                                .orElse(0));
        return fence.length() == 1 ? "`" + line + "`" : fence + " " + line + " " + fence;
    }
}
