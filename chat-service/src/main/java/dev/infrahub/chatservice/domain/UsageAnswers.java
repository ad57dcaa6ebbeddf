package dev.infrahub.chatservice.domain;

import static dev.infrahub.chatservice.domain.Composer.count;
import static dev.infrahub.chatservice.domain.Composer.time;

import dev.infrahub.chatservice.domain.Composer.Column;
import java.math.BigDecimal;
import java.util.List;

/** What language models were used for, and what that cost. */
public final class UsageAnswers {

    private static final int MICROS = 6;

    private UsageAnswers() {}

    /** What cost most first. */
    public static Answer cost(Understood asked, List<UsageFact> uses) {
        Composer composer = new Composer(asked);
        if (uses.isEmpty()) {
            return Composer.missing(asked, "a use of a language model" + composer.scope(), List.of());
        }
        int calls = (int) uses.stream().mapToLong(UsageFact::calls).sum();
        return composer.say(
                        "The use of language models" + composer.scope() + " cost " + dollars(micros(uses)) + ", for "
                                + count(calls, "use", "uses") + ".",
                        uses)
                .table(
                        uses,
                        List.of(
                                new Column<>("for", use -> Inert.code(use.action())),
                                Composer.client(uses),
                                new Column<>("model", use -> Inert.code(use.model())),
                                new Column<>("uses", use -> Long.toString(use.calls())),
                                new Column<>("tokens", use -> Long.toString(use.tokens())),
                                new Column<>("cost", use -> dollars(use.micros())),
                                new Column<>("last", use -> time(use.last()))))
                .found();
    }

    /** Of two times. */
    public static Answer compared(
            Understood asked, Period one, List<UsageFact> first, Period other, List<UsageFact> second) {
        if (first.isEmpty() && second.isEmpty()) {
            return Composer.missing(
                    asked, "a use of a language model " + one.told() + " or " + other.told(), List.of());
        }
        Composer composer = new Composer(asked);
        say(composer, one, first);
        say(composer, other, second);
        return composer.found();
    }

    private static void say(Composer composer, Period period, List<UsageFact> uses) {
        if (uses.isEmpty()) {
            composer.limit("Of uses of language models " + period.told() + " nothing was heard.");
        } else {
            composer.say("The use of language models " + period.told() + " cost " + dollars(micros(uses)) + ".", uses);
        }
    }

    private static long micros(List<UsageFact> uses) {
        return uses.stream().mapToLong(UsageFact::micros).sum();
    }

    private static String dollars(long micros) {
        BigDecimal dollars = BigDecimal.valueOf(micros, MICROS).stripTrailingZeros();
        return (dollars.scale() < 2 ? dollars.setScale(2) : dollars).toPlainString() + " USD";
    }
}
