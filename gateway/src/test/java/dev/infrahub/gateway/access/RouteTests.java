package dev.infrahub.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

class RouteTests {

    private static final PathPattern PLAN = PathPatternParser.defaultInstance.parse("/api/plans/{id}");

    @ParameterizedTest
    @CsvSource({
        "9c544981-d14d-8869-9057-bb9243f1f4f2, 9c544981-d14d-8869-9057-bb9243f1f4f2",
        "CHG-1A2B3C4D5E6F7A8B,                 CHG-1A2B3C4D5E6F7A8B",
        "CHG0031337,                           CHG0031337",
        "INC-42,                               INC-42",
        "hunter2,                              {id}",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a, {id}",
        "AKIAIOSFODNN7EXAMPLE,                 {id}",
        "CHG-acme,                             {id}",
        "a%20b,                                {id}",
        "%7Bid%7D,                             {id}"
    })
    void an_id_is_kept_where_it_can_be_nothing_else(String id, String kept) {
        assertThat(Route.of(HttpMethod.GET, Optional.of(PLAN), PathContainer.parsePath("/api/plans/" + id)))
                .isEqualTo("GET /api/plans/" + kept);
    }

    @Test
    void nothing_is_kept_of_a_path_or_a_method_that_there_is_not() {
        assertThat(Route.of(HttpMethod.valueOf("HUNTER2"), Optional.empty(), PathContainer.parsePath("/hunter2")))
                .isEqualTo("(another method) (no endpoint)");
    }
}
