package dev.infrahub.console.ask;

import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.web.Failure;
import dev.infrahub.console.web.Form;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Questions, one after another in a conversation. */
@RestController
public record AskController(Pages pages) {

    /** What may be asked, for who does not know yet. */
    public static final List<String> EXAMPLES = List.of(
            "What waits for approval?",
            "Which modules drifted this week?",
            "Which plans are the riskiest this month?",
            "Which credentials are open?",
            "Which pipelines failed this week, and why?");

    private static final List<String> SAID = List.of("message", "client", "conversationId");

    /** The page. */
    public record Asked(Map<String, String> said, Optional<Answer> answer, Optional<Failure> failure) {

        public String said(String name) {
            return said.getOrDefault(name, "");
        }

        /** Goes on with the conversation, where it has begun. */
        public String conversation() {
            return answer.map(Answer::conversationId).orElse(said("conversationId"));
        }
    }

    /** The page with this question in it. */
    public static String about(String question) {
        return Path.of("/ask").with("message", question).text();
    }

    @GetMapping("/ask")
    ResponseEntity<byte[]> ask(Visit visit) {
        Map<String, String> said = new HashMap<>();
        SAID.forEach(name -> visit.query(name).ifPresent(text -> said.put(name, text)));
        return show(HttpStatus.OK, visit, new Asked(said, Optional.empty(), Optional.empty()));
    }

    @PostMapping("/ask")
    ResponseEntity<byte[]> answer(Form form, Visit visit) {
        Map<String, String> said = new HashMap<>();
        SAID.forEach(name -> form.text(name).ifPresent(text -> said.put(name, text)));
        try {
            Answer answer = visit.hub().once(form.once()).post(Path.of("/api/infra/chat"), said, Answer.class);
            return show(HttpStatus.OK, visit, new Asked(said, Optional.of(answer), Optional.empty()));
        } catch (Refused no) {
            return show(
                    HttpStatusCode.valueOf(no.problem().status()),
                    visit,
                    new Asked(said, Optional.empty(), Optional.of(Failure.of(no.problem()))));
        }
    }

    private ResponseEntity<byte[]> show(HttpStatusCode status, Visit visit, Asked asked) {
        return pages.show(status, visit, "Ask", "ask/ask.jte", asked);
    }
}
