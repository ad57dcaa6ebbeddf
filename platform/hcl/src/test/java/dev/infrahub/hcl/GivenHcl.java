package dev.infrahub.hcl;

import java.util.List;
import java.util.Random;

/** Texts of HCL, made at random, and what is in them: the names of their blocks and attributes, with what those are set to. */
final class GivenHcl {

    private static final List<String> NAMES =
            List.of("a", "b_2", "name", "größe", "名前", "for_each", "if-else", "_x", "über-all", "true_");
    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\"plain\"",
            "\"a \\\"quoted\\\" \\\\ word\"",
            "\"$${not} %%{one} $5 %d\"",
            "\"${var.a}\"",
            "\"x${join(\"-\", [\"a\", \"${b}\"])}y${~ c ~}z\"",
            "\"%{ if a == \"b\" }x%{ else }y%{ endif }\"",
            "\"é 😀 \\u00e9 # no comment // either /* nor this */\"",
            "\"{ [ ( = } ] )\"");
    private static final List<String> CODE = List.of(
            "1",
            "-2.5e+10",
            "true",
            "null",
            "var.a",
            "data.b.c[0].d[*].e",
            "a ? \"x\" : \"y\"",
            "f(1, \"x\", [2, 3]...)",
            "provider::p::f(1)",
            "!a && (b || c) != (1 + 2 * 3 % 4 >= 5)",
            "[]",
            "{}",
            "[for x in y : x if x != \"\"]",
            "{ for k, v in y : k => v... }",
            "[1, \"${2}\", [3]]",
            "{ a = 1, \"b\" : 2, (c) = { d = \"e\" } }",
            "b.0.c");

    private final Random random;
    private final String newline;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder said = new StringBuilder();

    private GivenHcl(long seed) {
        this.random = new Random(seed);
        this.newline = random.nextBoolean() ? "\n" : "\r\n";
    }

    /** @param said each block and attribute as the reader should tell it */
    record Made(String text, String said) {}

    static Made of(long seed) {
        GivenHcl given = new GivenHcl(seed);
        if (given.random.nextInt(4) == 0) {
            given.text.append('\uFEFF');
        }
        given.body(0);
        return new Made(given.text.toString(), given.said.toString());
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void body(int depth) {
        int count = random.nextInt(5);
        for (int n = 0; n < count; n++) {
            filler();
            text.append("  ".repeat(depth));
            if (random.nextInt(3) == 0 && depth < 5) {
                block(depth);
            } else {
                attribute();
            }
            text.append(one(List.of("", " ", " # said # so", " // \"said", "\t/* said */")))
                    .append(newline);
        }
        filler();
    }

    private void filler() {
        text.append(one(List.of(
                "",
                "",
                "",
                newline,
                "# a { b" + newline,
                "  // \"c" + newline,
                "/* d = {" + newline + " } */" + newline)));
    }

    private void block(int depth) {
        String type = one(NAMES);
        said.append(type);
        text.append(type);
        for (int n = random.nextInt(3); n > 0; n--) {
            String label = one(NAMES);
            said.append(' ').append(label);
            text.append(' ').append(random.nextBoolean() ? label : '"' + label + '"');
        }
        said.append("{\n");
        if (random.nextInt(4) == 0) {
            text.append(" { ");
            attribute();
            text.append(" }");
        } else {
            text.append(" {").append(newline);
            body(depth + 1);
            text.append("  ".repeat(depth)).append('}');
        }
        said.append("}\n");
    }

    private void attribute() {
        String name = one(NAMES);
        String value = switch (random.nextInt(8)) {
            case 0 -> heredoc();
            case 1 -> "[" + newline + "  " + one(TEXTS) + ", # x" + newline + one(CODE) + "," + newline + "]";
            case 2 ->
                "{" + newline + " k = " + one(TEXTS) + newline + newline + "\"l m\" = " + one(CODE) + " // x" + newline
                        + "}";
            case 3, 4 -> one(CODE);
            default -> one(TEXTS);
        };
        text.append(name).append(one(List.of(" = ", "=", "   =\t"))).append(value);
        said.append(name).append('=').append(value).append('\n');
        if (value.startsWith("<<")) {
            text.append(newline);
        }
    }

    private String heredoc() {
        String tag = one(List.of("EOT", "EOF_1", "fin-i"));
        boolean isIndented = random.nextBoolean();
        StringBuilder lines = new StringBuilder("<<" + (isIndented ? "-" : "") + tag + newline);
        for (int n = random.nextInt(4); n > 0; n--) {
            lines.append(one(List.of(
                            "plain \"text\" # none",
                            "",
                            "    ${a[\"" + tag + "\"]} x " + tag,
                            tag + " x",
                            "%{ for x in y ~}",
                            "\\ $${z} \\\"",
                            "}")))
                    .append(newline);
        }
        return lines.append(isIndented ? "    " : "").append(tag).toString();
    }
}
