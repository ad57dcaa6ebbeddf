package dev.infrahub.gateway.web.plans;

import java.util.regex.Pattern;

/** Text and names as GitHub-flavoured Markdown that shows them and nothing else: no markup, links or mentions of theirs. */
final class Markdown {

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+!|~&$]");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Markdown() {}

    static String text(String plain) {
        String line = CONTROL.matcher(plain).replaceAll(" ");
        // a backslash keeps nobody from being mentioned; a zero-width space does
        return MARKUP.matcher(line).replaceAll("\\\\$0").replace("@", "@\u200B");
    }

    static String code(String name) {
        String line = CONTROL.matcher(name).replaceAll(" ");
        return line.contains("`") ? "`` " + line + " ``" : "`" + line + "`";
    }
}
