package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Passwords among the arguments of commands that take them by an option of one letter: {@code mysql -psecret},
 * {@code curl -u user:secret}; as a line of a shell, or as a list of arguments.
 */
final class CommandLine {

    private static final int LONGEST = 1000;
    private static final int MOST_ARGUMENTS = 80;

    /** How an option of a command carries a password. */
    private enum Kind {
        /** In the next argument, or attached. */
        PASSWORD,
        /** Attached; what is the next argument is the name of a database, unless it looks like no name. */
        ATTACHED,
        /** Behind the name of a user, in either. */
        USER,
        /** The third argument that is no option. */
        THIRD,
        /** Behind the equals sign of a pair, in either. */
        PAIR,
        /** What stands for the command is an option with a user and a password behind it, whatever the command. */
        ITSELF,
        /** What stands for the command is an option that others have for a port: a password is what is made like one. */
        MADE
    }

    /** What an option means to a command, if the command has the word, too, that it needs for that. */
    private record Option(String letter, Kind kind, String needs) {}

    private static final Map<String, List<Option>> COMMANDS = commands();

    /** What follows the {@code -p} of words that are other options. */
    private static final Set<String> OTHER_OPTIONS = Set.of("rotocol", "ort", "lugin-dir", "ager", "rint-defaults");

    private static final CharClass OF_COMMAND = CharClass.of("A-Za-z0-9_./\\\\:-");
    private static final CharClass BETWEEN = CharClass.of(" \\t\\r,:\\[\\]");
    private static final CharClass BARE = CharClass.of("^\\s\"'\\\\`;|&<>()");
    private static final CharClass LEAD = CharClass.of("\\s\"'=:\\[+~/>-");
    private static final CharClass ARROW = CharClass.of(" >-");
    private static final int LONGEST_LEAD = 80;
    private static final List<String> COMMAND_MEMBERS =
            List.of("command", "cmd", "entry_point", "entryPoint", "entrypoint");
    private static final String MARKED = "(sensitive value)";
    private static final CharClass END = CharClass.of("`;|&<>)");
    private static final String QUOTES = "\"'";
    private static final String USER_ENDS = ":%,";

    private final Subject subject;
    private final String text;
    private final Assignment.Places places;

    /** Until where the arguments of a command have been read: its name among them is one of them. */
    private final Map<String, Integer> read = new HashMap<>(0);

    private int membersRead;

    CommandLine(Subject subject, Assignment.Places places) {
        this.subject = subject;
        this.text = subject.text;
        this.places = places;
    }

