package dev.infrahub.secrets;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A name and the value behind it, in the many spellings of that: HCL, JSON, YAML, environment, connection string, a pair of
 * members, an option of a command line and its argument. Read from left to right, once.
 */
final class Assignment {

    private static final int MOST_CLOSING = 4;
    private static final int MOST_BLANKS = 60;
    private static final int LONGEST_TIGHT = 256;
    private static final int SHORTEST_TIGHT = 3;
    private static final int SHORTEST_LOOSE = 6;
    private static final int LONGEST_TAG = 40;
    private static final int LONGEST_HEREDOC = 8000;
    private static final int MOST_ARROW_BLANKS = 5;
    private static final int MOST_OF_OPERATOR = 3;
    private static final int MOST_WORDS_OF_TYPE = 3;

    private static final CharClass CLOSING = CharClass.of("\"'\\]*`");
    private static final CharClass CELL = CharClass.of(" *`");
    private static final CharClass BLANK = CharClass.of(" \\t");
    private static final CharClass SPACE = CharClass.of("\\s");
    private static final CharClass NOT_TIGHT_FIRST = CharClass.of("\\s\"'\\\\;=>");
    private static final CharClass TIGHT = CharClass.of("^\\s\"'\\\\;");
    private static final CharClass LOOSE = CharClass.of("^\\s\"'\\\\;<>(){}\\[\\],");
    private static final CharClass BEHIND_LOOSE = CharClass.of("\\s,;}\"'<\\\\)\\]|&");
    private static final CharClass ARGUMENT = CharClass.of("^\\s\"'\\\\;|&<>`(){}\\[\\],");
    private static final CharClass BEHIND_ARGUMENT = CharClass.of("\\s\"'\\\\;|&<>`)}\\],");
    private static final CharClass BEHIND_NAME = CharClass.of("\\s,<>(){}&|;=\\]");
    private static final CharClass BETWEEN_ITEMS = CharClass.of("\\s,+~-");
    private static final CharClass SIGNED = CharClass.of(" \\t+~/-");
    private static final CharClass BLOCK_MARK = CharClass.of(" \\t\\r|>+0-9-");
    private static final CharClass REPLACING = CharClass.of("\\s,+>-");
    private static final CharClass BETWEEN_CHANGES = CharClass.of(" >-");
    private static final String MARKED = "(sensitive value)";
    private static final CharClass ELEMENT = CharClass.of("^<\\n");
    private static final CharClass IN_TAG = CharClass.of("^<>\\n");
    private static final CharClass BESIDE = CharClass.of("^\\s\"',;{}\\[\\]<>");
    private static final int LONGEST_BESIDE = 300;
    private static final CharClass IN_OBJECT = CharClass.of("^{}");
    private static final int LONGEST_PACKAGE = 400;

    /** Of npm, of pip and of mix; as they are printed, and without spaces. */
    private static final List<String> PACKAGE_MEMBERS = Stream.of(
                    "\"resolved\": \"http", "\"integrity\": \"sha", "\"hashes\": [", "{:hex, :", "{:git, \"")
            .flatMap(member -> Stream.of(member, member.replace(" ", "")))
            .toList();

    private static final CharClass OF_IDENTIFIER = CharClass.of("A-Za-z_$");
    private static final String ENCODING = "jsonencode(";
    private static final CharClass BEFORE_BRACKET = CharClass.of("\\s+~-");
    private static final Shape OPTION = Shape.of("-{1,2}[A-Za-z][A-Za-z-]*|-{1,2}[A-Za-z][A-Za-z-]*=.*");

    private static final String ARN = "arn:";
    private static final CharClass IN_ARN = CharClass.of("A-Za-z0-9_.:/${}*-");
    private static final int LONGEST_ARN = 150;

    /** Behind the Italian word for a password, which is one of several words. */
    private static final String PHRASE = " d'ordine";

    private static final int OF_TRIPLE = 3;
    private static final String CDATA = "<![CDATA[";
    private static final String CDATA_END = "]]>";

    /** How Go opens the type of a slice. */
    private static final String SLICE = "[]";

    private static final String SIGNS = "=:\uFF1A\uFF1D";

    /** Before the equals sign, of PHP, of make and of languages where it only fills in what is empty: {@code .= += ?= ::= ||= ??=}. */
    private static final CharClass OPERATOR = CharClass.of("?+.|:");

