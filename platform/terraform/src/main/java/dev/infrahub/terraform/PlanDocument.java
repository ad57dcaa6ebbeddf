package dev.infrahub.terraform;

import dev.infrahub.json.BeyondLimit;
import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Limit;
import dev.infrahub.json.RepeatedMember;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * The top level of a JSON plan, member by member; whatever is not a plan ends as {@link NotAPlan}. The plan may stand in a
 * console log, with lines before and behind it and what CI systems put in front of its own. Several plans may follow each other,
 * as they do when several units are shown; other JSON must not be there.
 */
final class PlanDocument {

    private static final int HEAD = 4096;
    private static final int LONGEST_VERSION = 5;

    /** In one body; each is read behind the one before. */
    private static final int MOST_PLANS = 100;

    private final Set<String> members = new HashSet<>();
    /** The one that is read now. */
    private @Nullable String member;

    private int linesBefore;
    /** Begins with this document, where it is not the first. */
    private final InputStream rest;

    private final @Nullable JsonParser earlier;
    private final TextBeside beside;

    private PlanDocument(int linesBefore, InputStream rest, @Nullable JsonParser earlier, TextBeside beside) {
        this.linesBefore = linesBefore;
        this.rest = rest;
        this.earlier = earlier;
        this.beside = beside;
    }

    /** Receives a top-level member with the parser on its first token; leaves the parser on its last one. */
    @FunctionalInterface
    interface MemberReader {
        void read(String name, JsonParser parser);
    }

