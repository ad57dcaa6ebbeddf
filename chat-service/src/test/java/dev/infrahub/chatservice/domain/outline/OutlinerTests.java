package dev.infrahub.chatservice.domain.outline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.chatservice.domain.outline.Outline.Needs;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class OutlinerTests {

    /** Of the dependencies those that are needed, by the letters p (PostgreSQL), r (Redis), s (messages), b (files); - for none. */
    @ParameterizedTest
    @CsvFileSource(resources = "descriptions.csv", numLinesToSkip = 1, delimiter = '|', maxCharsPerColumn = 4000)
    void a_description_is_understood(
            String description, String name, String type, String needs, String auth, boolean kubernetes) {
        Outline outline = Outliner.outline(description);
        assertThat(outline.type().name().toLowerCase(Locale.ROOT)).as("type").isEqualTo(type);
        assertThat(outline.needs())
                .as("needs")
                .isEqualTo(
                        new Needs(needs.contains("p"), needs.contains("r"), needs.contains("s"), needs.contains("b")));
        assertThat(outline.auth().text()).as("auth").isEqualTo(auth);
        assertThat(outline.kubernetes()).as("kubernetes").isEqualTo(kubernetes);
        assertThat(outline.name()).as("name").isEqualTo(name);
        assertThat(outline.description()).hasSizeLessThanOrEqualTo(120).isNotBlank();
        assertThat(outline.gotchaPrompt())
                .contains("Goals:", "Orchestration:", "Tools:", "Context:", "Hard rules:", "Args:");
    }

    @Test
    void packages_and_variables_are_those_of_what_is_needed() {
        Outline outline = Outliner.outline(
                "A REST API that stores orders in PostgreSQL, caches them in Redis and sends e-mails. Users log in.");
        assertThat(outline.nugetPackages())
                .containsExactly(
                        "MailKit",
                        "Microsoft.AspNetCore.Authentication.JwtBearer",
                        "Microsoft.AspNetCore.OpenApi",
                        "Npgsql.EntityFrameworkCore.PostgreSQL",
                        "StackExchange.Redis");
        assertThat(outline.envVars())
                .containsExactly(
                        "ConnectionStrings__Postgres",
                        "ConnectionStrings__Redis",
                        "QuantumId__Authority",
                        "QuantumId__Audience");
    }

    @Test
    void a_long_description_is_cut_between_words_and_told_whole_to_who_builds() {
        String wished = "A service that " + "does this and ".repeat(30) + "ends here";
        Outline outline = Outliner.outline(wished);
        assertThat(outline.description())
                .hasSizeLessThanOrEqualTo(120)
                .endsWith("…")
                .doesNotContain("\n");
        assertThat(outline.gotchaPrompt()).contains("ends here");
    }

    @Test
    void a_store_that_is_none_of_the_four_is_told_and_not_replaced() {
        Outline outline = Outliner.outline("An API over our MongoDB collections");
        assertThat(outline.needs().postgresql()).isFalse();
        assertThat(outline.gotchaPrompt()).contains("none of these four: mongodb");
    }

    @Test
    void nothing_that_can_be_said_breaks_it() {
        for (String odd :
                new String[] {"?", "…", "服务", "a", "not", "no.", "without", "-", "named", "called -", "x ".repeat(4000)
                }) {
            Outline outline = Outliner.outline(odd);
            assertThat(outline.name()).as(odd).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(63);
        }
    }
}