    private static Map<String, List<Option>> commands() {
        Map<String, List<Option>> all = new TreeMap<>();
        for (String name : List.of(
                "mysql",
                "mysqldump",
                "mysqladmin",
                "mysqlimport",
                "mysqlsh",
                "mysqlcheck",
                "mariadb",
                "mariadb-dump",
                "mariadb-admin")) {
            all.put(name, List.of(new Option("-p", Kind.ATTACHED, "")));
        }
        for (String name : List.of(
                "mongo",
                "mongosh",
                "mongodump",
                "mongorestore",
                "mongoimport",
                "mongoexport",
                "sshpass",
                "cqlsh",
                "useradd",
                "usermod",
                "rdesktop",
                "psexec")) {
            all.put(name, List.of(new Option("-p", Kind.PASSWORD, "")));
        }
        for (String name : List.of("docker", "podman", "buildah", "skopeo", "nerdctl", "helm", "az", "oc", "argocd")) {
            all.put(name, List.of(new Option("-p", Kind.PASSWORD, "login")));
        }
        for (String name :
                List.of("sqlcmd", "bcp", "osql", "mosquitto_pub", "mosquitto_sub", "zip", "unzip", "ipmitool")) {
            all.put(name, List.of(new Option("-P", Kind.PASSWORD, ""), new Option("/p:", Kind.PASSWORD, "")));
        }
        all.put("xfreerdp", List.of(new Option("/p:", Kind.PASSWORD, "")));
        all.put("gh secret", List.of(new Option("--body", Kind.PASSWORD, ""), new Option("-b", Kind.PASSWORD, "")));
        all.put("auth default", List.of(new Option("", Kind.MADE, "")));
        for (String name : List.of("ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldappasswd", "ldapwhoami")) {
            all.put(name, List.of(new Option("-w", Kind.PASSWORD, "")));
        }
        for (String name : List.of("snmpwalk", "snmpget", "snmpset", "snmpbulkwalk", "snmptrap")) {
            all.put(
                    name,
                    List.of(
                            new Option("-c", Kind.PASSWORD, ""),
                            new Option("-A", Kind.PASSWORD, ""),
                            new Option("-X", Kind.PASSWORD, "")));
        }
        all.put("redis-cli", List.of(new Option("-a", Kind.PASSWORD, "")));
        all.put("7z", List.of(new Option("-p", Kind.PASSWORD, "")));
        all.put("openssl", List.of(new Option("-k", Kind.PASSWORD, "enc")));
        all.put(
                "curl",
                List.of(
                        new Option("-u", Kind.USER, ""),
                        new Option("--user", Kind.USER, ""),
                        new Option("-U", Kind.USER, ""),
                        new Option("--proxy-user", Kind.USER, "")));
        for (String name : List.of("smbclient", "rpcclient", "winexe")) {
            all.put(name, List.of(new Option("-U", Kind.USER, "")));
        }
        all.put("etcdctl", List.of(new Option("--user", Kind.USER, "")));
        all.put("lftp", List.of(new Option("-u", Kind.USER, "")));
        for (String name : List.of(
                "-u",
                "--user",
                "--auth",
                "--basic-auth",
                "--basicauth",
                "--proxy-user",
                "--userpass",
                "--credentials")) {
            all.put('"' + name + '"', List.of(new Option("", Kind.ITSELF, "")));
        }
        all.put("\"-p\"", List.of(new Option("", Kind.MADE, "")));
        all.put("\"login\"", List.of(new Option("-p", Kind.PASSWORD, "")));
        all.put("kubectl", List.of(new Option("--from-literal", Kind.PAIR, "secret")));
        all.put("htpasswd", List.of(new Option("b", Kind.THIRD, "")));
        return Map.copyOf(all);
    }

    static String[] names() {
        return COMMANDS.keySet().stream().sorted().toArray(String[]::new);
    }

    /**
     * An argument, and where it stands.
     *
     * @param isQuoted whether it is what it is, and no expression
     * @param replaces whether it stands instead of the one before it, in a plan's text
     */
    private record Argument(String text, int start, int end, boolean isQuoted, boolean replaces) {}

    /** Finds the passwords among the arguments of the command whose name ends here. */
    void read(int start, int end) {
        boolean isPart = start > 0 && isPartOfName(text.charAt(start - 1));
        if (isPart || end == text.length() || OF_COMMAND.has(text.charAt(end))) {
            return;
        }
        String name = text.substring(start, end).toLowerCase(Locale.ROOT);
        List<Option> options = COMMANDS.getOrDefault(name, List.of());
        if (start < read.getOrDefault(name, 0)) {
            return;
        }
        List<Argument> arguments = arguments(start, end);
        int behind = arguments.isEmpty() ? end : arguments.getLast().end();
        subject.worked(behind - start);
        read.put(name, behind);
        readOptions(options, arguments);
        argumentsBefore(start).ifPresent(before -> readOptions(options, before));
    }

    private void readOptions(List<Option> options, List<Argument> arguments) {
        for (Option option : options) {
            boolean hasNeed = option.needs().isEmpty()
                    || arguments.stream().anyMatch(argument -> argument.text().equals(option.needs()));
            if (hasNeed) {
                read(option, arguments);
            }
        }
    }