    /**
     * Reads all plans.
     *
     * @param end is run behind each of them
     * @return what stood between, before and behind them
     */
    static TextBeside read(InputStream in, MemberReader reader, Runnable end) {
        TextBeside beside = new TextBeside();
        try (InputStream all = new Sized(in)) {
            PlanDocument document = new PlanDocument(0, InputStream.nullInputStream(), null, beside);
            Optional<PlanDocument> next = document.readOne(document.sniffed(all), reader, end);
            for (int count = 1; next.isPresent(); count++) {
                if (count == MOST_PLANS) {
                    throw NotAPlan.unreadable("more than %d plans in one body".formatted(MOST_PLANS));
                }
                next = next.get().readNext(reader, end);
            }
            return beside;
        } catch (BeyondLimit beyond) {
            throw NotAPlan.beyond(beyond, "JSON", Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands behind a plan, if it is JSON, must be another one. */
    private Optional<PlanDocument> readNext(MemberReader reader, Runnable end) {
        try {
            return readOne(rest, reader, end);
        } catch (NotAPlan notAPlan) {
            throw notAPlan.limit().isPresent()
                    ? notAPlan
                    : NotAPlan.unreadable("more than one JSON document, and not each is a plan: " + notAPlan.found());
        }
    }

    private Optional<PlanDocument> readOne(InputStream in, MemberReader reader, Runnable end) {
        try (EndAware source = new EndAware(in);
                JsonParser parser =
                        earlier == null ? JsonValues.parser(source) : JsonValues.parserBehind(earlier, source)) {
            readTokens(parser, source, reader);
            end.run();
            return another(parser, source);
        } catch (BeyondLimit beyond) {
            throw NotAPlan.beyond(beyond, "JSON", knownMember());
        } catch (RepeatedMember _) {
            throw NotAPlan.unreadable("a JSON object that has a member twice"
                    + knownMember()
                            .map(name -> ", in its member '" + name + "'")
                            .orElse(""));
        } catch (JacksonIOException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> knownMember() {
        return Optional.ofNullable(member).filter(Known.PLAN::has);
    }

    private void readTokens(JsonParser parser, EndAware source, MemberReader reader) {
        try {
            readDocument(parser, reader);
        } catch (StreamConstraintsException _) {
            throw NotAPlan.unreadable("JSON whose names cannot be told apart in a table");
        } catch (JacksonIOException e) {
            throw e;
        } catch (JacksonException _) {
            throw source.ended ? new NotAPlan(NotAPlan.TRUNCATED, "JSON that ends in the middle") : malformed(parser);
        }
    }

    private void readDocument(JsonParser parser, MemberReader reader) {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            throw new NotAPlan(
                    NotAPlan.IS_JSON_OF_SOMETHING_ELSE,
                    "a JSON list; several plans stand one behind the other, each as 'show -json' prints it");
        }
        if (first != JsonToken.START_OBJECT) {
            throw somethingElseThanAnObject();
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!members.add(name)) {
                throw NotAPlan.unreadable("a JSON object that has a top-level member twice");
            }
            member = name;
            parser.nextToken();
            refuseOtherDocuments(name, parser);
            reader.read(name, parser);
            member = null;
        }
        requirePlan();
    }

    /** Lines may follow, and more plans. */
    private Optional<PlanDocument> another(JsonParser parser, InputStream source) throws IOException {
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        int lines = linesBefore + parser.currentLocation().getLineNr() - 1;
        if (parser.releaseBuffered(begun) < 0) {
            throw NotAPlan.unreadable("JSON in another encoding than UTF-8, or UTF-16 with a byte order mark");
        }
        LoggedJson log =
                new LoggedJson(new SequenceInputStream(new ByteArrayInputStream(begun.toByteArray()), source), beside);
        String line = log.line();
        String text = line.strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            return Optional.of(new PlanDocument(lines, log.from(line), parser, beside));
        }
        if (!text.isEmpty()) {
            throw isJson(text)
                    ? NotAPlan.unreadable("more than one JSON document")
                    : new NotAPlan(NotAPlan.NOT_JSON, "text that goes on behind its JSON in the same line");
        }
        return log.next().map(next -> new PlanDocument(lines + log.linesBefore(), next, parser, beside));
    }

    /** Told apart early where possible, so that a large state file is not read to its end. */
    private void refuseOtherDocuments(String name, JsonParser parser) {
        boolean state = name.equals("serial") || name.equals("lineage");
        if (state && !members.contains("format_version")) {
            throw new NotAPlan(NotAPlan.IS_STATE, "a state file");
        }
        if (name.equals("@level") || name.equals("@message")) {
            throw new NotAPlan(
                    NotAPlan.IS_JSON_OF_SOMETHING_ELSE,
                    "the log stream of 'plan -json'; the plan is printed by 'terraform show -json' or 'tofu show -json'");
        }
        if (name.equals("format_version") && parser.currentToken() != JsonToken.VALUE_STRING) {
            throw NotAPlan.unreadable("a format_version that is not a string");
        }
        if (name.equals("format_version") && !isVersion(parser.getString())) {
            throw NotAPlan.unreadable("a plan in a format version other than 0.1 to 1.x");
        }
    }

    /** 0.1 to 1.999. */
    private static boolean isVersion(String text) {
        return text.length() > 2
                && text.length() <= LONGEST_VERSION
                && (text.startsWith("0.") || text.startsWith("1."))
                && text.substring(2).chars().allMatch(Identifier::isDigit);
    }

    private void requirePlan() {
        boolean plan = members.contains("resource_changes") || members.contains("planned_values");
        if (!plan && members.contains("values")) {
            throw new NotAPlan(NotAPlan.IS_STATE, "a state as printed by 'show -json', without changes");
        }
        if (!plan || !members.contains("format_version")) {
            throw new NotAPlan(NotAPlan.IS_JSON_OF_SOMETHING_ELSE, somethingElse());
        }
    }

    private String somethingElse() {
        if (members.isEmpty()) {
            return "an empty JSON object";
        }
        String names = members.stream()
                .filter(Vocabulary::isWord)
                .sorted()
                .limit(1)
                .reduce("", (_, name) -> ", for example '" + name + "'");
        return "a JSON object without the members of a plan (%d others%s)".formatted(members.size(), names);
    }

    private NotAPlan malformed(JsonParser parser) {
        TokenStreamLocation where = parser.currentLocation();
        return new NotAPlan(
                NotAPlan.NOT_JSON,
                "text that stops being JSON at line %d, column %d"
                        .formatted(linesBefore + where.getLineNr(), where.getColumnNr()));
    }

    private InputStream sniffed(InputStream in) throws IOException {
        InputStream utf8 = inUtf8(in);
        byte[] head = utf8.readNBytes(HEAD);
        String text = new String(head, StandardCharsets.UTF_8).strip();
        text = text.startsWith("\uFEFF") ? text.substring(1).strip() : text;
        if (text.isEmpty() && head.length < HEAD) {
            throw new NotAPlan(NotAPlan.EMPTY, "nothing");
        }
        if (text.startsWith("<")) {
            throw new NotAPlan(NotAPlan.IS_HTML, "an HTML or XML page");
        }
        if (text.startsWith("PK\u0003\u0004")) {
            throw new NotAPlan(
                    NotAPlan.NOT_JSON,
                    "a ZIP archive, probably the plan file itself; 'terraform show -json <file>' or 'tofu show -json <file>'"
                            + " prints it as JSON");
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), utf8);
        return text.isEmpty() || text.startsWith("{") ? whole : logged(whole, text);
    }

    private InputStream logged(InputStream whole, String head) throws IOException {
        LoggedJson log = new LoggedJson(whole, beside);
        InputStream document = log.next().orElseThrow(() -> isJson(head) ? somethingElseThanAnObject() : noJson());
        linesBefore = log.linesBefore();
        return document;
    }

    private static NotAPlan somethingElseThanAnObject() {
        return new NotAPlan(NotAPlan.IS_JSON_OF_SOMETHING_ELSE, "JSON that is not an object");
    }

    private static NotAPlan noJson() {
        return new NotAPlan(NotAPlan.NOT_JSON, "text that is not JSON");
    }

    /** Whether this is JSON as far as it goes. */
    private static boolean isJson(String text) {
        try (JsonParser parser = JsonValues.parser(text)) {
            boolean any = false;
            while (parser.nextToken() != null) {
                any = true;
            }
            return any;
        } catch (UnexpectedEndOfInputException _) {
            return true;
        } catch (JacksonException | BeyondLimit _) {
            return false;
        }
    }

    /** Shells of Windows write UTF-16. */
    private static InputStream inUtf8(InputStream in) throws IOException {
        byte[] mark = in.readNBytes(2);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(mark), in);
        Charset charset = charset(mark);
        return charset.equals(StandardCharsets.UTF_8) ? whole : new Utf8Stream(new InputStreamReader(whole, charset));
    }