    /** Of the name of a type, between what is declared and its value: {@code string}, {@code Option<&'static str>}. */
    private static final CharClass TYPE = CharClass.of("A-Za-z0-9_.<>\\[\\]*&?|'");

    private static final String QUOTES = "\"'`";

    private static final Shape CALL = Shape.of("[\\w.]{0,256}\\)?\\(");
    private static final Shape PATH_OF_NAMES = Shape.of("\\w+(?:\\.\\w+){1,128}");
    private static final Shape DEREFERENCE = Shape.of("[&*]\\w|[$][A-Za-z_]{1,80}(?:[^0-9]|$)");
    private static final CharClass OPENING = CharClass.of("\\[{(");

    /** Follow the name of an option in sentences about it. */
    private static final List<String> WORDS_BEHIND_OPTIONS = List.of(
            "the",
            "and",
            "for",
            "with",
            "flag",
            "option",
            "options",
            "argument",
            "parameter",
            "instead",
            "was",
            "must",
            "can",
            "may",
            "should",
            "will",
            "from",
            "when",
            "where",
            "that",
            "which",
            "not",
            "into",
            "value",
            "switch");

    private static final List<String> WORDS_BETWEEN =
            List.of("is: ", "is ", "was ", "to ", "-> ", "lautet ", "lautet: ", "ist ", "est ", "es ");

    /** Compare or assign, and have more meanings than that. */
    private static final List<String> SIGNS_BETWEEN = List.of("===", "==", "<-");

    private static final Shape VARIABLE = Shape.of("[A-Za-z_$][A-Za-z0-9_$]*");

    /** Of configuration files that have no sign between a name and its value. */
    private static final Set<String> SPACED = Set.of("requirepass", "masterauth", "rocommunity", "rwcommunity");

    private final Subject subject;
    private final String text;
    private final SecretNames names;
    private final Places places;
    private final Pair pair;

    private final Contents contents;
    private final KubernetesSecret kubernetes;
    private final ResourceText resources;
    private final Operands operands;

    /** Until where texts over several lines have been read. */
    private int heredocsRead;

    private int triplesRead;

    /** Receives the place of a secret. */
    @FunctionalInterface
    interface Places {
        void add(int start, int end);
    }

    Assignment(Subject subject, SecretNames names, Places places) {
        this.subject = subject;
        this.names = names;
        this.text = subject.text;
        this.places = places;
        this.pair = new Pair(subject);
        this.contents = new Contents(subject, this::addContent);
        this.kubernetes = new KubernetesSecret(subject, this::addContent);
        this.resources = new ResourceText(subject, contents, pair);
        this.operands = new Operands(subject, places);
    }

    /** Finds what is secret behind the name that stands here. */
    void read(int nameStart, int nameEnd) {
        int closed = CLOSING.end(text, behindPhrase(nameEnd), MOST_CLOSING);
        int blanks = BLANK.end(text, closed, MOST_BLANKS);
        int sign = sign(blanks);
        if (sign < 0 && !mayFollow(closed)) {
            return;
        }
        int declared = closed == nameEnd ? behindType(sign < 0 ? closed : sign) : -1;
        String written = text.substring(nameStart, nameEnd);
        if (sign >= 0 && isOpening(BLANK.end(text, sign, MOST_BLANKS))) {
            readContents(SecretName.over(written), nameStart, sign);
            return;
        }
        if (sign < 0 && closed > nameEnd) {
            resources.read(written, nameStart, closed, this::readSecretArgument);
        }
        if (sign >= 0 && isInArn(nameStart)) {
            return;
        }
        if (sign >= 0 && Script.isAt(subject, written, BLANK.end(text, sign, MOST_BLANKS))) {
            return;
        }
        SecretName name = names.of(written);
        if (sign < 0 && isAt(blanks, '{') && isAtLineStart(nameStart)) {
            contents.inBrackets(SecretName.over(written), blanks);
        }
        if (name == SecretName.NONE) {
            return;
        }
        if (declared >= 0) {
            readDeclared(name, declared);
        }
        if (sign >= 0) {
            readValue(name, sign, isPrinted(nameStart, sign) ? Values.Writing.PRINTED : Values.Writing.QUOTED);
            return;
        }
        if (written.equals("Secret") && KubernetesSecret.isKind(pair.key(nameStart))) {
            kubernetes.read(nameStart);
            return;
        }
        if (isTag(nameStart)) {
            readElement(name, nameEnd);
        } else if (isAt(nameStart - 1, '>') && text.startsWith("</", nameEnd)) {
            readNextElement(name, nameEnd);
        } else if (text.charAt(nameStart) == '-' || SPACED.contains(written)) {
            readArgument(name, closed);
        } else if (!name.isOfKeys()) {
            readSql(name, closed);
            readNext(nameStart, nameEnd, closed);
            if (isAt(closed, '(')) {
                operands.read(name, closed);
            }
        }
        pair.value(nameStart, closed, at -> readBeside(name, at));
        if (closed > nameEnd && isAt(blanks, '>') && isNamed(nameStart)) {
            readElement(name, blanks);
        }
    }