    /** Of a member for them that stands before the one for the command: members are printed in the order of their names. */
    private Optional<List<Argument>> argumentsBefore(int name) {
        int member = name;
        while (member > 0 && name - member < LONGEST_LEAD && LEAD.has(text.charAt(member - 1))) {
            member--;
        }
        if (!isCommand(member)) {
            return Optional.empty();
        }
        int least = Math.max(membersRead, member - LONGEST);
        membersRead = name;
        subject.worked(member - least);
        int args = Math.max(text.lastIndexOf("args", member), text.lastIndexOf("arguments", member));
        int open = args < least ? -1 : text.indexOf('[', args, member);
        return open < 0 ? Optional.empty() : Optional.of(arguments(open, member, ']'));
    }

    private boolean isCommand(int memberEnd) {
        return COMMAND_MEMBERS.stream().anyMatch(member -> text.startsWith(member, memberEnd - member.length()));
    }

    private static boolean isPartOfName(char c) {
        return CharClass.DASHED.has(c) || c == '.' || c == '@';
    }

    private List<Argument> arguments(int start, int end) {
        int name = start;
        while (name > 0 && start - name < LONGEST && OF_COMMAND.has(text.charAt(name - 1))) {
            name--;
        }
        char before = name > 0 ? text.charAt(name - 1) : ' ';
        boolean isQuoted = QUOTES.indexOf(before) >= 0;
        boolean isItem = isQuoted && text.charAt(end) == before;
        char closing = isQuoted && !isItem ? before : '\n';
        return arguments(isItem ? end + 1 : end, Math.min(text.length(), end + LONGEST), closing);
    }

    private List<Argument> arguments(int from, int limit, char closing) {
        List<Argument> all = new ArrayList<>();
        int at = next(from, limit);
        while (at < limit && all.size() < MOST_ARGUMENTS && !isEnd(text.charAt(at), closing)) {
            boolean replaces = text.startsWith("->", at) || (!all.isEmpty() && replaces(all.getLast(), at));
            at = text.startsWith("->", at) ? BETWEEN.end(text, at + 2, LONGEST) : at;
            if (at >= limit) {
                break;
            }
            Argument argument = argument(at, limit, closing, replaces);
            all.add(argument);
            boolean isClosed = argument.end() < limit && argument.start() > at && text.charAt(argument.end()) != '\n';
            at = next(isClosed ? argument.end() + 1 : Math.max(argument.end(), at + 1), limit);
        }
        return all;
    }

    /** Whether the item before it is removed in a plan's text, and this one added. */
    private boolean replaces(Argument before, int at) {
        return sign(before.start() - 1) == '-' && sign(at) == '+';
    }

    private char sign(int item) {
        return item > 1 && text.charAt(item - 1) == ' ' && "+-".indexOf(text.charAt(item - 2)) >= 0
                ? text.charAt(item - 2)
                : ' ';
    }

    private static boolean isEnd(char c, char closing) {
        return c == closing || END.has(c) || c == '\n';
    }

    /** Over what stands between arguments; also over a line's end where the next line goes on. */
    private int next(int from, int limit) {
        int at = from;
        while (at < limit) {
            char c = text.charAt(at);
            boolean isContinued =
                    c == '\\' && at + 1 < limit && (text.charAt(at + 1) == '\n' || text.charAt(at + 1) == '\r');
            if (isContinued) {
                at += 2;
            } else if (text.startsWith(MARKED, at)) {
                at = ARROW.end(text, at + MARKED.length(), LONGEST);
            } else if (c == '\n' && goesOn(from, at)) {
                at++;
                at = BETWEEN.end(text, at, LONGEST);
                at += at + 1 < limit && "+~-".indexOf(text.charAt(at)) >= 0 && text.charAt(at + 1) == ' ' ? 2 : 0;
            } else if (BETWEEN.has(c)) {
                at++;
            } else {
                return at;
            }
        }
        return limit;
    }

    /** Behind a comma, or before the next item of a list in YAML. */
    private boolean goesOn(int from, int lineEnd) {
        boolean isBehindComma = text.lastIndexOf(',', lineEnd) >= from || text.lastIndexOf('[', lineEnd) >= from;
        return isBehindComma || text.startsWith("- ", BETWEEN.end(text, lineEnd + 1, LONGEST));
    }

