package dev.infrahub.standalone;

import static dev.infrahub.schemas.Service.GATEWAY;
import static dev.infrahub.schemas.Service.PLAN_ANALYZER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.GatewayApplication;
import dev.infrahub.plananalyzer.PlanAnalyzerApplication;
import dev.infrahub.testing.Backends;
import dev.infrahub.testkit.TestData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans that nobody here wrote go through HTTP, Kafka, Postgres and back, and come out with the right counts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusIT {

    private static final JsonMapper JSON = new JsonMapper();

    private final Backends.Database database = Backends.shared().newDatabase();
    private final ConfigurableApplicationContext analyzer =
            PlanAnalyzerApplication.start(Backends.shared().serviceArguments(PLAN_ANALYZER, database));
    private final ConfigurableApplicationContext gateway =
            GatewayApplication.start(Backends.shared().serviceArguments(GATEWAY, database));
    private final HttpClient http = HttpClient.newHttpClient();
    private Path plans = Path.of("");

    @BeforeAll
    void find() {
        plans = TestData.folder("plans");
    }

    @AfterAll
    void stop() {
        http.close();
        gateway.close();
        analyzer.close();
    }

    @Test
    void every_plan_is_answered_with_terraforms_counts() throws IOException {
        List<String> lines = Files.readAllLines(plans.resolve("expected.tsv"));
        List<String> columns = Arrays.asList(lines.getFirst().split("\t", -1));
        Map<String, Map<String, Integer>> expected = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> actual = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> values = Arrays.asList(line.split("\t", -1));
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (int i = 1; i < columns.size(); i++) {
                counts.put(columns.get(i), Integer.valueOf(values.get(i)));
            }
            // none of them asks for what no version of Terraform has asked for
            counts.put("unknown", 0);
            expected.put(values.getFirst(), counts);
            actual.put(values.getFirst(), summarize(plans.resolve(values.getFirst())));
        }

        assertThat(expected).hasSize(359);
        assertThat(actual).isEqualTo(expected);
    }

    private Map<String, Integer> summarize(Path plan) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port")
                + "/api/pipeline/summarize-plan?module=" + plan.getFileName());
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("X-Api-Key", Backends.ADMIN_KEY)
                .header("Content-Type", "application/vnd.hashicorp.terraform.plan+json")
                .POST(BodyPublishers.ofFile(plan))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(plan + ": " + response.body()).isEqualTo(200);
            Map<String, Integer> counts = new LinkedHashMap<>();
            JsonNode changes = JSON.readTree(response.body()).path("changes");
            changes.propertyNames()
                    .forEach(name -> counts.put(name, changes.path(name).asInt()));
            return counts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