    /** Whether it is the kind of a thing that is named by it: {@code arn:aws:secretsmanager:…:secret:…}. */
    private boolean isInArn(int nameStart) {
        if (!isAt(nameStart - 1, ':')) {
            return false;
        }
        int least = Math.max(0, nameStart - LONGEST_ARN);
        int start = nameStart;
        while (start > least && IN_ARN.has(text.charAt(start - 1))) {
            start--;
        }
        subject.worked(nameStart - start);
        return text.startsWith(ARN, start);
    }

    private int behindPhrase(int nameEnd) {
        return text.startsWith(PHRASE, nameEnd) ? nameEnd + PHRASE.length() : nameEnd;
    }

    /** Whether a tag of XML begins with it, at most behind the prefix of a namespace. */
    private boolean isTag(int nameStart) {
        int at = nameStart - 1;
        if (isAt(at, ':')) {
            int least = Math.max(0, at - LONGEST_TAG);
            while (at > least && CharClass.WORD.has(text.charAt(at - 1))) {
                at--;
            }
            at--;
        }
        return isAt(at, '<');
    }

    private boolean isNamed(int nameStart) {
        return Pair.isNaming(pair.key(nameStart));
    }

    /** A list, an object, or the end of the line, below which there may be more. */
    private boolean isOpening(int at) {
        return at == text.length() || ("{[(\r\n|>".indexOf(text.charAt(at)) >= 0 && !isSlice(at));
    }

    /** As the type of a value in Go, and not as an empty list. */
    private boolean isSlice(int at) {
        return text.startsWith(SLICE, at)
                && at + SLICE.length() < text.length()
                && OF_IDENTIFIER.has(text.charAt(at + SLICE.length()));
    }

    private void readContents(SecretName over, int nameStart, int sign) {
        int at = BLANK.end(text, sign, MOST_BLANKS);
        if (over == SecretName.NONE || at == text.length()) {
            return;
        }
        switch (text.charAt(at)) {
            case '{', '[' -> {
                if (!isPackage(at)) {
                    contents.inBrackets(over, at);
                }
            }
            case '(' -> {
                readOther(over, at, Values.Writing.PRINTED);
                operands.read(over, at);
            }
            default -> {
                if (text.charAt(sign - 1) != '=' && isBlankLine(at)) {
                    contents.inLines(over, nameStart, sign);
                } else if ("|>".indexOf(text.charAt(at)) >= 0) {
                    readValue(over, sign, Values.Writing.QUOTED);
                }
            }
        }
    }

    /** Whether an object says which file of a registry it is, so that its name is that of a package: in a lock file. */
    private boolean isPackage(int open) {
        int end = IN_OBJECT.end(text, open + 1, LONGEST_PACKAGE);
        subject.worked(end - open);
        String members = text.substring(open, end);
        return PACKAGE_MEMBERS.stream().anyMatch(members::contains);
    }

    /** Whether nothing follows in the line, but for how YAML marks a text over several lines. */
    private boolean isBlankLine(int at) {
        int end = BLOCK_MARK.end(text, at, MOST_CLOSING);
        return end == text.length() || text.charAt(end) == '\n';
    }

    /** Behind nothing but signs of a plan's text, and of a list. */
    private boolean isAtLineStart(int at) {
        int start = at;
        while (start > 0 && at - start < MOST_BLANKS && SIGNED.has(text.charAt(start - 1))) {
            start--;
        }
        return start == 0 || text.charAt(start - 1) == '\n';
    }

