package dev.infrahub.console.plans;

import dev.infrahub.http.Visible;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * A comment as it will look where it is posted. Of HTML only what comments of ours have is let through: folds and small print.
 * Nothing in it is a link or a picture.
 */
final class CommentHtml {

    private static final List<Extension> TASKS = List.of(TaskListItemsExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TASKS).build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .nodeRendererFactory(Shown::new)
            .attributeProviderFactory(_ -> CommentHtml::addAttributes)
            .extensions(TASKS)
            .escapeHtml(true)
            .build();

    private static final Set<String> SMALL = Set.of("<sub>", "</sub>");
    private static final String OPENING = "<details><summary>";
    private static final String TITLED = "</summary>";
    private static final String CLOSING = "</details>";

    private CommentHtml() {}

    static String of(String markdown) {
        return Visible.text(RENDERER.render(PARSER.parse(markdown)));
    }

    /** So that a keyboard gets to what is wider than the page, and a box to tick has a name. */
    private static void addAttributes(Node node, String tag, Map<String, String> attributes) {
        switch (tag) {
            case "pre" -> {
                attributes.put("class", "code");
                attributes.put("tabindex", "0");
            }
            case "input" -> attributes.put("aria-label", "to be done");
            default -> {}
        }
    }

    private record Shown(HtmlNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Heading.class, HtmlBlock.class, HtmlInline.class, Link.class, Image.class);
        }

        @Override
        public void render(Node node) {
            switch (node) {
                case HtmlBlock block -> fold(block.getLiteral());
                case HtmlInline inline -> small(inline.getLiteral());
                case Heading heading -> heading(heading);
                default -> inside(node);
            }
        }

        /** The page has a heading of its own above. */
        private void heading(Heading heading) {
            HtmlWriter html = context.getWriter();
            html.line();
            html.tag("h2");
            inside(heading);
            html.tag("/h2");
            html.line();
        }

        private void small(String literal) {
            if (SMALL.contains(literal)) {
                context.getWriter().raw(literal);
            } else {
                context.getWriter().text(literal);
            }
        }

        private void fold(String literal) {
            HtmlWriter html = context.getWriter();
            html.line();
            if (literal.equals(CLOSING)) {
                html.raw(CLOSING);
            } else if (literal.startsWith(OPENING) && literal.endsWith(TITLED)) {
                html.raw(OPENING);
                html.text(literal.substring(OPENING.length(), literal.length() - TITLED.length()));
                html.raw(TITLED);
            } else {
                html.text(literal);
            }
            html.line();
        }

        private void inside(Node node) {
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }
    }
}