    private Argument argument(int at, int limit, char closing, boolean replaces) {
        char c = text.charAt(at);
        if (QUOTES.indexOf(c) >= 0) {
            int end = quoteEnd(at + 1, limit, c);
            return new Argument(text.substring(at + 1, end), at + 1, end, true, replaces);
        }
        int end = at;
        while (end < limit && BARE.has(text.charAt(end)) && text.charAt(end) != closing) {
            end++;
        }
        boolean hasQuoted =
                end < limit && end > at && text.charAt(end) != closing && QUOTES.indexOf(text.charAt(end)) >= 0;
        if (hasQuoted) {
            end = quoteEnd(end + 1, limit, text.charAt(end));
        }
        return new Argument(text.substring(at, end), at, end, false, replaces);
    }

    private int quoteEnd(int from, int limit, char quote) {
        int end = from;
        while (end < limit && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end++;
        }
        return end;
    }

    private void read(Option option, List<Argument> arguments) {
        if (option.kind() == Kind.THIRD) {
            readThird(option, arguments);
            return;
        }
        if (option.kind() == Kind.ITSELF || option.kind() == Kind.MADE) {
            readBehind(option, arguments, 0);
            return;
        }
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (argument.text().equals(option.letter())) {
                readBehind(option, arguments, i + 1);
            } else if (argument.text().startsWith(option.letter())) {
                int quote = option.letter().length();
                boolean isSeparate = "\"'=".indexOf(argument.text().charAt(quote)) >= 0;
                int skipped = isSeparate ? quote + 1 : quote;
                add(option, argument, argument.text().substring(skipped), argument.start() + skipped);
            }
        }
    }

    /** One, and what replaces it. */
    private void readBehind(Option option, List<Argument> arguments, int first) {
        for (int i = first;
                i < arguments.size() && (i == first || arguments.get(i).replaces());
                i++) {
            Argument value = arguments.get(i);
            if (option.kind() != Kind.ATTACHED || !Values.looksLikeAName(value.text())) {
                add(option, value, value.text(), value.start());
            }
        }
    }

    /** Of {@code htpasswd -b file user password}. */
    private void readThird(Option option, List<Argument> arguments) {
        boolean isGiven = arguments.stream()
                .anyMatch(argument ->
                        argument.text().startsWith("-") && argument.text().contains(option.letter()));
        List<Argument> others = arguments.stream()
                .filter(argument -> !argument.text().startsWith("-"))
                .toList();
        if (isGiven && others.size() > 2) {
            add(option, others.get(2), others.get(2).text(), others.get(2).start());
        }
    }

    /** {@code "-u", "1000:1000"} is the user and the group of a container. */
    private static boolean isNoGroup(String value) {
        return !Values.looksLikeAName(value) && !value.chars().allMatch(Character::isDigit);
    }

    private void add(Option option, Argument in, String argument, int start) {
        int behind = 0;
        boolean isPair = option.kind() == Kind.USER || option.kind() == Kind.PAIR || option.kind() == Kind.ITSELF;
        if (isPair) {
            String ends = option.kind() == Kind.PAIR ? "=" : USER_ENDS;
            while (behind < argument.length() && ends.indexOf(argument.charAt(behind)) < 0) {
                behind++;
            }
            behind++;
        }
        String value = behind < argument.length() ? argument.substring(behind) : "";
        boolean isSecret = !value.isEmpty()
                && !value.startsWith("-")
                && Values.isLiteral(value, in.isQuoted() ? Values.Writing.QUOTED : Values.Writing.BARE)
                && (in.isQuoted() || !Assignment.isCode(value))
                && (option.kind() != Kind.ITSELF || isNoGroup(value))
                && (option.kind() != Kind.MADE || Values.looksMade(value))
                && (option.kind() != Kind.ATTACHED || !OTHER_OPTIONS.contains(argument));
        if (isSecret) {
            places.add(start + behind, start + behind + value.length());
        }
    }
}
