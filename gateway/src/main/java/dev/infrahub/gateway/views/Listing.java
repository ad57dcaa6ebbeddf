package dev.infrahub.gateway.views;

import dev.infrahub.http.Page;
import dev.infrahub.http.Pages;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A page of a list, as a caller asked for it. Controllers take it as a parameter; see {@link Lists}. */
public record Listing(Page<KeptView> page, URI request) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The briefs as a JSON array; where there are more, a Link header tells where. */
    public ResponseEntity<String> answer() {
        return answer(KeptView::brief);
    }

    /** The same, each as this makes it. */
    public ResponseEntity<String> answer(Function<KeptView, String> form) {
        return Pages.answer(
                page,
                request,
                items -> "[" + String.join(",", items.stream().map(form).toList()) + "]");
    }

    /** The same, all together. */
    public ResponseEntity<String> answerAll(Function<List<ObjectNode>, List<ObjectNode>> form) {
        return Pages.answer(
                page,
                request,
                items -> form.apply(items.stream()
                                .map(view -> (ObjectNode) JSON.readTree(view.brief()))
                                .toList())
                        .toString());
    }
}
