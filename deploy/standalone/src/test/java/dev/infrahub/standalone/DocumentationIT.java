package dev.infrahub.standalone;

import static dev.infrahub.schemas.Service.GATEWAY;
import static dev.infrahub.schemas.Service.PLAN_ANALYZER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.GatewayApplication;
import dev.infrahub.plananalyzer.PlanAnalyzerApplication;
import dev.infrahub.testing.Backends;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What the documentation shows of the hub is what the hub says. */
class DocumentationIT {

    private static final Path ROOT = Path.of(System.getProperty("hub.project.root"));

    @Test
    void the_pull_request_comment_is_the_one_of_the_demos_plan() throws Exception {
        String comment = comment();

        String shown = Files.readString(ROOT.resolve("docs/pull-request-comment.md"));
        assertThat(withoutFingerprint(shown.substring(shown.indexOf('\n') + 1))).isEqualTo(withoutFingerprint(comment));
        String readme = Files.readString(ROOT.resolve("README.md"))
                .replace("\n> ", "\n")
                .replace("\n>\n", "\n\n");
        assertThat(readme)
                .contains(comment.substring(0, comment.indexOf("#### Before apply"))
                        .strip());
    }

    private static String comment() throws IOException, InterruptedException {
        Backends.Database database = Backends.shared().newDatabase();
        try (ConfigurableApplicationContext _ =
                        PlanAnalyzerApplication.start(Backends.shared().serviceArguments(PLAN_ANALYZER, database));
                ConfigurableApplicationContext gateway =
                        GatewayApplication.start(Backends.shared().serviceArguments(GATEWAY, database));
                HttpClient http = HttpClient.newHttpClient();
                InputStream plan =
                        Objects.requireNonNull(DocumentationIT.class.getResourceAsStream("/demo/plan.json"))) {
            String port = gateway.getEnvironment().getProperty("local.server.port");
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
                            + "/api/pipeline/summarize-plan?module=checkout&client=acme&environment=production"))
                    .header("X-Api-Key", Backends.ADMIN_KEY)
                    .header("Content-Type", "application/vnd.hashicorp.terraform.plan+json")
                    .header("Accept", "text/markdown")
                    .POST(BodyPublishers.ofByteArray(plan.readAllBytes()))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    /** Every installation has another key for fingerprints. */
    private static String withoutFingerprint(String comment) {
        return comment.replaceAll("fingerprint `v2:[0-9a-f]+`", "fingerprint");
    }
}
