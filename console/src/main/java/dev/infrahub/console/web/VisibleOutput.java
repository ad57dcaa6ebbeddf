package dev.infrahub.console.web;

import dev.infrahub.http.Visible;
import gg.jte.html.HtmlTemplateOutput;
import org.jspecify.annotations.Nullable;

/**
 * What others named is shown as it is spelt: characters that nobody sees, and those that turn the direction of what follows, are
 * written out as {@code U+202E} and the like. Every template writes through this, so that none can forget it.
 */
final class VisibleOutput implements HtmlTemplateOutput {

    private final HtmlTemplateOutput out;
    private boolean isAttribute;

    VisibleOutput(HtmlTemplateOutput out) {
        this.out = out;
    }

    @Override
    public void setContext(String tagName, @Nullable String attributeName) {
        isAttribute = attributeName != null;
        out.setContext(tagName, attributeName);
    }

    @Override
    public void writeContent(String value) {
        out.writeContent(value);
    }

    @Override
    public void writeContent(String value, int beginIndex, int endIndex) {
        out.writeContent(value, beginIndex, endIndex);
    }

    @Override
    public void writeBinaryContent(byte[] value) {
        out.writeBinaryContent(value);
    }

    /** In attributes as it is: an address or a form's member is for programs. */
    @Override
    public void writeUserContent(@Nullable String value) {
        out.writeUserContent(value == null || isAttribute ? value : Visible.text(value));
    }
}
