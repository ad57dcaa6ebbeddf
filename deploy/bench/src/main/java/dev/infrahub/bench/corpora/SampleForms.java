package dev.infrahub.bench.corpora;

import dev.infrahub.bench.corpora.GoTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The forms of file that gitleaks and betterleaks write a credential in, to try a rule: read from the source that has them. */
final class SampleForms {

    private static final String BEGINS = "samples";
    private static final String ENDS = "replacer";

    private final List<Form> forms;

    private SampleForms(List<Form> forms) {
        this.forms = forms;
    }

    private record Form(Format format, String pattern) {}

    static SampleForms of(String source) {
        List<Token> tokens = GoTokens.of(source);
        int from = tokens.indexOf(new Token.Name(BEGINS));
        int to = tokens.indexOf(new Token.Name(ENDS));
        List<Form> forms = new ArrayList<>();
        for (int at = Math.max(0, from); at + 2 < to; at++) {
            if (tokens.get(at) instanceof Token.Text(String name)
                    && tokens.get(at + 1).equals(new Token.Sign(':'))
                    && tokens.get(at + 2) instanceof Token.Text(String pattern)) {
                forms.add(new Form(format(name), pattern));
            }
        }
        return new SampleForms(forms);
    }

    /** {@code json - string} is JSON. */
    private static Format format(String name) {
        String kind = name.split(" ", 2)[0].toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "ini" -> Format.PROPERTIES;
            case "json" -> Format.JSON;
            case "xml" -> Format.XML;
            case "yaml" -> Format.YAML;
            default -> Format.CODE;
        };
    }

    List<GoValue.Example> of(String service, String secret) {
        return forms.stream()
                .map(form -> new GoValue.Example(
                        form.pattern
                                .replace("{i}", service)
                                .replace("{I}", service.toUpperCase(Locale.ROOT))
                                .replace("{s}", secret),
                        form.format,
                        true))
                .toList();
    }
}
