package dev.infrahub.console.ask;

import dev.infrahub.console.remote.Hub;
import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.remote.Told;
import dev.infrahub.console.session.Lines;
import dev.infrahub.console.session.Sessions;
import dev.infrahub.console.web.Failure;
import dev.infrahub.console.web.Form;
import dev.infrahub.console.web.Pages;
import dev.infrahub.console.web.Visit;
import dev.infrahub.http.Blocking;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** Questions, one after another in a conversation. */
@RestController
public record AskController(Pages pages, Sessions sessions, Lines lines, JsonMapper json) {

    /** What may be asked, for who does not know yet. */
    public static final List<String> EXAMPLES = List.of(
            "What waits for approval?",
            "Which modules drifted this week?",
            "Which plans are the riskiest this month?",
            "Which credentials are open?",
            "Which pipelines failed this week, and why?");

    private static final Path CHAT = Path.of("/api/infra/chat");
    private static final List<String> SAID = List.of("message", "client", "conversationId");

    /** Longer than the gateway tells of an operation. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /**
     * An answer that is on the way.
     *
     * @param from where what is told of it comes from
     * @param page that tells of it whoever looks
     */
    public record Live(String from, String page) {

        static Live of(String operation) {
            return new Live(
                    Path.of("/ask").segment(operation).segment("live").text(),
                    Path.of("/operations").segment(operation).text());
        }
    }

    /** The page. */
    public record Asked(
            Map<String, String> said, Optional<Answer> answer, Optional<Live> live, Optional<Failure> failure) {

        /** Whether the question in it was asked. */
        public boolean isOnTheWay() {
            return answer.isPresent() || live.isPresent();
        }

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
        return show(HttpStatus.OK, visit, new Asked(said, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** With a script it is told as it comes; without, the page waits for the answer. */
    @PostMapping("/ask")
    ResponseEntity<byte[]> answer(Form form, Visit visit) {
        Map<String, String> said = new HashMap<>();
        SAID.forEach(name -> form.text(name).ifPresent(text -> said.put(name, text)));
        Hub hub = visit.hub().once(form.once());
        try {
            return show(HttpStatus.OK, visit, visit.isForPart() ? begun(hub, said) : answered(hub, said));
        } catch (Refused no) {
            return show(
                    HttpStatusCode.valueOf(no.problem().status()),
                    visit,
                    new Asked(said, Optional.empty(), Optional.empty(), Optional.of(Failure.of(no.problem()))));
        }
    }

    private static Asked answered(Hub hub, Map<String, String> said) {
        Answer answer = hub.post(CHAT, said, Answer.class);
        return new Asked(said, Optional.of(answer), Optional.empty(), Optional.empty());
    }

    private static Asked begun(Hub hub, Map<String, String> said) {
        Live live = Live.of(hub.begin(CHAT, said));
        return new Asked(said, Optional.empty(), Optional.of(live), Optional.empty());
    }

    /** What is told of an answer, each time all of it so far: one who lost the line begins anew and misses nothing. */
    @GetMapping(path = "/ask/{operation}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> live(@PathVariable String operation, Visit visit) {
        return lines.of(visit.session(), soFar(operation, visit), Optional.empty())
                .takeUntil(so -> so.map(SoFar::isSettled).orElse(false))
                .map(so -> so.map(one -> part(visit, "ask/told.jte", one))
                        .orElseGet(() ->
                                part(visit, "ask/untold.jte", Live.of(operation).page())))
                .map(part -> ServerSentEvent.builder(part).event("told").build())
                .concatWithValues(ServerSentEvent.builder("").event("end").build())
                .takeUntilOther(Flux.interval(LOOK_EVERY).filter(_ -> !sessions.isOpen(visit.session())));
    }

    /** Ends with nothing where no more is told of what is not settled, which goes on without this page. */
    private Flux<Optional<SoFar>> soFar(String operation, Visit visit) {
        return Blocking.<Told>each(tell -> visit.hub().follow(operation, tell))
                .take(LONGEST)
                .scan(SoFar.NOTHING, (so, told) -> so.and(told, json))
                .skip(1)
                .onErrorComplete()
                .map(Optional::of)
                .concatWithValues(Optional.empty());
    }

    private String part(Visit visit, String template, Object view) {
        byte[] part = pages.part(visit, template, view).getBody();
        return part == null ? "" : new String(part, StandardCharsets.UTF_8);
    }

    private ResponseEntity<byte[]> show(HttpStatusCode status, Visit visit, Asked asked) {
        return visit.isForPart()
                ? pages.part(status, visit, "ask/asking.jte", asked)
                : pages.show(status, visit, "Ask", "ask/ask.jte", asked);
    }
}