    /** By byte order mark, or by a brace; PowerShell's redirect writes UTF-16. */
    static Charset charset(byte[] head) {
        int first = head.length < 2 ? 0 : ((head[0] & 0xFF) << 8) | (head[1] & 0xFF);
        return switch (first) {
            case 0xFEFF, 0x007B -> StandardCharsets.UTF_16BE;
            case 0xFFFE, 0x7B00 -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.UTF_8;
        };
    }

    /** Whatever stands before, within and behind a plan, a string that is skipped too. */
    private static final class Sized extends FilterInputStream {

        private static final long MOST = 128L * 1024 * 1024;

        private long count;

        private Sized(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            Limit.BYTES.check(++count, MOST);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count += Math.max(read, 0);
            Limit.BYTES.check(count, MOST);
            return read;
        }
    }

    /**
     * Knows whether the parser asked for more than there is: a syntax error then means that the rest is missing,
     * wherever the cut happened to fall.
     */
    private static final class EndAware extends FilterInputStream {

        private boolean ended;

        EndAware(InputStream in) {
            super(in);
        }

        /** What stands behind is still to be read. */
        @Override
        public void close() {}

        @Override
        public int read() throws IOException {
            return noting(super.read());
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return noting(super.read(buffer, offset, length));
        }

        private int noting(int result) {
            ended |= result < 0;
            return result;
        }
    }
}