    /** Whether Terraform says here what an attribute is, was or will be: a sign before the name, an equals sign behind it. */
    private boolean isPrinted(int nameStart, int sign) {
        int start = isAt(nameStart - 1, '"') ? nameStart - 1 : nameStart;
        return text.charAt(sign - 1) == '='
                && isAt(start - 1, ' ')
                && start > 1
                && "+~-".indexOf(text.charAt(start - 2)) >= 0
                && isAtLineStart(start);
    }

    /** Most words in a text are followed by neither. */
    private boolean mayFollow(int closed) {
        return closed == text.length() || BEHIND_NAME.has(text.charAt(closed));
    }

    private boolean isAt(int at, char c) {
        return at >= 0 && at < text.length() && text.charAt(at) == c;
    }

    /** Behind the sign that assigns, or -1. */
    private int sign(int at) {
        if (at >= text.length()) {
            return -1;
        }
        int equals = OPERATOR.end(text, at, MOST_OF_OPERATOR);
        if (equals > at && isAt(equals, '=') && !isAt(equals + 1, '=')) {
            return equals + 1;
        }
        char c = text.charAt(at);
        if (SIGNS.indexOf(c) < 0) {
            return -1;
        }
        if (c == '=' && isAt(at + 1, '>')) {
            return at + 2;
        }
        return c == '=' && isAt(at + 1, '=') ? -1 : behindEmphasis(at + 1);
    }

    /** As Markdown has it: {@code **Password:** …}. */
    private int behindEmphasis(int at) {
        return text.startsWith("** ", at) ? at + 2 : at;
    }

    /** The quote of a text behind a type and an equals sign: {@code token: string = "…"}, {@code token string = "…"}; else -1. */
    private int behindType(int from) {
        int at = from;
        for (int words = 0; words < MOST_WORDS_OF_TYPE; words++) {
            int start = BLANK.end(text, at, MOST_ARROW_BLANKS);
            int end = TYPE.end(text, start, LONGEST_TAG);
            subject.worked(end - at);
            at = BLANK.end(text, end, MOST_ARROW_BLANKS);
            if (end == start || at >= text.length()) {
                return -1;
            }
            if (isAt(at, '=')) {
                int value = BLANK.end(text, at + 1, MOST_ARROW_BLANKS);
                return value < text.length() && QUOTES.indexOf(text.charAt(value)) >= 0 ? value : -1;
            }
        }
        return -1;
    }

    private void readDeclared(SecretName name, int quote) {
        if (isAt(quote, '"')) {
            addWhole(name, quote + 1, quoteEnd(quote + 1), Values.Writing.QUOTED);
        } else {
            readUntil(name, quote + 1, text.charAt(quote));
        }
    }

    private void readValue(SecretName name, int sign, Values.Writing writing) {
        int blanks = BLANK.end(text, sign, MOST_BLANKS);
        int behindTags = isAt(sign - 1, ':') ? Wrapping.behindTags(subject, blanks) : blanks;
        int begin = Wrapping.behindPrefix(subject, behindTags);
        int from = begin > blanks ? begin : sign;
        if (from >= text.length() || (behindTags > blanks && isAt(from, '!'))) {
            return;
        }
        operands.read(name, begin);
        if (!NOT_TIGHT_FIRST.has(text.charAt(from))) {
            int end = TIGHT.end(text, from, LONGEST_TIGHT);
            subject.worked(end - from);
            if (end - from >= SHORTEST_TIGHT) {
                if (!isScope(from) && !isNextName(from, end) && holdsBare(name, text.substring(from, end))) {
                    places.add(from, end);
                }
                return;
            }
        }
        int at = BLANK.end(text, from, MOST_BLANKS);
        if (at >= text.length()) {
            return;
        }
        switch (text.charAt(at)) {
            case '"', '\'' -> readText(name, at, writing);
            case '<' -> readHeredoc(name, at);
            default -> {
                readLoose(name, at);
                readOther(name, at, writing);
            }
        }
    }

    private void readText(SecretName name, int quote, Values.Writing writing) {
        String triple = text.substring(quote, Math.min(text.length(), quote + OF_TRIPLE));
        if (triple.equals("\"\"\"") || triple.equals("'''")) {
            readTriple(name, quote + OF_TRIPLE, triple);
        } else if (isAt(quote, '"')) {
            readQuoted(name, quote, writing);
        } else {
            readUntil(name, quote + 1, '\'');
        }
    }

