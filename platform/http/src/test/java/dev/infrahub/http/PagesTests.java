package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

class PagesTests {

    private static Page<String> page(String... found) {
        return Page.of(List.of(found), 2, item -> new Cursor(Instant.EPOCH, item));
    }

    @Test
    void a_page_is_followed_by_another_where_there_is_more() {
        assertThat(page("a", "b").items()).containsExactly("a", "b");
        assertThat(page("a", "b").next()).isEmpty();
        assertThat(page("a", "b", "c").items()).containsExactly("a", "b");
        assertThat(page("a", "b", "c").next()).contains(new Cursor(Instant.EPOCH, "b"));
        assertThat(page("a", "b", "c").map(String::length).next())
                .isEqualTo(page("a", "b", "c").next());
    }

    @Test
    void a_link_leads_to_the_next_page_of_the_same_question() {
        URI request = URI.create("http://hub:5100/api/things?q=a%20b&x[]=1&cursor=before&limit=2");
        ResponseEntity<String> answer = Pages.answer(page("a", "b", "c"), request, List::toString);
        String link = Objects.requireNonNull(answer.getHeaders().getFirst(HttpHeaders.LINK));
        assertThat(link).startsWith("</api/things?q=a%20b&x[]=1&").endsWith(">; rel=\"next\"");
        String cursor = link.replaceAll(".*cursor=([^&>]*).*", "$1");
        assertThat(Cursor.of(cursor)).isEqualTo(new Cursor(Instant.EPOCH, "b"));
        assertThat(answer.getBody()).isEqualTo("[a, b]");
        assertThat(Pages.answer(page("a"), request, List::toString).getHeaders().getFirst(HttpHeaders.LINK))
                .isNull();
    }
}
