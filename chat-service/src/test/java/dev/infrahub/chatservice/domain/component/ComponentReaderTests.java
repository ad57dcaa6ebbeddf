package dev.infrahub.chatservice.domain.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ComponentReaderTests {

    private static ComponentFacts read(String... pathsAndContents) {
        return ComponentReader.read(Stream.iterate(0, at -> at < pathsAndContents.length, at -> at + 2)
                .map(at -> new SourceFile(pathsAndContents[at], pathsAndContents[at + 1]))
                .toList());
    }

    @Test
    void projects_name_what_they_are_built_by_and_need() {
        assertThat(read("package.json", "{\"dependencies\":{\"express\":\"5\",\"ioredis\":\"5\",\"left-pad\":\"1\"}}"))
                .extracting(ComponentFacts::tags, ComponentFacts::dependencies)
                .containsExactly(List.of("express", "nodejs", "redis"), List.of("redis"));
        assertThat(read("pom.xml", """
                                <project><description>Orders</description><dependencies>
                                <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency>
                                </dependencies></project>""").dependencies()).containsExactly("postgresql");
        assertThat(read(
                                "a.csproj",
                                "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><ItemGroup><PackageReference Include=\"Npgsql\" /></ItemGroup></Project>")
                        .description())
                .isEqualTo("An ASP.NET Core service that needs postgresql.");
        assertThat(read("requirements.txt", "fastapi==0.115\npsycopg[binary]>=3 # driver\n# redis\n")
                        .tags())
                .containsExactly("fastapi", "postgresql", "python");
        assertThat(read(
                        "pyproject.toml",
                        "[project]\ndescription = \"Scores\"\ndependencies = [\n  \"confluent_kafka>=2\",\n]\n"))
                .extracting(ComponentFacts::description, ComponentFacts::dependencies)
                .containsExactly("Scores. It needs kafka.", List.of("kafka"));
        assertThat(read("go.mod", "module x\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.7.1\n)\n")
                        .dependencies())
                .containsExactly("postgresql");
        assertThat(read("build.gradle.kts", "implementation(\"io.lettuce:lettuce-core:6.4.0\")")
                        .dependencies())
                .containsExactly("redis");
    }

    @Test
    void settings_and_compose_name_services_and_no_value() {
        ComponentFacts facts = read(
                "appsettings.json",
                "{\"ConnectionStrings\":{\"Postgres\":\"Host=db;Password=(hidden)\"},\"Bus\":\"amqps://bus.example\"}",
                "docker-compose.yml",
                "services:\n  cache:\n    image: redis:7\n  own:\n    build: .\n");
        assertThat(facts.dependencies()).containsExactlyInAnyOrder("postgresql", "rabbitmq", "redis");
        assertThat(facts.toString()).doesNotContain("bus.example", "hidden");
    }

    @Test
    void terraform_needs_providers_and_modules_as_it_names_them() {
        ComponentFacts facts = read("main.tf", """
                terraform { required_providers { aws = { source = "hashicorp/aws" } } }
                module "vpc" { source = "terraform-aws-modules/vpc/aws" }
                module "own" { source = "./own" }
                resource "aws_s3_bucket" "logs" {}
                """);
        assertThat(facts.dependencies()).containsExactly("hashicorp/aws", "terraform-aws-modules/vpc/aws");
        assertThat(facts.tags()).containsExactly("aws", "terraform");
    }

    @Test
    void routes_are_those_that_code_declares() {
        assertThat(read(
                                "Program.cs",
                                "var orders = app.MapGroup(\"/api/orders\");\norders.MapGet(\"/{id}\", Get);\n// app.MapGet(\"/old\", Old);\napp.MapPost(\"/api/login\", Login);")
                        .endpoints())
                .containsExactly("GET /api/orders/{id}", "POST /api/login");
        assertThat(read(
                                "OrdersController.cs",
                                "[Route(\"api/[controller]\")]\npublic class OrdersController {\n[HttpGet(\"{id}\")]\n[HttpPost]")
                        .endpoints())
                .containsExactly("GET /api/Orders/{id}", "POST /api/Orders");
        assertThat(read(
                                "Api.java",
                                "@RequestMapping(\"/api\")\nclass Api {\n@GetMapping(\"/orders\")\n@DeleteMapping(\"/orders/{id}\")")
                        .endpoints())
                .containsExactly("GET /api/orders", "DELETE /api/orders/{id}");
        assertThat(read("app.js", "router.get('/orders', list)\nmap.get('/no')\nclient.get('/remote')")
                        .endpoints())
                .containsExactly("GET /orders");
        assertThat(read("main.py", "router = APIRouter(prefix=\"/v1\")\n@router.get(\"/items\")\n@app.post(\"/items\")")
                        .endpoints())
                .containsExactly("GET /v1/items", "POST /items");
        assertThat(read(
                                "main.go",
                                "v1 := r.Group(\"/v1\")\nv1.GET(\"/items\", items)\nmux.HandleFunc(\"POST /items\", add)\nmux.HandleFunc(\"/any\", any)")
                        .endpoints())
                .containsExactly("GET /v1/items", "POST /items");
    }

    @Test
    void a_contract_and_the_catalog_say_what_it_is() {
        ComponentFacts facts = read(
                "openapi.yaml",
                "openapi: 3.1.0\ninfo:\n  title: Orders\npaths:\n  /orders:\n    get: {}\n    parameters: []\n",
                "catalog-info.yaml",
                "kind: Component\nmetadata:\n  description: Takes orders\n  tags: [Shop]\nspec:\n  dependsOn: ['component:ledger']\n",
                "README.md",
                "# Orders\n\n[![build](x)](y)\n\nSomething else.\n");
        assertThat(facts.description()).isEqualTo("Takes orders. It serves 1 endpoint and needs component:ledger.");
        assertThat(facts.endpoints()).containsExactly("GET /orders");
        assertThat(facts.tags()).contains("shop", "openapi");
    }

    @Test
    void what_is_broken_hides_nothing_of_the_others_and_what_is_not_read_is_told() {
        ComponentFacts facts = read(
                "pom.xml", "<project><oops",
                "evil.csproj",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Project><Description>&e;</Description></Project>",
                "package.json", "{",
                "a.yaml", "a: [",
                "requirements.txt", "redis\n",
                "big.md", "x".repeat(300_000));
        assertThat(facts.dependencies()).containsExactly("redis");
        assertThat(facts.description())
                .contains("Not all of a project file could be read.", "more than 200000 characters")
                .doesNotContain("root:");
        assertThat(read().description()).isEqualTo("Its files show neither what it is nor what it needs.");
    }

    @Test
    void a_tag_of_a_model_is_only_told_where_a_file_has_its_word() {
        Confirmed confirmed = new Confirmed(List.of(new SourceFile("README.md", "Handles billing of the shop.")));
        assertThat(confirmed.tags(List.of("java"), "The tags that fit are java, billing, blockchain."))
                .containsExactly("billing", "java");
    }

    @Test
    void a_service_of_node_is_told_by_its_name_what_it_is_built_by_and_what_it_serves() {
        ComponentFacts facts = read(
                "package.json",
                "{\"name\":\"shop\",\"dependencies\":{\"pg\":\"8\",\"express\":\"5\"}}",
                "index.js",
                "const app = require('express')(); app.get(\"/api/orders\", h); app.post( '/api/orders', h)");
        assertThat(facts.endpoints()).containsExactly("GET /api/orders", "POST /api/orders");
        assertThat(facts.description())
                .isEqualTo("shop, a Node.js service with Express, serves 2 endpoints and needs postgresql.");
        assertThat(read("package.json", "{\"name\":\"shop\",\"dependencies\":{\"express\":\"5\"}}")
                        .description())
                .isEqualTo("shop is a Node.js service with Express.");
        assertThat(read("package.json", "{\"name\":\"shop\",\"dependencies\":{\"pg\":\"8\"}}")
                        .description())
                .isEqualTo("shop needs postgresql.");
        assertThat(read("app.test.js", "request(app).get('/api/orders')").endpoints())
                .isEmpty();
    }

    @Test
    void a_long_line_takes_no_longer_than_it_is() {
        String line = "app.get(\"/a\", x('b), ".repeat(5_000) + "(".repeat(50_000) + "a.".repeat(20_000);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> read("index.js", line));
    }
}