    /** A text that may have several lines, as Python, Kotlin and Java have it; one that has is read as any text. */
    private void readTriple(SecretName name, int from, String triple) {
        if (from < triplesRead) {
            return;
        }
        int limit = Math.min(text.length(), from + LONGEST_HEREDOC);
        int closing = text.indexOf(triple, from, limit);
        int end = closing < 0 ? limit : closing;
        subject.worked(end - from);
        triplesRead = end;
        int start = SPACE.end(text, from, end - from);
        while (end > start && SPACE.has(text.charAt(end - 1))) {
            end--;
        }
        if (text.indexOf('\n', start, end) < 0 && !isOpening(start)) {
            addWhole(name, start, end, Values.Writing.QUOTED);
        }
    }

    /** {@code secrets:read}, also in a sentence. */
    private boolean isScope(int from) {
        int end = OF_IDENTIFIER.end(text, from, LONGEST_TIGHT);
        boolean isWord = end == text.length() || !CharClass.WORD.has(text.charAt(end));
        return isWord && isAt(from - 1, ':') && Values.isDeed(text.substring(from, end));
    }

    /** Whether a name stands where a value would, since it is given one itself: {@code { PASSWORD: password = '' }}. */
    private boolean isNextName(int from, int end) {
        int sign = BLANK.end(text, end, MOST_BLANKS);
        return OF_IDENTIFIER.end(text, from, LONGEST_TIGHT) == end
                && sign > end
                && isAt(sign, '=')
                && !isAt(sign + 1, '=');
    }

    /** Both sides where a plan's text shows a change. */
    private void readQuoted(SecretName name, int quote, Values.Writing writing) {
        int end = quoteEnd(quote + 1);
        addWhole(name, quote + 1, end, writing);
        readBehindArrow(name, isAt(end, '"') ? end + 1 : end, writing);
    }

    /** What will be, where what is has no quotes: it is null, unknown, marked, or a number. */
    private void readOther(SecretName name, int at, Values.Writing writing) {
        int end = isAt(at, '(')
                ? text.indexOf(')', at, Math.min(text.length(), at + LONGEST_TAG)) + 1
                : LOOSE.end(text, at, LONGEST_TAG);
        subject.worked(Math.max(0, end - at));
        if (end > at) {
            readBehindArrow(name, end, writing);
        }
    }

    private void readBehindArrow(SecretName name, int from, Values.Writing writing) {
        int arrow = BLANK.end(text, from, MOST_ARROW_BLANKS);
        if (arrow > from && (text.startsWith("->", arrow) || text.startsWith("=>", arrow))) {
            int other = BLANK.end(text, arrow + 2, MOST_ARROW_BLANKS);
            if (other > arrow + 2 && isAt(other, '"')) {
                addWhole(name, other + 1, quoteEnd(other + 1), writing);
            }
        }
    }

    /** The value of a pair, wherever it begins. */
    private void readBeside(SecretName name, int at) {
        if (at >= text.length()) {
            return;
        }
        switch (text.charAt(at)) {
            case '"' -> readQuoted(name, at, Values.Writing.QUOTED);
            case '\'' -> readUntil(name, at + 1, '\'');
            case '{', '[' -> contents.inBrackets(name, at);
            case '(' -> readOther(name, at, Values.Writing.QUOTED);
            default -> {
                int end = BESIDE.end(text, at, LONGEST_BESIDE);
                subject.worked(end - at);
                addWhole(name, at, end, Values.Writing.BARE);
                readOther(name, at, Values.Writing.QUOTED);
            }
        }
    }

    /** What is secret whatever it is called: a text, what is in brackets, or what a function makes JSON of; never an expression. */
    private void readSecretArgument(int value) {
        int at = text.startsWith(ENCODING, value)
                ? BEFORE_BRACKET.end(text, value + ENCODING.length(), MOST_BLANKS)
                : value;
        switch (at < text.length() ? text.charAt(at) : ' ') {
            case '"' -> readQuoted(SecretName.CONTENT, at, Values.Writing.QUOTED);
            case '{', '[' -> contents.inBrackets(SecretName.CONTENT, at);
            case '<' -> readHeredoc(SecretName.CONTENT, at);
            default -> readOther(SecretName.CONTENT, at, Values.Writing.QUOTED);
        }
    }

