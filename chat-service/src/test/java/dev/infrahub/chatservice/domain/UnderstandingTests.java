package dev.infrahub.chatservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnderstandingTests {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final int LONGEST_MESSAGE = 4_000;

    private static final Names NAMES = new Names(
            named("network", "payments-db", "queue", "Data Lake"),
            named("acme", "globex"),
            named("CHG-1001"),
            named("Ada Brandt"),
            named("production", "staging"));

    private static Map<String, Set<String>> named(String... names) {
        Map<String, Set<String>> known = new HashMap<>();
        for (String name : names) {
            Understanding.put(known, name, name);
        }
        return known;
    }

    private static Understood of(String message, Turn... before) {
        return Understanding.of(message, NOW, List.of(before), NAMES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Show the last change of network",
                "what was the last change?",
                "the latest network plan",
                "why did the last pipeline fail?"
            })
    void the_last_is_one(String message) {
        assertThat(of(message).isOfNewest()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"the last changes of network", "show me the latest plans", "which modules drifted?"})
    void the_last_of_many_are_many(String message) {
        assertThat(of(message).isOfNewest()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CHG1001 status, CHG-1001", "status of chg 1001, CHG-1001", "chg_1001 status, CHG-1001"})
    void an_id_is_known_without_its_hyphen(String message, String id) {
        assertThat(joined(message).filter().changes()).containsExactly(id);
    }

    @Test
    void a_name_is_known_with_blanks_for_its_hyphens_and_no_phrase_is_one() {
        assertThat(joined("who owns payments db").filter().modules()).containsExactly("payments-db");
        assertThat(joined("who signed off CHG-1001?").filter().modules()).isEmpty();
        assertThat(joined("who owns billing?").question()).contains(Question.OWNER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Can you check out which pipelines failed this week?",
                "Which changes back up the board today?",
                "Which plans were set up this week?"
            })
    void words_that_make_a_modules_name_by_chance_narrow_nothing(String message) {
        assertThat(joined(message).filter().modules()).isEmpty();
    }

    @Test
    void words_that_make_a_modules_name_are_one_where_that_is_said() {
        assertThat(joined("what drifted in the module check out?").filter().modules())
                .containsExactly("checkout");
        assertThat(joined("what drifted in checkout?").filter().modules()).containsExactly("checkout");
        assertThat(joined("what drifted in check-out?").filter().modules()).containsExactly("checkout");
    }

    private static Understood joined(String message) {
        Map<String, Set<String>> modules = new HashMap<>();
        List.of("checkout", "backup", "setup").forEach(name -> Understanding.putJoined(modules, name));
        Understanding.putJoined(modules, "payments-db");
        Understanding.putJoined(modules, "sign-off");
        Map<String, Set<String>> changes = new HashMap<>();
        Understanding.putJoined(changes, "CHG-1001");
        return Understanding.of(message, NOW, List.of(), new Names(modules, Map.of(), changes, Map.of(), Map.of()));
    }

    @Test
    void what_is_asked_of_a_module_and_means_nothing_here_is_not_answered_with_a_summary() {
        assertThat(of("is the payments-db encrypted").question()).isEmpty();
        assertThat(of("tell me about payments-db").question()).contains(Question.SUMMARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"how often are keys rotated", "How long does a restore take?"})
    void what_is_asked_of_a_rule_is_asked_of_documents(String message) {
        assertThat(of(message).isOfDocuments()).isTrue();
    }

    private static Turn turn(String asked, String answered) {
        return new Turn(NOW, asked, answered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Which modules of acme drifted this week? | DRIFT",
                "Who approved the last change of network, and was it verified? | APPROVALS",
                "What waits for approval? | WAITING_CHANGES",
                "what has been happening to network? | CHANGES",
                "which modules have drfited? | DRIFT",
                "Who will approve CHG-1001 tomorrow? | FUTURE",
                "Who has to approve CHG-1001 by tomorrow? | CHANGES",
                "which changes haven't been approved yet | WAITING_CHANGES",
                "What changed in network lately? | CHANGES",
                "Which plans are the riskiest this month? | RISKIEST_PLANS",
                "What does the last plan of network destroy? | DESTROYED",
                "Which credentials are open in network? | SECRETS",
                "Which secrets are new? | SECRETS_NEWS",
                "Which pipelines failed this week, and why? | FAILURES",
                "Which modules were not scanned for 30 days? | NOT_SCANNED",
                "Which modules were never planned? | NOT_PLANNED",
                "Who owns network? | OWNER",
                "Which SSH certificates were issued this month? | CERTIFICATES",
                "What did the language models cost this month? | MODEL_COST",
                "Is there evidence for CHG-1001? | EVIDENCE",
                "status of CHG-1001 | CHANGES",
                "Compare October and November | COMPARE",
                "how many modules per client | COUNTS",
                "Which modules does acme have? | MODULES",
                "which customers are there? | CLIENTS",
                "tell me about payments-db | SUMMARY",
                "what can I ask? | HELP"
            })
    void what_is_asked_is_understood(String message, Question question) {
        assertThat(of(message).question()).contains(question);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wie wird das Wetter morgen?", "😀😀😀", "", "   ", "42", "лорем ипсум", "天気はどうですか"})
    void what_means_nothing_here_is_not_guessed_at(String message) {
        assertThat(of(message).question()).isEmpty();
    }

    @Test
    void names_are_found_however_they_are_written() {
        assertThat(of("what drifted in `Payments-DB`?").filter().modules()).containsExactly("payments-db");
        assertThat(of("what drifted in data lake?").filter().modules()).containsExactly("Data Lake");
        assertThat(of("acme's drift").filter().clients()).containsExactly("acme");
        assertThat(of("who approved chg-1001?").filter().changes()).containsExactly("CHG-1001");
        assertThat(of("what drifted in prod?").filter().environments()).containsExactly("production");
    }

    @Test
    void a_module_that_is_called_like_a_word_is_one_where_that_is_said() {
        assertThat(of("what is in the queue?").filter().modules()).isEmpty();
        assertThat(of("drift of the module queue").filter().modules()).containsExactly("queue");
        assertThat(of("drift of `queue`").filter().modules()).containsExactly("queue");
    }

    @Test
    void what_nobody_is_called_is_told() {
        assertThat(of("what drifted in initech?").unknown()).containsExactly("initech");
        assertThat(of("what drifted in network of initech?").unknown()).containsExactly("initech");
        assertThat(of("status of CHG-9").unknown()).containsExactly("CHG-9");
        assertThat(of("what drifted in network this week?").unknown()).isEmpty();
    }

    @Test
    void what_follows_takes_the_rest_from_what_was_said() {
        Understood follows = of("and in production?", turn("what drifted in network this week?", ""));

        assertThat(follows.question()).contains(Question.DRIFT);
        assertThat(follows.filter().modules()).containsExactly("network");
        assertThat(follows.filter().environments()).containsExactly("production");
        assertThat(follows.filter().period()).map(Period::words).contains("this week");
    }

    @Test
    void it_is_the_one_change_that_was_told_of() {
        Understood follows = of("who approved it?", turn("what changed in network?", "1 change: `CHG-1001` [1]"));

        assertThat(follows.question()).contains(Question.APPROVALS);
        assertThat(follows.filter().changes()).containsExactly("CHG-1001");
    }

    @Test
    void what_is_asked_anew_takes_nothing() {
        Understood anew = of("which pipelines failed?", turn("what drifted in network this week?", ""));

        assertThat(anew.question()).contains(Question.FAILURES);
        assertThat(anew.filter().modules()).isEmpty();
        assertThat(anew.filter().period()).isEmpty();
    }

    /** Of the longest that may be asked, each made of what makes a parser look again. */
    @Test
    void no_message_takes_long() {
        Random random = new Random(20_261_127);
        List<String> pieces = List.of(
                "\"",
                "`",
                "the ",
                "last ",
                "since ",
                "between ",
                "and ",
                "a ",
                "not ",
                "'",
                "n't ",
                "\u202e",
                "\ud83d",
                "😀",
                "\u0000",
                "network ",
                "of ",
                "2026-",
                "1 ",
                "-",
                "._/",
                "\n",
                "|",
                "production ");
        long start = System.nanoTime();
        for (int n = 0; n < 200; n++) {
            StringBuilder message = new StringBuilder();
            String favourite = pieces.get(random.nextInt(pieces.size()));
            while (message.length() < LONGEST_MESSAGE) {
                message.append(n % 2 == 0 ? favourite : pieces.get(random.nextInt(pieces.size())));
            }
            of(message.toString(), turn(message.toString(), message.toString()));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_question_that_was_picked_is_about_what_the_message_or_its_repetition_names() {
        Understood picked = Understanding.picked(
                of("Was hat sich bei uns so getan?"), Question.CHANGES, "network in production last week", NOW, NAMES);

        assertThat(picked.question()).contains(Question.CHANGES);
        assertThat(picked.filter().modules()).containsExactly("network");
        assertThat(picked.filter().environments()).containsExactly("production");
        assertThat(picked.filter().period()).isPresent();
        assertThat(picked.unknown()).isEmpty();
    }

    @Test
    void a_name_that_is_nobodys_stays_so_where_a_model_repeats_it() {
        Understood understood = of("Was hat sich bei Storefront so getan?");

        assertThat(Understanding.picked(understood, Question.CHANGES, "changes of Storefront", NOW, NAMES)
                        .unknown())
                .containsExactly("Storefront");
        assertThat(Understanding.picked(understood, Question.CHANGES, "vault", NOW, NAMES)
                        .unknown())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How do I restore the database?",
                "Is there a runbook for the database?",
                "what should we do when the state is locked",
            })
    void how_something_is_done_is_asked_of_documents(String message) {
        assertThat(of(message).isOfDocuments()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"What drifted in network?", "Why did the last pipeline of network fail?"})
    void what_facts_tell_is_asked_of_no_document(String message) {
        assertThat(of(message).isOfDocuments()).isFalse();
    }
}
