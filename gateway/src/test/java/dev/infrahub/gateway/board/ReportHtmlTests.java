package dev.infrahub.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReportHtmlTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final UUID OPERATION = new UUID(0, 1);

    @ParameterizedTest
    @ValueSource(strings = {"\u202e", "\u2066", "\u061c", "\u200b", "\u2028", "\ufeff", "\u00ad"})
    void a_name_is_shown_with_what_nobody_sees_in_it(String unseen) {
        ObjectNode report = JSON.createObjectNode().put("client", "acme" + unseen);
        report.put("compiledByName", unseen + "somebody").putObject("seal").put("publicKey", "");
        ObjectNode change = report.withArray("approvals").addObject();
        change.put("changeRequestId", "CHG-1")
                .put("module", "net" + unseen + "<b>work")
                .put("environment", unseen + "production");
        change.withArray("decisions").addObject().put("byName", unseen + "approver");
        String html = ReportHtml.of(report, report.toString(), OPERATION);
        assertThat(html)
                .doesNotContain(unseen)
                .contains("net\\u{" + Integer.toHexString(unseen.codePointAt(0)) + "}&lt;b&gt;work");
    }
}