    /** Over what may stand between a name and its value: {@code is}, or how a router's password is encrypted. */
    private int behindWord(int at) {
        for (String word : WORDS_BETWEEN) {
            if (text.startsWith(word, at)) {
                return at + word.length();
            }
        }
        boolean isDigit = at + 1 < text.length() && CharClass.DIGIT.has(text.charAt(at)) && isAt(at + 1, ' ');
        return isDigit ? at + 2 : at;
    }

    /** Whether it is a part of an expression over several lines. */
    private boolean isGoingOn(int start, int end) {
        return isAt(start, ')') || isAt(end - 1, ',');
    }

    private void addContent(SecretName name, int start, int end, Values.Writing writing) {
        boolean isValue = writing != Values.Writing.BARE
                || (!isGoingOn(start, end)
                        && !isCode(text.substring(start, end))
                        && (name.compareTo(SecretName.PASSWORD) >= 0 || hasDigitAndLetter(text.substring(start, end))));
        if (isValue) {
            addWhole(name, start, end, writing);
        }
    }

    /** The text of an element of XML, behind the rest of its tag; of the one inside it where it begins with one. */
    private void readElement(SecretName name, int from) {
        int end = IN_TAG.end(text, from, Subject.SHORT_REACH);
        subject.worked(end - from);
        if (isAt(end, '>') && !isAt(end - 1, '/')) {
            int at = SPACE.end(text, end + 1, MOST_BLANKS);
            if (text.startsWith(CDATA, at)) {
                readCharacters(name, at + CDATA.length());
                return;
            }
            if (isAt(at, '<') && !isAt(at + 1, '/')) {
                int inner = IN_TAG.end(text, at + 1, LONGEST_TAG);
                at = isAt(inner, '>') ? SPACE.end(text, inner + 1, MOST_BLANKS) : at;
            }
            int close = ELEMENT.end(text, at, Subject.SHORT_REACH);
            subject.worked(close - at);
            if (isClosing(SPACE.end(text, close, MOST_BLANKS)) && !isAt(at, '@')) {
                addWhole(name, at, close, Values.Writing.QUOTED);
            }
        }
    }

    /** As far as what marks them in XML as characters, and as nothing else. */
    private void readCharacters(SecretName name, int from) {
        int limit = Math.min(text.length(), from + Subject.SHORT_REACH);
        int end = text.indexOf(CDATA_END, from, limit);
        subject.worked(limit - from);
        addWhole(name, from, Math.max(from, end), Values.Writing.QUOTED);
    }

    /** Whether an element ends, or the text does. */
    private boolean isClosing(int at) {
        return at == text.length() || isAt(at, '<');
    }

    /** Of the element behind one that holds a name, as lists of properties have it. */
    private void readNextElement(SecretName name, int nameEnd) {
        int end = IN_TAG.end(text, nameEnd + 1, LONGEST_TAG);
        int next = isAt(end, '>') ? SPACE.end(text, end + 1, MOST_BLANKS) : end;
        if (isAt(next, '<') && !isAt(next + 1, '/')) {
            readElement(name, next + 1);
        }
    }

    /** What stands behind a name without a sign is a password where it is made like one: {@code set password x}. */
    private void readNext(int nameStart, int nameEnd, int closed) {
        boolean isItem = closed > nameEnd && isAt(closed, ',');
        if (isItem) {
            int quote = behindMarked(BETWEEN_ITEMS.end(text, closed, MOST_BLANKS));
            if (isAt(quote, '"') || isAt(quote, '\'')) {
                readItem(quote, (start, end) -> addMade(start, end));
            }
            return;
        }
        int cell = nextCell(nameStart, closed);
        int blanks = BLANK.end(text, closed, MOST_ARROW_BLANKS);
        int sign = behindSign(blanks);
        int at = cell >= 0 ? cell : sign > blanks ? sign : behindWord(blanks);
        if (cell < 0 && (closed > nameEnd || at == closed)) {
            return;
        }
        boolean isQuoted = at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0;
        int start = isQuoted ? at + 1 : at;
        int end = ARGUMENT.end(text, start, LONGEST_TIGHT);
        subject.worked(end - start);
        if (isQuoted ? isAt(end, text.charAt(at)) : end == text.length() || BEHIND_ARGUMENT.has(text.charAt(end))) {
            String value = text.substring(start, end);
            boolean isVariable = sign > blanks
                    && !isQuoted
                    && (Shape.isAll(VARIABLE, value) || (end > start && CharClass.DIGIT.has(value.charAt(0))));
            if (!isVariable) {
                addMade(start, end);
            }
        }
    }

