package dev.infrahub.console.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldTests {

    private static List<Told> read(String text) {
        List<Told> told = new ArrayList<>();
        Told.read(text.lines(), told::add);
        return told;
    }

    @Test
    void events_end_with_an_empty_line_and_comments_are_none() {
        assertThat(
                        read(
                                "id:1\nevent:progress\ndata: {\"a\":1}\n\n:waiting\n\nevent:completed\ndata:x\ndata:y\n\nevent:cut\ndata:z"))
                .containsExactly(new Told("progress", "{\"a\":1}"), new Told("completed", "x\ny"));
    }

    @Test
    void an_event_without_data_is_none() {
        assertThat(read("event:progress\n\ndata:x\n\n")).containsExactly(new Told("", "x"));
    }
}
