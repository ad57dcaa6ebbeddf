package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the platform says of a database that gives no connection; what one gives is for the integration tests. */
class LookupsTests {

    private static final Write QUERY = Write.of("select 1");

    private static Stream<Consumer<Lookups>> lookups() {
        return Stream.of(
                lookups -> lookups.all(QUERY, row -> row),
                lookups -> lookups.first(QUERY, row -> row),
                lookups -> lookups.after(Write.of("set local x = 1")).all(QUERY, row -> row),
                lookups -> lookups.atOnce(moment -> moment.all(QUERY, row -> row)));
    }

    @ParameterizedTest
    @MethodSource("lookups")
    void a_database_that_is_away_is_an_outage(Consumer<Lookups> look) {
        Lookups lookups = new Lookups(NoDatabase.away());

        assertThatThrownBy(() -> look.accept(lookups))
                .isInstanceOfSatisfying(
                        Outage.class,
                        outage -> assertThat(outage.asFault().code()).isEqualTo("postgres.unavailable"));
    }

    @ParameterizedTest
    @MethodSource("lookups")
    void a_database_that_is_unwilling_is_none(Consumer<Lookups> look) {
        Lookups lookups = new Lookups(new NoDatabase(new R2dbcBadGrammarException("no such database")));

        assertThatThrownBy(() -> look.accept(lookups)).isInstanceOf(R2dbcBadGrammarException.class);
    }

    @Test
    void whether_it_is_away_is_told_by_the_failure_or_what_is_at_its_bottom() {
        assertThat(Stream.of(
                        new R2dbcTransientResourceException("later"),
                        new R2dbcNonTransientResourceException("gone"),
                        new IOException("reset"),
                        new IllegalStateException(new RuntimeException(new ConnectException("refused")))))
                .allMatch(Sql::isAway);
        assertThat(List.of(new R2dbcBadGrammarException("select"), new IllegalStateException("closed")))
                .noneMatch(Sql::isAway);
    }
}