    private int behindSign(int at) {
        for (String sign : SIGNS_BETWEEN) {
            if (text.startsWith(sign, at)) {
                return BLANK.end(text, at + sign.length(), MOST_ARROW_BLANKS);
            }
        }
        return at;
    }

    /** Where the next cell of a table in Markdown begins, if the name is all of one: {@code | `password` | … |}; else -1. */
    private int nextCell(int nameStart, int closed) {
        int before = nameStart - 1;
        while (before >= 0 && CELL.has(text.charAt(before)) && nameStart - before < MOST_CLOSING) {
            before--;
        }
        int behind = BLANK.end(text, closed, MOST_BLANKS);
        return isAt(before, '|') && isAt(behind, '|') ? BLANK.end(text, behind + 1, MOST_BLANKS) : -1;
    }

    private void addMade(int start, int end) {
        String value = text.substring(start, end);
        if (Values.looksMade(value) && !isCode(value)) {
            places.add(start, end);
        }
    }

    /** Over what a plan's text shows instead of an item that was marked, and the arrow to what it becomes. */
    private int behindMarked(int at) {
        return text.startsWith(MARKED, at) ? BETWEEN_CHANGES.end(text, at + MARKED.length(), MOST_BLANKS) : at;
    }

    /** Before the closing quote, the end of the line, or as far as a credential reaches. */
    private int quoteEnd(int from) {
        int limit = Math.min(text.length(), from + Subject.REACH);
        int end = from;
        while (end < limit && text.charAt(end) != '"' && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' && end + 1 < limit && text.charAt(end + 1) != '\n' ? 2 : 1;
        }
        subject.worked(end - from);
        return Math.min(end, limit);
    }

    private void readUntil(SecretName name, int from, char closing) {
        int limit = Math.min(text.length(), from + Subject.REACH);
        int end = from;
        while (end < limit && text.charAt(end) != closing && text.charAt(end) != '\n') {
            end++;
        }
        subject.worked(end - from);
        addWhole(name, from, end, Values.Writing.QUOTED);
    }

    private void readHeredoc(SecretName name, int at) {
        int mark = at + 2;
        if (!text.startsWith("<<", at)) {
            return;
        }
        mark += isAt(mark, '-') || isAt(mark, '~') ? 1 : 0;
        mark = SPACE.end(text, mark, 1);
        int tagEnd = CharClass.WORD.end(text, mark, LONGEST_TAG);
        if (tagEnd == mark || !isAt(tagEnd, '\n') || name.isOfKeys()) {
            return;
        }
        int start = tagEnd + 1;
        int end = start < heredocsRead ? heredocsRead : heredocEnd(start, text.substring(mark, tagEnd));
        subject.worked(end - start);
        heredocsRead = Math.max(heredocsRead, end);
        addWhole(name, start, end, Values.Writing.QUOTED);
    }

    /** Before the line that only holds the tag; where there is none in reach, as far as one could be. */
    private int heredocEnd(int start, String tag) {
        int limit = Math.min(text.length(), start + LONGEST_HEREDOC);
        int line = start;
        while (line < limit) {
            int lineEnd = text.indexOf('\n', line, limit);
            int end = lineEnd < 0 ? limit : lineEnd;
            if (text.substring(line, end).strip().equals(tag)) {
                return Math.max(start, line - 1);
            }
            line = end + 1;
        }
        return limit;
    }

    /** Without quotes and with spaces around the sign it may as well be prose or code. */
    private void readLoose(SecretName name, int at) {
        int end = LOOSE.end(text, at, LONGEST_TIGHT);
        subject.worked(end - at);
        boolean isWhole = end == text.length() || BEHIND_LOOSE.has(text.charAt(end));
        if (end - at < SHORTEST_LOOSE || !isWhole) {
            return;
        }
        String value = text.substring(at, end);
        boolean isSure = name == SecretName.PASSWORD || hasDigitAndLetter(value);
        if (isSure && !isNextName(at, end) && holdsBare(name, value)) {
            places.add(at, end);
        }
    }

    /** What stands before an ampersand tells whether it is a value: what follows may be the next parameter of a URL. */
    private static boolean holdsBare(SecretName name, String value) {
        int ampersand = value.indexOf('&', 1);
        String first = ampersand < 0 ? value : value.substring(0, ampersand);
        return name.holds(value, Values.Writing.BARE) && name.holds(first, Values.Writing.BARE) && !isCode(first);
    }

