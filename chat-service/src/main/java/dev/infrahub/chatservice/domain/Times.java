package dev.infrahub.chatservice.domain;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Times that are told in words, as seen from a moment; days and weeks are UTC's, and weeks begin on Monday. */
final class Times {

    /** What lately means. */
    private static final int LATELY_DAYS = 14;

    private static final int DAYS_OF_WEEK = 7;
    private static final int MOST_DAYS = 3660;

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("couple", 2),
            Map.entry("three", 3),
            Map.entry("few", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("twelve", 12),
            Map.entry("fourteen", 14),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("sixty", 60),
            Map.entry("ninety", 90));

    private static final Map<String, Integer> UNITS =
            Map.of("day", 1, "days", 1, "week", 7, "weeks", 7, "month", 30, "months", 30, "year", 365, "years", 365);

    private static final Map<String, DayOfWeek> WEEKDAYS = new HashMap<>();
    private static final Map<String, Month> MONTHS = new HashMap<>();

    static {
        for (DayOfWeek day : DayOfWeek.values()) {
            WEEKDAYS.put(day.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT), day);
        }
        for (Month month : Month.values()) {
            String name = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
            MONTHS.put(name, month);
            MONTHS.put(name.substring(0, 3), month);
        }
        MONTHS.put("sept", Month.SEPTEMBER);
    }

    /** Names of months that are words as well. */
    private static final Set<String> AMBIGUOUS = Set.of("may", "mar", "march", "jan", "dec", "sun");

    private static final Set<String> BEFORE_NAMES =
            Set.of("in", "since", "of", "during", "for", "until", "before", "and", "to", "with", "last", "from");

    private static final Set<String> SPANS = Set.of("for", "in", "over", "than", "within", "at", "least");

    private static final Set<String> WORDS = Set.of(
            "today",
            "yesterday",
            "tonight",
            "morning",
            "lately",
            "recently",
            "since",
            "weekend",
            "night",
            "past",
            "previous",
            "current",
            "hours",
            "hour",
            "beginning",
            "start",
            "couple",
            "few");

    private final List<Word> words;
    private final LocalDate today;
    private final Instant now;

    private Times(List<Word> words, Instant now) {
        this.words = words;
        this.now = now;
        this.today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** A time that these words tell, from the first to behind the last. */
    record Told(Period period, int from, int to) {}

    static boolean isWord(String word) {
        return WORDS.contains(word)
                || NUMBERS.containsKey(word)
                || UNITS.containsKey(word)
                || WEEKDAYS.containsKey(word)
                || MONTHS.containsKey(word);
    }

    /** In the order of the message. */
    static List<Told> in(List<Word> words, Instant now) {
        Times times = new Times(words, now);
        List<Told> told = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Optional<Told> one = words.get(at).quoted() ? Optional.empty() : times.at(at);
            one.ifPresent(told::add);
            at = one.map(Told::to).orElse(at + 1);
        }
        return told;
    }

    private Optional<Told> at(int at) {
        return switch (text(at)) {
            case "since" -> from(at);
            case "before", "until", "till" -> until(at);
            case "between", "from" -> between(at);
            default -> plain(at);
        };
    }

    private Optional<Told> from(int at) {
        int start = skip(at + 1, Set.of("the", "last"));
        for (int named : new int[] {at + 1, start}) {
            Optional<Told> since = plain(named).or(() -> beginning(named));
            if (since.isPresent()) {
                Period period = since.get().period();
                return Optional.of(new Told(
                        new Period(period.from(), behindToday(), "since " + period.words()),
                        at,
                        since.get().to()));
            }
        }
        return Optional.empty();
    }

    /** The beginning of the week, the start of the month. */
    private Optional<Told> beginning(int at) {
        int start = skip(at, Set.of("the"));
        if (!text(start).equals("beginning") && !text(start).equals("start")) {
            return Optional.empty();
        }
        int unit = skip(start + 1, Set.of("of", "the", "this"));
        return current(text(unit)).map(period -> new Told(period, at, unit + 1));
    }

    private Optional<Told> until(int at) {
        return plain(at + 1)
                .map(told -> new Told(
                        new Period(
                                Instant.EPOCH,
                                told.period().from(),
                                "before " + told.period().words()),
                        at,
                        told.to()));
    }

    private Optional<Told> between(int at) {
        Optional<Told> first = plain(at + 1);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        int joint = first.get().to();
        if (!Set.of("and", "to", "until", "till").contains(text(joint))) {
            return Optional.empty();
        }
        // October and November may be compared, and then they are two
        if (text(at).equals("between") && isMonth(at + 1)) {
            return Optional.empty();
        }
        return plain(joint + 1)
                .filter(second ->
                        second.period().to().isAfter(first.get().period().from()))
                .map(second -> new Told(
                        new Period(
                                first.get().period().from(),
                                second.period().to(),
                                "from " + first.get().period().words() + " to "
                                        + second.period().words()),
                        at,
                        second.to()));
    }

    private boolean isMonth(int at) {
        return MONTHS.containsKey(text(at));
    }

    private Optional<Told> plain(int at) {
        String word = text(at);
        return switch (word) {
            case "" -> Optional.empty();
            case "today", "tonight" -> Optional.of(new Told(day(today, word), at, at + 1));
            case "yesterday" -> Optional.of(new Told(day(today.minusDays(1), word), at, at + 1));
            case "lately", "recently" ->
                Optional.of(new Told(lastDays(LATELY_DAYS, "in the last " + LATELY_DAYS + " days"), at, at + 1));
            case "weekend" -> Optional.of(new Told(weekend(), at, at + 1));
            case "this", "current" -> ofThis(at);
            case "last", "past", "previous", "prior" -> ofLast(at);
            default -> number(at).or(() -> date(at)).or(() -> weekday(at));
        };
    }

    private Optional<Told> ofThis(int at) {
        if (text(at + 1).equals("morning")) {
            return Optional.of(new Told(day(today, "today"), at, at + 2));
        }
        return current(text(at + 1)).map(period -> new Told(period, at, at + 2));
    }

    private Optional<Period> current(String unit) {
        return switch (unit) {
            case "week" -> Optional.of(Period.days(monday(), monday().plusWeeks(1), "this week"));
            case "month" ->
                Optional.of(Period.days(
                        today.withDayOfMonth(1), today.withDayOfMonth(1).plusMonths(1), "this month"));
            case "quarter" -> {
                LocalDate first = quarter();
                yield Optional.of(Period.days(first, first.plusMonths(3), "this quarter"));
            }
            case "year" ->
                Optional.of(Period.days(
                        today.withDayOfYear(1), today.withDayOfYear(1).plusYears(1), "this year"));
            default -> Optional.empty();
        };
    }

    private Optional<Told> ofLast(int at) {
        int next = skip(at + 1, Set.of("a", "full", "calendar"));
        Optional<Integer> number = number(text(next));
        if (number.isPresent()) {
            int unit = skip(next + 1, Set.of("of"));
            return span(number.get(), text(unit)).map(period -> new Told(period, at, unit + 1));
        }
        boolean isTrailing = text(at).equals("past");
        String unit = text(next);
        Optional<Period> period = switch (unit) {
            case "night" -> Optional.of(day(today.minusDays(1), "last night"));
            case "hour", "day" -> Optional.of(lastDays(1, "in the last 24 hours"));
            case "week" ->
                Optional.of(
                        isTrailing
                                ? lastDays(DAYS_OF_WEEK, "in the past week")
                                : Period.days(monday().minusWeeks(1), monday(), "last week"));
            case "month" ->
                Optional.of(
                        isTrailing
                                ? lastDays(30, "in the past month")
                                : month(YearMonth.from(today).minusMonths(1), "last month"));
            case "quarter" -> Optional.of(Period.days(quarter().minusMonths(3), quarter(), "last quarter"));
            case "year" -> {
                LocalDate first = today.withDayOfYear(1);
                yield Optional.of(
                        isTrailing
                                ? lastDays(365, "in the past year")
                                : Period.days(first.minusYears(1), first, "last year"));
            }
            case "weekend" -> Optional.of(weekend());
            case "days" -> Optional.of(lastDays(DAYS_OF_WEEK, "in the last 7 days"));
            case "weeks" -> Optional.of(lastDays(LATELY_DAYS, "in the last 14 days"));
            case "months" -> Optional.of(lastDays(90, "in the last 90 days"));
            default -> Optional.empty();
        };
        return period.map(told -> new Told(told, at, next + 1))
                .or(() -> weekday(next).map(told -> new Told(told.period(), at, told.to())));
    }

    /** Three days ago; for thirty days; in a week. */
    private Optional<Told> number(int at) {
        boolean isOne = Set.of("a", "an").contains(text(at));
        if (isOne && (at == 0 || !SPANS.contains(text(at - 1))) && !text(at + 2).equals("ago")) {
            return Optional.empty();
        }
        Optional<Integer> number = isOne ? Optional.of(1) : number(text(at));
        int unit = skip(at + 1, Set.of("of", "full"));
        if (number.isEmpty() || !(UNITS.containsKey(text(unit)) || text(unit).equals("hours"))) {
            return Optional.empty();
        }
        if (text(unit + 1).equals("ago") && UNITS.containsKey(text(unit))) {
            int days = days(number.get(), text(unit));
            return Optional.of(new Told(day(today.minusDays(days), "on " + today.minusDays(days)), at, unit + 2));
        }
        return span(number.get(), text(unit)).map(period -> new Told(period, at, unit + 1));
    }

    private Optional<Period> span(int number, String unit) {
        if (unit.equals("hours") || unit.equals("hour")) {
            long hours = Math.min(number, MOST_DAYS);
            return Optional.of(
                    new Period(now.minusSeconds(hours * 3600), behindToday(), "in the last " + hours + " hours"));
        }
        if (!UNITS.containsKey(unit)) {
            return Optional.empty();
        }
        int days = days(number, unit);
        return Optional.of(lastDays(days, "in the last " + days + (days == 1 ? " day" : " days")));
    }

    private static int days(int number, String unit) {
        return Math.min(MOST_DAYS, number * UNITS.getOrDefault(unit, 1));
    }

    private Optional<Told> date(int at) {
        String word = text(at);
        Optional<LocalDate> whole = whole(word);
        if (whole.isPresent()) {
            return whole.map(day -> new Told(day(day, "on " + day), at, at + 1));
        }
        Optional<YearMonth> yearMonth = yearMonth(word);
        if (yearMonth.isPresent()) {
            return yearMonth.map(month -> new Told(month(month, "in " + name(month)), at, at + 1));
        }
        Optional<Integer> day = dayOfMonth(word);
        int behindOf = skip(at + 1, Set.of("of"));
        if (day.isPresent() && MONTHS.containsKey(text(behindOf))) {
            return dated(day.get(), behindOf, at, behindOf + 1);
        }
        if (!MONTHS.containsKey(word)) {
            return Optional.empty();
        }
        Optional<Integer> next = dayOfMonth(skip(at + 1, Set.of("the")) == at + 1 ? text(at + 1) : text(at + 2));
        if (next.isPresent()) {
            return dated(next.get(), at, at, skip(at + 1, Set.of("the")) + 1);
        }
        boolean hasYear = year(text(at + 1)).isPresent();
        if (AMBIGUOUS.contains(word) && !hasYear && !(at > 0 && BEFORE_NAMES.contains(text(at - 1)))) {
            return Optional.empty();
        }
        YearMonth month = hasYear
                ? YearMonth.of(year(text(at + 1)).orElseThrow(), MONTHS.get(word))
                : latest(MONTHS.getOrDefault(word, Month.JANUARY));
        return Optional.of(new Told(month(month, "in " + name(month)), at, at + (hasYear ? 2 : 1)));
    }

    private Optional<Told> dated(int day, int monthAt, int from, int to) {
        Month month = MONTHS.getOrDefault(text(monthAt), Month.JANUARY);
        Optional<Integer> year = year(text(to));
        YearMonth of = year.map(y -> YearMonth.of(y, month)).orElseGet(() -> latest(month));
        if (!of.isValidDay(day)) {
            return Optional.empty();
        }
        LocalDate date = of.atDay(day);
        return Optional.of(new Told(day(date, "on " + date), from, year.isPresent() ? to + 1 : to));
    }

    private Optional<Told> weekday(int at) {
        DayOfWeek day = WEEKDAYS.get(text(at));
        if (day == null) {
            return Optional.empty();
        }
        LocalDate date = today.with(TemporalAdjusters.previous(day));
        return Optional.of(new Told(day(date, "on " + date), at, at + 1));
    }

    private YearMonth latest(Month month) {
        YearMonth thisYear = YearMonth.of(today.getYear(), month);
        return thisYear.isAfter(YearMonth.from(today)) ? thisYear.minusYears(1) : thisYear;
    }

    private static String name(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
    }

    private static Period month(YearMonth month, String words) {
        return Period.days(month.atDay(1), month.plusMonths(1).atDay(1), words);
    }

    private static Period day(LocalDate day, String words) {
        return Period.days(day, day.plusDays(1), words);
    }

    private Period lastDays(int days, String words) {
        return new Period(Period.start(today.minusDays(days)), behindToday(), words);
    }

    private Period weekend() {
        LocalDate saturday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SATURDAY));
        return Period.days(saturday, saturday.plusDays(2), "at the weekend");
    }

    private Instant behindToday() {
        return Period.start(today.plusDays(1));
    }

    private LocalDate monday() {
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private LocalDate quarter() {
        return LocalDate.of(today.getYear(), today.getMonth().firstMonthOfQuarter(), 1);
    }

    private int skip(int at, Set<String> fillers) {
        int next = at;
        while (fillers.contains(text(next))) {
            next++;
        }
        return next;
    }

    private String text(int at) {
        return at >= 0 && at < words.size() && !words.get(at).quoted()
                ? words.get(at).text()
                : "";
    }

    private static Optional<Integer> number(String word) {
        Optional<Integer> digits = digits(word, 4);
        return digits.isPresent() ? digits.filter(n -> n > 0) : Optional.ofNullable(NUMBERS.get(word));
    }

    private static Optional<Integer> digits(String word, int most) {
        boolean isNumber =
                !word.isEmpty() && word.length() <= most && word.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Optional.of(Integer.valueOf(word)) : Optional.empty();
    }

    /** 12, 1st, 22nd. */
    private static Optional<Integer> dayOfMonth(String word) {
        String plain = word;
        for (String ending : List.of("st", "nd", "rd", "th")) {
            plain = word.endsWith(ending) ? word.substring(0, word.length() - 2) : plain;
        }
        return digits(plain, 2).filter(day -> day >= 1 && day <= 31);
    }

    private static Optional<Integer> year(String word) {
        return digits(word, 4).filter(year -> year >= 2000);
    }

    private static Optional<LocalDate> whole(String word) {
        List<String> dashed = Table.cells(word.replace('/', '-'), '-');
        List<String> dotted = Table.cells(word, '.');
        return dashed.size() == 3
                ? day(dashed.get(0), dashed.get(1), dashed.get(2))
                : dotted.size() == 3 ? day(dotted.get(2), dotted.get(1), dotted.get(0)) : Optional.empty();
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        Optional<Integer> y = year(year);
        Optional<Integer> m = digits(month, 2);
        Optional<Integer> d = digits(day, 2);
        if (y.isEmpty() || m.isEmpty() || d.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(y.get(), m.get(), d.get()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<YearMonth> yearMonth(String word) {
        List<String> parts = Table.cells(word, '-');
        if (parts.size() != 2 || year(parts.getFirst()).isEmpty()) {
            return Optional.empty();
        }
        return digits(parts.get(1), 2)
                .filter(month -> month >= 1 && month <= 12)
                .map(month -> YearMonth.of(year(parts.getFirst()).orElseThrow(), month));
    }
}
