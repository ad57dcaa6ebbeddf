package dev.infrahub.http;

import dev.infrahub.json.BeyondLimit;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a request record of a JSON body: the record is the type, its annotations are the check, and both are the contract.
 * What cannot be read is 400; what can be read and not used is 422 about its first member that is wrong.
 */
public final class RequestReader {

    private final JsonMapper json;
    private final Validator validator;
    private final TextRule texts;

    /** @param json made of {@link RequestJson#builder} */
    public RequestReader(JsonMapper json, Validator validator, TextRule texts) {
        this.json = json;
        this.validator = validator;
        this.texts = texts;
    }

    /** What each text of each request must be, beyond what its record says. */
    @FunctionalInterface
    public interface TextRule {

        /**
         * What is wrong; nothing where all is well.
         *
         * @param field what the problem is about: the member, or one of its items
         */
        Optional<Problem> wrong(RecordComponent member, String field, String text);
    }

    /** @throws Problem 400 or 422 that names what is wrong; nothing at all is read as an empty object */
    public <T extends Record> T read(byte[] body, Class<T> type) {
        String text = body.length == 0 ? "{}" : utf8(body);
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Problem.of(400, "body.not_object", "The body is no JSON object.");
            }
            return checked(json.readValue(parser, type));
        } catch (MismatchedInputException mismatch) {
            throw mismatched(mismatch, mismatch.getTargetType());
        } catch (InputCoercionException tooLarge) {
            throw mismatched(tooLarge, tooLarge.getTargetType());
        } catch (BeyondLimit beyond) {
            throw Problem.beyond(beyond);
        } catch (UnexpectedEndOfInputException e) {
            throw Problem.of(400, "body.truncated", "The JSON body ends in the middle.");
        } catch (JacksonException e) {
            throw switch (e.getCause()) {
                case BeyondLimit beyond -> about(FieldPath.of(e.getPath()), Problem.beyond(beyond));
                // of a member of an item, whose place Jackson wraps around it
                case Problem problem -> problem.inside(FieldPath.of(e.getPath()));
                case null, default -> notJson();
            };
        }
    }

    private static Problem about(FieldPath field, Problem problem) {
        return field.isBody() ? problem : problem.field(field.text());
    }

    /** The same of members that came in another way, such as parameters of a query. */
    public <T extends Record> T read(Map<String, String> members, Class<T> type) {
        return read(json.writeValueAsBytes(members), type);
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(400, "body.not_utf8", "The body is not UTF-8.");
        }
    }

    private static Problem notJson() {
        return Problem.of(
                400, "body.not_json", "The body is no JSON, names a member twice, or goes on behind its end.");
    }

    private static Problem mismatched(JacksonException mismatch, @Nullable Class<?> target) {
        String takes =
                mismatch instanceof RequestJson.NotTaken notTaken ? notTaken.getOriginalMessage() : takes(target);
        FieldPath field = FieldPath.of(mismatch.getPath());
        return field.isBody() ? notJson() : Problem.invalid(field.text(), "takes " + takes);
    }

    private static String takes(@Nullable Class<?> type) {
        return switch (type) {
            case Class<?> t
            when t == Integer.class || t == Long.class || t == int.class || t == long.class -> "a whole number";
            case Class<?> t when t == BigDecimal.class -> "a number";
            case Class<?> t when t == Boolean.class || t == boolean.class -> "true or false";
            case Class<?> t when Collection.class.isAssignableFrom(t) -> "a list";
            case Class<?> t when Map.class.isAssignableFrom(t) || t.isRecord() -> "an object";
            case null, default -> "a string";
        };
    }

    private <T extends Record> T checked(T request) {
        List<RecordComponent> members = Arrays.asList(request.getClass().getRecordComponents());
        validator.validate(request).stream().min(inOrder(members)).ifPresent(violation -> {
            String field = FieldPath.of(violation.getPropertyPath()).text();
            throw isMissing(violation) ? Problem.missing(field) : Problem.invalid(field, violation.getMessage());
        });
        members.forEach(member -> check(member, FieldPath.BODY.member(member.getName()), value(member, request)));
        return request;
    }

    /** By the member that is wrong, or that something within is wrong with; of a list by its first item, and the member of that. */
    private static <T> Comparator<ConstraintViolation<T>> inOrder(List<RecordComponent> members) {
        return Comparator.comparingInt((ConstraintViolation<T> violation) -> place(
                        members, violation.getPropertyPath().iterator().next().getName()))
                .thenComparingInt(RequestReader::item)
                .thenComparing(violation -> !isMissing(violation))
                .thenComparingInt(RequestReader::leaf);
    }

    private static int place(List<RecordComponent> members, String name) {
        return members.stream().map(RecordComponent::getName).toList().indexOf(name);
    }

    private static int item(ConstraintViolation<?> violation) {
        return nodes(violation)
                .map(Path.Node::getIndex)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(-1);
    }

    private static int leaf(ConstraintViolation<?> violation) {
        String name = nodes(violation).map(Path.Node::getName).reduce("", (_, last) -> last);
        return violation.getLeafBean() instanceof Record item
                ? place(Arrays.asList(item.getClass().getRecordComponents()), name)
                : -1;
    }

    private static Stream<Path.Node> nodes(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false);
    }

    private static boolean isMissing(ConstraintViolation<?> violation) {
        Class<?> constraint =
                violation.getConstraintDescriptor().getAnnotation().annotationType();
        return constraint == NotNull.class || constraint == NotEmpty.class || constraint == NotBlank.class;
    }

    /** Every text that is anywhere in it. A type that nobody thought of is refused here, not let through. */
    private void check(RecordComponent member, FieldPath at, @Nullable Object value) {
        switch (value) {
            case String text ->
                texts.wrong(member, at.text(), text).ifPresent(problem -> {
                    throw problem;
                });
            case Optional<?> one -> one.ifPresent(held -> check(member, at, held));
            case Collection<?> several -> {
                int n = 0;
                for (Object one : several) {
                    check(member, at.item(n++), one);
                }
            }
            case Map<?, ?> named ->
                named.forEach((name, one) -> {
                    check(member, at, name);
                    check(member, at, one);
                });
            case Record nested -> {
                for (RecordComponent within : nested.getClass().getRecordComponents()) {
                    check(within, at.member(within.getName()), value(within, nested));
                }
            }
            // may be of any size and has texts that are no lines: whoever takes it looks at it
            case JsonNode _ -> {}
            case Number _, Boolean _, Enum<?> _, UUID _, Temporal _, InetAddress _, byte[] _ -> {}
            case null -> {}
            default -> throw new IllegalStateException("nobody looks for texts in " + value.getClass());
        }
    }

    private static @Nullable Object value(RecordComponent member, Record request) {
        try {
            Method accessor = member.getAccessor();
            // of a record that is not public
            accessor.setAccessible(true);
            return accessor.invoke(request);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(member.toString(), e);
        }
    }
}