    /** What stands behind an option, in a command line or as the next item of a list. */
    private void readArgument(SecretName name, int closed) {
        int at = behindMarked(BETWEEN_ITEMS.end(text, closed, MOST_BLANKS));
        if (at == closed || at >= text.length()) {
            return;
        }
        char c = text.charAt(at);
        boolean isOption = text.charAt(at - 1) == '-' && !BLANK.has(c);
        if (c == '"' || c == '\'') {
            readItem(at, (start, end) -> addArgument(name, start, end));
        } else if (!isOption) {
            int end = ARGUMENT.end(text, at, LONGEST_TIGHT);
            subject.worked(end - at);
            boolean isWhole = end == text.length() || BEHIND_ARGUMENT.has(text.charAt(end));
            String value = text.substring(at, end);
            boolean isValue = isWhole
                    && !WORDS_BEHIND_OPTIONS.contains(value)
                    && !value.startsWith("-")
                    && name.holds(value, Values.Writing.BARE)
                    && !isCode(value);
            if (isValue) {
                places.add(at, end);
            }
        }
    }

    /** Both that there was and that there will be, where a plan's text shows a change of an item. */
    private void readItem(int quote, Places items) {
        char closing = text.charAt(quote);
        int end = itemEnd(quote);
        items.add(quote + 1, end);
        int next = REPLACING.end(text, Math.min(text.length(), end + 1), MOST_BLANKS);
        boolean isOther = isAt(next, closing)
                && (text.startsWith("->", BLANK.end(text, end + 1, MOST_ARROW_BLANKS))
                        || (lineSign(quote) == '-' && lineSign(next) == '+'));
        if (isOther) {
            items.add(next + 1, itemEnd(next));
        }
    }

    private int itemEnd(int quote) {
        return text.charAt(quote) == '"' ? quoteEnd(quote + 1) : closingQuote(quote + 1);
    }

    private int closingQuote(int from) {
        int limit = Math.min(text.length(), from + Subject.REACH);
        int end = from;
        while (end < limit && text.charAt(end) != '\'' && text.charAt(end) != '\n') {
            end++;
        }
        subject.worked(end - from);
        return end;
    }

    /** The sign of a plan's text before an item that begins its line. */
    private char lineSign(int item) {
        return item > 1 && isAtLineStart(item) ? text.charAt(item - 2) : ' ';
    }

    private void addArgument(SecretName name, int start, int end) {
        String value = text.substring(start, end);
        if (!Shape.isAll(OPTION, value)) {
            addWhole(name, start, end, Values.Writing.QUOTED);
        }
    }

    /** {@code PASSWORD 'x'} and {@code PASSWORD('x')}. */
    private void readSql(SecretName name, int closed) {
        int blanks = SPACE.end(text, closed, MOST_BLANKS);
        int quote = isAt(blanks, '(') ? blanks + 1 : blanks;
        if (name == SecretName.PASSWORD && quote > closed && isAt(quote, '\'')) {
            readUntil(SecretName.PASSWORD, quote + 1, '\'');
        }
    }

    private void addWhole(SecretName name, int start, int end, Values.Writing writing) {
        if (end > start && name.holds(text.substring(start, end), writing)) {
            places.add(start, end);
        }
    }

    private static boolean hasDigitAndLetter(String value) {
        return value.chars().anyMatch(c -> c >= '0' && c <= '9')
                && value.chars().anyMatch(Character::isLetter);
    }

    /** An expression of a programming language instead of a value. */
    static boolean isCode(String value) {
        if (value.charAt(0) == '/'
                || Shape.isBegin(DEREFERENCE, value)
                || (Shape.isAll(PATH_OF_NAMES, value) && !Values.hasDrawnPart(value))) {
            return true;
        }
        boolean isCall = value.charAt(0) != '(' && Shape.isBegin(CALL, value);
        return isCall || endsOpen(value);
    }

    /** Breaks off behind a bracket and at most a word. */
    private static boolean endsOpen(String value) {
        int end = value.length();
        while (end > 0 && CharClass.WORD.has(value.charAt(end - 1))) {
            end--;
        }
        return end > 0 && OPENING.has(value.charAt(end - 1));
    }
}
