package dev.infrahub.console.web;

import dev.infrahub.console.session.Session;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/** Pages made of a template and what it shows. */
public final class Pages {

    private static final String HTML = "text/html;charset=utf-8";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Assets assets;
    private final String api;

    /** @param api where people reach the gateway */
    public Pages(Assets assets, String api) {
        this.assets = assets;
        this.api = api;
        templates.setBinaryStaticContent(true);
    }

    public ResponseEntity<byte[]> show(Visit visit, String title, String template, Object view) {
        return show(HttpStatus.OK, visit, title, template, view);
    }

    public ResponseEntity<byte[]> show(HttpStatusCode status, Visit visit, String title, String template, Object view) {
        return html(status, template, around(visit, title), view);
    }

    /** A part of a page. */
    public ResponseEntity<byte[]> part(Visit visit, String template, Object view) {
        return part(HttpStatus.OK, visit, template, view);
    }

    public ResponseEntity<byte[]> part(HttpStatusCode status, Visit visit, String template, Object view) {
        return html(status, template, around(visit, ""), view);
    }

    /** A part of a page that is nobody's. */
    byte[] part(String template, Object view) {
        return render(template, new Page("", Optional.empty(), "", "", assets, api), view);
    }

    /** For whoever is not signed in. */
    public ResponseEntity<byte[]> bare(HttpStatusCode status, String title, String template, Object view) {
        return html(status, template, new Page(title, Optional.empty(), "", "", assets, api), view);
    }

    /** Once something was done: reload and back do not do it again. */
    public static ResponseEntity<byte[]> to(Object path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path.toString()))
                .build();
    }

    private Page around(Visit visit, String title) {
        return around(visit.session(), visit.path(), title);
    }

    private ResponseEntity<byte[]> html(HttpStatusCode status, String template, Page page, Object view) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CONTENT_TYPE, HTML)
                .body(render(template, page, view));
    }

    byte[] render(String template, Page page, Object view) {
        Utf8ByteOutput out = new Utf8ByteOutput();
        templates.render(
                template, Map.of("page", page, "view", view), new VisibleOutput(new OwaspHtmlTemplateOutput(out)));
        return out.toByteArray();
    }

    /** The page of an error, with what is around it where somebody is signed in. */
    byte[] error(Optional<Page> around, Failure failure) {
        Page page = around.orElseGet(() -> new Page(failure.title(), Optional.empty(), "", "", assets, api));
        return render("web/failure.jte", page, failure);
    }

    /** Around the page of an error that somebody gets who is signed in. */
    Page around(Session session, String path, String title) {
        return new Page(title, Optional.of(session.caller()), session.csrf(), path, assets, api);
    }
}
