package dev.infrahub.bench.corpora;

import dev.infrahub.bench.corpora.GoTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The examples in a Go source of rules of gitleaks or betterleaks: what is assigned to {@code tps}, which a rule finds, and to
 * {@code fps}, which it leaves. Where the source has a credential drawn at random, it is drawn here.
 */
final class GoExamples {

    private static final String FINDS = "tps";
    private static final String LEAVES = "fps";

    private final List<Token> tokens;
    private final SampleForms forms;
    private final RandomGenerator random;
    private final List<Assigned> all = new ArrayList<>();
    private int at;

    private GoExamples(List<Token> tokens, SampleForms forms, RandomGenerator random) {
        this.tokens = tokens;
        this.forms = forms;
        this.random = random;
    }

    /** Examples of the same label. */
    record Assigned(Label label, GoValue.Texts texts) {}

    static List<Assigned> of(String source, SampleForms forms, RandomGenerator random) {
        GoExamples reading = new GoExamples(GoTokens.of(source), forms, random);
        while (reading.at < reading.tokens.size()) {
            reading.statement();
        }
        return reading.all;
    }

    private void statement() {
        String name = name().orElse("");
        at++;
        if ((name.equals(FINDS) || name.equals(LEAVES)) && assigns()) {
            Label label = name.equals(FINDS) ? new Label.Secret() : new Label.None();
            all.add(new Assigned(label, expression().asTexts()));
        }
    }

    private boolean assigns() {
        passed(':');
        return passed('=');
    }

    private GoValue expression() {
        GoValue value = operand();
        while (passed('+')) {
            GoValue next = operand();
            value = value instanceof GoValue.Text(String one) && next instanceof GoValue.Text(String other)
                    ? new GoValue.Text(one + other)
                    : new GoValue.Unknown();
        }
        return value;
    }

    private GoValue operand() {
        if (at < tokens.size() && tokens.get(at) instanceof Token.Text(String text)) {
            at++;
            return new GoValue.Text(text);
        }
        Optional<String> name = name();
        if (is('[') || name.equals(Optional.of("map"))) {
            while (at < tokens.size() && !is('{')) {
                at++;
            }
            return GoValue.all(list('{', '}'));
        }
        at += name.isPresent() ? 1 : 0;
        return name.isPresent() ? named(name.get()) : new GoValue.Unknown();
    }

    private GoValue named(String first) {
        String name = first;
        while (passed('.')) {
            name = name().orElse("");
            at++;
        }
        return is('(') ? call(name, list('(', ')')) : new GoValue.Unknown();
    }

    private GoValue call(String function, List<GoValue> arguments) {
        List<String> texts = arguments.stream()
                .flatMap(value -> value instanceof GoValue.Text(String text)
                        ? Optional.of(text).stream()
                        : Optional.<String>empty().stream())
                .toList();
        String first = texts.isEmpty() ? "" : texts.getFirst();
        return switch (function) {
            // what it is appended to was read where that was assigned
            case "append" -> GoValue.all(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
            case "NewSecret", "NewSecretWithEntropy" -> drawn(first);
            case "AlphaNumeric" -> new GoValue.Text("[a-z0-9]{" + first + "}");
            case "AlphaNumericExtendedShort" -> new GoValue.Text("[a-z0-9_-]{" + first + "}");
            case "AlphaNumericExtended" -> new GoValue.Text("[a-z0-9=_-]{" + first + "}");
            case "AlphaNumericExtendedLong" -> new GoValue.Text("[a-z0-9/=_+-]{" + first + "}");
            case "Hex" -> new GoValue.Text("[a-f0-9]{" + first + "}");
            case "Numeric" -> new GoValue.Text("[0-9]{" + first + "}");
            case "Hex8_4_4_4_12" -> new GoValue.Text("[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}");
            case "GenerateSampleSecret", "GenerateSampleSecrets" -> samples(function, texts);
            default -> new GoValue.Unknown();
        };
    }

    private GoValue samples(String function, List<String> texts) {
        if (texts.size() != 2) {
            return new GoValue.Unknown();
        }
        return function.endsWith("s")
                ? new GoValue.Texts(forms.of(texts.get(0), texts.get(1)), 0)
                : new GoValue.Text(texts.get(0) + "_api_token = \"" + texts.get(1) + "\"");
    }

    private GoValue drawn(String expression) {
        Optional<String> text = expression.isEmpty() ? Optional.empty() : Drawn.of(expression, random);
        return text.isPresent() ? new GoValue.Text(text.get()) : new GoValue.Unknown();
    }

    /** Expressions between brackets; of a pair {@code path: text} a file. */
    private List<GoValue> list(char opens, char closes) {
        List<GoValue> values = new ArrayList<>();
        passed(opens);
        while (at < tokens.size() && !passed(closes)) {
            GoValue value = expression();
            if (passed(':')) {
                value = file(value, expression());
            }
            while (passed('.')) {
                // a list that is spread out is a list here
            }
            if (!is(',') && !is(closes)) {
                value = new GoValue.Unknown();
                skip(closes);
            }
            values.add(value);
            passed(',');
        }
        return values;
    }

    private static GoValue file(GoValue path, GoValue text) {
        return path instanceof GoValue.Text(String name) && text instanceof GoValue.Text(String content)
                ? new GoValue.Texts(List.of(new GoValue.Example(content, Format.ofFile(name, content), false)), 0)
                : new GoValue.Unknown();
    }

    /** To the comma or the bracket that ends what is not read. */
    private void skip(char closes) {
        int depth = 0;
        while (at < tokens.size() && (depth > 0 || (!is(',') && !is(closes)))) {
            if (tokens.get(at) instanceof Token.Sign(char sign)) {
                depth += "([{".indexOf(sign) >= 0 ? 1 : 0;
                depth -= ")]}".indexOf(sign) >= 0 ? 1 : 0;
            }
            at++;
        }
    }

    private Optional<String> name() {
        return at < tokens.size() && tokens.get(at) instanceof Token.Name(String name)
                ? Optional.of(name)
                : Optional.empty();
    }

    private boolean is(char sign) {
        return at < tokens.size() && tokens.get(at) instanceof Token.Sign(char next) && next == sign;
    }

    private boolean passed(char sign) {
        boolean is = is(sign);
        at += is ? 1 : 0;
        return is;
    }
}
