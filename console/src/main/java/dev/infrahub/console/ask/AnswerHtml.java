package dev.infrahub.console.ask;

import dev.infrahub.http.Visible;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * An answer's Markdown as HTML. What is a name in it is somebody else's: nothing in an answer is markup that runs, a picture, or a link
 * but those to its sources.
 */
final class AnswerHtml {

    private static final List<TablesExtension> TABLES = List.of((TablesExtension) TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();

    private static final int LONGEST_NUMBER = 3;

    private AnswerHtml() {}

    /** @param sources how many there are to link to, {@code [1]} to the first */
    static String of(String markdown, int sources) {
        return Visible.text(HtmlRenderer.builder()
                // before the extension: the first to render a kind of node is the one who does
                .nodeRendererFactory(context -> new Cited(context, sources))
                .extensions(TABLES)
                .escapeHtml(true)
                .build()
                .render(PARSER.parse(markdown)));
    }

    private record Cited(HtmlNodeRendererContext context, int sources) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Text.class, Link.class, Image.class, TableCell.class);
        }

        @Override
        public void render(Node node) {
            switch (node) {
                case Text text -> text(text.getLiteral());
                case TableCell cell -> cell(cell);
                // what it would lead to is not ours to lead to
                default -> inside(node);
            }
        }

        private void inside(Node node) {
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }

        /** Over a column without a name stands no heading: it would be read out as one that says nothing. */
        private void cell(TableCell cell) {
            String tag = cell.isHeader() && cell.getFirstChild() != null ? "th" : "td";
            HtmlWriter html = context.getWriter();
            html.tag(tag);
            inside(cell);
            html.tag("/" + tag);
            html.line();
        }

        private void text(String literal) {
            HtmlWriter html = context.getWriter();
            int told = 0;
            for (int open = literal.indexOf('['); open >= 0; open = literal.indexOf('[', open + 1)) {
                int close = literal.indexOf(']', open, Math.min(literal.length(), open + LONGEST_NUMBER + 2));
                if (close > open && isSource(literal.substring(open + 1, close))) {
                    html.text(literal.substring(told, open));
                    String number = literal.substring(open + 1, close);
                    html.raw("<a class=\"cite\" href=\"#source-" + number + "\">[" + number + "]</a>");
                    told = close + 1;
                }
            }
            html.text(literal.substring(told));
        }

        /** Digits alone, of a source that there is. */
        private boolean isSource(String number) {
            return !number.isEmpty()
                    && number.length() <= LONGEST_NUMBER
                    && number.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                    && Integer.parseInt(number) >= 1
                    && Integer.parseInt(number) <= sources;
        }
    }
}
