package dev.infrahub.gateway.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A comment as somebody else's renderer of GitHub-flavoured Markdown understands it. */
final class RenderedComment {

    private static final List<Extension> GITHUB = List.of(
            AutolinkExtension.create(),
            StrikethroughExtension.create(),
            TablesExtension.create(),
            TaskListItemsExtension.create());

    private static final Parser PARSER = Parser.builder().extensions(GITHUB).build();

    /** What our own comments are made of. */
    private static final Set<Class<? extends Node>> OURS = Set.of(
            Document.class,
            Heading.class,
            Paragraph.class,
            BulletList.class,
            OrderedList.class,
            ListItem.class,
            FencedCodeBlock.class,
            Code.class,
            StrongEmphasis.class,
            SoftLineBreak.class,
            Text.class);

    private static final Set<String> OUR_TAGS = Set.of("<sub>", "</sub>");

    private final List<String> foreign = new ArrayList<>();
    private final StringBuilder prose = new StringBuilder();
    private final StringBuilder code = new StringBuilder();
    private int open;
    private int folds;

    RenderedComment(String markdown) {
        PARSER.parse(markdown).accept(new Looking());
        if (open != 0) {
            foreign.add("a fold that does not end");
        }
    }

    /** Links, images, tags, tables and whatever else no comment of ours has. */
    List<String> foreign() {
        return foreign;
    }

    /** What is shown and not as code, where GitHub looks for mentions, issues and commits. */
    String prose() {
        return prose.toString();
    }

    String code() {
        return code.toString();
    }

    /** That open and close again. */
    int folds() {
        return folds;
    }

    private final class Looking extends AbstractVisitor {

        @Override
        protected void visitChildren(Node parent) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
                look(node);
                node.accept(this);
            }
        }

        private void look(Node node) {
            switch (node) {
                case Text text -> prose.append(text.getLiteral()).append('\n');
                case Code name -> code.append(name.getLiteral()).append('\n');
                case FencedCodeBlock block -> {
                    require(block.getClosingFenceLength() != null, "a code block that does not end");
                    code.append(block.getLiteral()).append('\n');
                }
                case HtmlInline tag -> require(OUR_TAGS.contains(tag.getLiteral()), tag.getLiteral());
                case HtmlBlock block -> fold(block.getLiteral());
                case CustomNode custom ->
                    require(custom.getClass().getSimpleName().equals("TaskListItemMarker"), custom.toString());
                case CustomBlock custom -> require(false, custom.toString());
                default -> require(OURS.contains(node.getClass()), node.toString());
            }
        }

        private void fold(String html) {
            require(isFold(html), html);
            open += html.startsWith("</") ? -1 : 1;
            require(open == 0 || open == 1, "a fold in a fold, or an end without one");
            folds += open;
        }

        private void require(boolean isOurs, String what) {
            if (!isOurs) {
                foreign.add(what);
            }
        }

        private static boolean isFold(String html) {
            return html.equals("</details>") || html.matches("<details><summary>[A-Za-z :()0-9-]+</summary>");
        }
    }
}
