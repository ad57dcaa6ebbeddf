package dev.infrahub.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testkit.Effort;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HclReaderTests {

    private static final int TEXTS = 2000;
    private static final int LARGE = 200_000;
    private static final int TEN_MEGABYTES = 10_000_000;

    private record Read(List<Item> items, List<Unread> unread) {}

    private static Read read(String text) {
        List<Item> items = new ArrayList<>();
        return new Read(items, HclReader.read(text, items::add));
    }

    private static String said(String text, List<Item> items) {
        StringBuilder said = new StringBuilder();
        for (Item item : items) {
            switch (item) {
                case Item.Attribute attribute ->
                    said.append(attribute.name())
                            .append('=')
                            .append(
                                    text,
                                    attribute.value().start(),
                                    attribute.value().end())
                            .append('\n');
                case Item.Block block -> {
                    said.append(block.type());
                    block.labels().forEach(label -> said.append(' ').append(label.text()));
                    said.append("{\n").append(said(text, block.items())).append("}\n");
                }
            }
        }
        return said.toString();
    }

    /** Signs are no part of a number, and brackets none of what is in them. */
    private static String plain(String said) {
        return said.replace("=-", "=").replace("=!a", "=a");
    }

    @Test
    void what_is_written_is_read() {
        for (int seed = 0; seed < TEXTS; seed++) {
            GivenHcl.Made made = GivenHcl.of(seed);
            Read read = read(made.text());
            assertThat(plain(said(made.text(), read.items()))).as(made.text()).isEqualTo(plain(made.said()));
            assertThat(read.unread()).as(made.text()).isEmpty();
        }
    }

    @Test
    void an_expression_tells_what_is_a_value_and_what_points_to_one() {
        assertThat(shape("\"a\"")).isEqualTo("text");
        assertThat(shape("\"a${b}\"")).isEqualTo("template(b)");
        assertThat(shape("var.a[0].b")).isEqualTo("var.a.*.b");
        assertThat(shape("f(\"a\", g(b))")).isEqualTo("f(text, g(b))");
        assertThat(shape("a == \"b\" ? \"c\" : d")).isEqualTo("(op(a, text) ? text : d)");
        assertThat(shape("{ a = \"b\"\n c : d, \"e f\" = [1] }")).isEqualTo("{a=text, c=d, e f=[1]}");
        assertThat(shape("[for a in b : \"c\"]")).isEqualTo("[other]");
        assertThat(shape("{ for a in b : a => \"c\" }")).isEqualTo("other");
        assertThat(shape("(\"a\")")).isEqualTo("text");
        assertThat(shape("<<A\nb\nA")).isEqualTo("text");
        assertThat(shape("f(x).y")).isEqualTo(".y");
    }

    private static String shape(String expression) {
        Read read = read("x = " + expression + "\n");
        assertThat(read.unread()).as(expression).isEmpty();
        return shape(((Item.Attribute) read.items().getFirst()).value());
    }

    private static String shape(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> constant.written();
            case Expression.Template template ->
                template.isLiteral()
                        ? "text"
                        : "template("
                                + String.join(
                                        ", ",
                                        template.parts().stream()
                                                .filter(Expression.Part.Value.class::isInstance)
                                                .map(part -> shape(((Expression.Part.Value) part).expression()))
                                                .toList())
                                + ")";
            case Expression.Reference reference -> String.join(".", reference.steps());
            case Expression.Call call -> call.name() + "(" + shapes(call.arguments()) + ")";
            case Expression.Items list -> "[" + shapes(list.items()) + "]";
            case Expression.Members object ->
                "{"
                        + String.join(
                                ", ",
                                object.members().stream()
                                        .map(one -> one.name() + "=" + shape(one.value()))
                                        .toList())
                        + "}";
            case Expression.Choice choice ->
                "(" + shape(choice.condition()) + " ? " + shape(choice.first()) + " : " + shape(choice.second()) + ")";
            case Expression.Operation operation -> "op(" + shapes(operation.operands()) + ")";
            case Expression.Other _ -> "other";
        };
    }

    private static String shapes(List<Expression> expressions) {
        return String.join(", ", expressions.stream().map(HclReaderTests::shape).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a = "b                     | a text has no end
            a = ["b                    | a text has no end
            a = "${f("b                | a text has no end
            a = [1, 2                  | no ] closes it
            a = f(1                    | no ) closes it
            a = { b = 1                | no } closes it
            a =                        | no value begins so
            a = 1 2                    | something follows the value of a
            a b                        | neither = nor { follows a
            @@ a = 1                   | no attribute and no block begins so
            }                          | no attribute and no block begins so
            a = { b 1, c = 2 }         | neither = nor : follows what a member is called
            a = "${b"                  | a text has no end
            a = [1 2]                  | no , parts it from what is before it
            c "x" {                    | no } ends c
            """)
    void what_is_broken_is_told_and_the_next_block_is_read(String broken, String reason) {
        Read read = read(broken + "\nresource \"a\" \"b\" {\n  last = 1\n}\n");

        assertThat(read.unread()).extracting(Unread::reason).contains(reason);
        assertThat(names(read.items())).contains("last");
    }

    private static List<String> names(List<Item> items) {
        List<String> names = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.Attribute attribute -> names.add(attribute.name());
                case Item.Block block -> names.addAll(names(block.items()));
            }
        }
        return names;
    }

    @Test
    void no_damage_does_more_than_leave_something_unread() {
        Random random = new Random(20);
        String signs = "{}[]()\"\n=,<>-EOT$%/*#\\?:.";
        for (int seed = 0; seed < TEXTS; seed++) {
            StringBuilder text = new StringBuilder(GivenHcl.of(seed).text());
            for (int n = random.nextInt(10); n > 0 && !text.isEmpty(); n--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.deleteCharAt(at);
                } else {
                    text.insert(at, signs.charAt(random.nextInt(signs.length())));
                }
            }
            for (Unread unread : read(text.toString()).unread()) {
                assertThat(unread.start()).isBetween(0, unread.end());
                assertThat(unread.end()).isLessThanOrEqualTo(text.length());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a {\n",
                "a = [",
                "[",
                "(",
                "a = {b=",
                "\"${",
                "a = \"${",
                "a ? ",
                "a = a ? ",
                "!",
                "a.",
                "a[",
                "a = 1\n",
                "a = f(",
                "<<A\n",
                "x = <<A\n${",
                "a \"b\" ",
                "{",
                "}",
                "1 + ",
                "a = [1,",
                "b \"c\" {\n",
                "a = {\n",
                ",",
                "@",
                "a = \"b\n",
                "a = \"x${b}\"",
                "%{",
                "a::",
                "a = [\"\n"
            })
    void however_often_something_begins_it_takes_time_by_its_length(String begins) {
        for (String before : List.of("", "a = ", "b {\n a = ")) {
            Effort.assertGrowsWith(LARGE, length -> read(before + begins.repeat(length / begins.length())));
        }
    }

    @Test
    void a_large_file_is_read_in_well_under_a_second() {
        String block = """
                resource "aws_db_instance" "main" {
                  identifier = "db-${var.environment}" # the name
                  password   = var.db_password
                  tags       = merge(var.tags, { Name = "main", "owner" = "team" })
                  user_data  = <<-EOT
                    #!/bin/sh
                    echo ${var.name}
                  EOT
                }

                """;
        String text = block.repeat(TEN_MEGABYTES / block.length());
        HclReader.read(text, _ -> {});
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<Unread> unread = HclReader.read(text, _ -> {});

        assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin)
                .isLessThan(1_000_000_000L);
        assertThat(unread).isEmpty();
    }
}
