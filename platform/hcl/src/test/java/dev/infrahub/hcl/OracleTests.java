package dev.infrahub.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What hcl4j reads of a file, where it reads what the language says: names in ASCII, and nothing to be evaluated. */
class OracleTests {

    private static final int FILES = 300;
    private static final List<String> VALUES = List.of(
            "\"plain\"",
            "\"a # b // c /* d */ { [ = \"",
            "\"\\\"quoted\\\" \\\\ \\n\"",
            "\"\"",
            "12",
            "true",
            "false",
            "[]",
            "[\"a\", \"b\"]",
            "[ 1,\n  2, # two\n  3\n]",
            "{ k = \"v\", \"m n\" = 1 }",
            "{\n  a = \"b\"\n  # none\n  c = [true]\n}",
            "<<EOT\none \"x\"\n  two # no comment\nEOT\n",
            "<<EOT\n}\n\nEOT\n");
    private static final List<String> AROUND = List.of("", "\n", "# a = 1\n", "// b {\n", "/* c = \"\n */\n", "  \t");

    private final Random random = new Random(21);
    private final StringBuilder text = new StringBuilder();
    private int names;

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void body(int depth) {
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
            text.append(one(AROUND));
            if (depth < 4 && random.nextInt(3) == 0) {
                text.append("block_").append(names++);
                for (int label = random.nextInt(3); label > 0; label--) {
                    text.append(" \"label-").append(names++).append('"');
                }
                text.append(" {\n");
                body(depth + 1);
                text.append("}\n");
            } else {
                text.append("name_").append(names++).append(random.nextBoolean() ? " = " : "=");
                String value = one(VALUES);
                text.append(value).append(value.startsWith("<<") ? "" : random.nextBoolean() ? "\n" : " # end\n");
            }
        }
    }

    @Test
    void a_file_is_read_as_hcl4j_reads_it() throws Exception {
        for (int n = 0; n < FILES; n++) {
            text.setLength(0);
            body(0);
            String file = text.toString();
            List<Item> items = new ArrayList<>();
            assertThat(HclReader.read(file, items::add)).as(file).isEmpty();
            assertThat(members(file, items)).as(file).isEqualTo(new HCLParser().parse(file));
        }
    }

    private static Map<String, Object> members(String file, List<Item> items) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Item item : items) {
            switch (item) {
                case Item.Attribute attribute -> members.put(attribute.name(), value(file, attribute.value()));
                case Item.Block block -> {
                    Object value = members(file, block.items());
                    for (Item.Label label : block.labels().reversed()) {
                        value = Map.of(label.text(), value);
                    }
                    members.put(block.type(), value);
                }
            }
        }
        return members;
    }

    private static Object value(String file, Expression value) {
        return switch (value) {
            case Expression.Constant constant ->
                Character.isDigit(constant.written().charAt(0))
                        ? Double.valueOf(constant.written())
                        : Boolean.valueOf(constant.written());
            case Expression.Template template -> text(file, template);
            case Expression.Items list ->
                list.items().stream().map(item -> value(file, item)).toList();
            case Expression.Members object -> {
                Map<String, Object> all = new LinkedHashMap<>();
                object.members().forEach(member -> all.put(member.name(), value(file, member.value())));
                yield all;
            }
            default -> throw new AssertionError(value);
        };
    }

    private static String text(String file, Expression.Template template) {
        StringBuilder said = new StringBuilder();
        template.parts().forEach(part -> said.append(file, part.start(), part.end()));
        boolean isQuoted = file.charAt(template.start()) == '"';
        return isQuoted
                ? said.toString().replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\")
                : said.toString();
    }
}
