package dev.infrahub.bench.corpora;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What kind of file a text is, or would be. */
public enum Format {
    JSON(true),
    YAML(true),
    XML(true),
    /** Names and values: environment, INI, properties, TOML. */
    PROPERTIES(true),
    HCL(true),
    SHELL(false),
    CODE(false),
    PROSE(false),
    /** A private key, or another block of its kind. */
    KEY(false),
    /** A single word. */
    WORD(false),
    /** A line of code, a command's output, a log. */
    OTHER(false);

    private final boolean isConfiguration;

    Format(boolean isConfiguration) {
        this.isConfiguration = isConfiguration;
    }

    boolean isConfiguration() {
        return isConfiguration;
    }

    /** Of a file: by its name, else by how it looks. */
    static Format ofFile(String path, String text) {
        String ending = path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1);
        return switch (ending.toLowerCase(Locale.ROOT)) {
            case "json" -> JSON;
            case "yml", "yaml" -> YAML;
            case "xml", "plist", "config" -> XML;
            case "env", "ini", "properties", "toml", "cfg", "conf", "cnf", "npmrc", "s3cfg" -> PROPERTIES;
            case "tf", "tfvars", "hcl" -> HCL;
            case "sh", "bash", "bashrc", "bash_profile", "zsh", "ps1" -> SHELL;
            case "go", "py", "js", "ts", "java", "rb", "php", "c", "cs", "kt", "kts" -> CODE;
            case "gradle", "scala", "rs", "sql", "ipynb", "patch" -> CODE;
            case "md", "adoc", "rst", "html" -> PROSE;
            case "pem", "key", "ppk", "asc" -> KEY;
            default -> ofText(text);
        };
    }

    /** Of an example without a file: by how it looks. */
    static Format ofText(String text) {
        String whole = text.strip();
        List<String> lines = whole.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (whole.startsWith("-----BEGIN")) {
            return KEY;
        } else if (whole.startsWith("{") || whole.startsWith("[") || all(lines, line -> line.startsWith("\""))) {
            return JSON;
        } else if (whole.startsWith("<")) {
            return XML;
        } else if (whole.startsWith("curl ") || whole.startsWith("export ") || whole.startsWith("$ ")) {
            return SHELL;
        } else if (all(lines, Format::isAssignment)) {
            return PROPERTIES;
        } else if (all(lines, Format::isMember)) {
            return YAML;
        }
        return whole.chars().noneMatch(Character::isWhitespace) ? WORD : OTHER;
    }

    private static boolean all(List<String> lines, Predicate<String> are) {
        return !lines.isEmpty() && lines.stream().allMatch(are);
    }

    /** {@code NAME=value}, as no program writes it. */
    private static boolean isAssignment(String line) {
        int sign = line.indexOf('=');
        // base64 ends so, too
        boolean isWhole = sign > 0 && sign + 1 < line.length() && line.charAt(sign + 1) != '=';
        return isWhole && isName(line.substring(0, sign).stripTrailing()) && !line.endsWith(";");
    }

    /** {@code name: value} or {@code - value}. */
    private static boolean isMember(String line) {
        int sign = line.indexOf(':');
        boolean isAlone = sign > 0 && (sign + 1 == line.length() || line.charAt(sign + 1) == ' ');
        return line.startsWith("- ") || (isAlone && isName(line.substring(0, sign)));
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-.".indexOf(c) >= 0);
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
