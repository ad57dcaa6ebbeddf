package dev.infrahub.gateway.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.infrahub.http.constraints.OneOf;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.http.constraints.TextDefaults;
import dev.infrahub.http.constraints.WebAddress;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What OpenAPI says of the JSON of a record: the types of its members, what its constraints ask, and {@link Words}. */
final class RecordSchema {

    private final Class<?> type;
    private final boolean isRequest;

    private RecordSchema(Class<?> type, boolean isRequest) {
        this.type = type;
        this.isRequest = isRequest;
    }

    /** A body, with what is asked of it; what may be null may be left out. */
    static ObjectSchema ofRequest(Class<?> type) {
        return new RecordSchema(type, true).schema();
    }

    /** An answer, or a part of one; what may be null is null, or left out where the record says so. */
    static ObjectSchema ofAnswer(Class<?> type) {
        return new RecordSchema(type, false).schema();
    }

    private ObjectSchema schema() {
        ObjectSchema object = new ObjectSchema();
        object.title(type.getSimpleName());
        boolean mayLeaveOut = isRequest || type.isAnnotationPresent(JsonInclude.class);
        for (RecordComponent member : type.getRecordComponents()) {
            Method accessor = member.getAccessor();
            if (accessor.isAnnotationPresent(JsonUnwrapped.class)) {
                inline(object, new RecordSchema(member.getType(), isRequest).schema());
                continue;
            }
            Schema<?> schema = accessor.isAnnotationPresent(JsonRawValue.class)
                    ? new Schema<>()
                    : typed(member.getAnnotatedType(), member);
            boolean mayBeNull = member.getType() == Optional.class
                    || member.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (mayBeNull && !mayLeaveOut) {
                schema.types(Set.of(schema.getType(), "null"));
            }
            if (!mayBeNull || !mayLeaveOut) {
                object.addRequiredItem(member.getName());
            }
            object.addProperty(member.getName(), schema.description(Words.of(type, member.getName())));
        }
        return object;
    }

    private static void inline(ObjectSchema object, ObjectSchema nested) {
        nested.getProperties()
                .keySet()
                .forEach(name -> object.addProperty(name, nested.getProperties().get(name)));
        nested.getRequired().forEach(object::addRequiredItem);
    }

    private Schema<?> typed(AnnotatedType declared, RecordComponent member) {
        if (declared instanceof AnnotatedParameterizedType maybe && raw(maybe.getType()) == Optional.class) {
            return typed(maybe.getAnnotatedActualTypeArguments()[0], member);
        }
        Schema<?> schema = declared instanceof AnnotatedParameterizedType list
                        && Collection.class.isAssignableFrom(raw(list.getType()))
                ? new ArraySchema().items(typed(list.getAnnotatedActualTypeArguments()[0], member))
                : plain(raw(declared.getType()));
        if (isRequest && raw(declared.getType()) == String.class) {
            Text text = member.getAnnotation(Text.class);
            schema.maxLength(text == null ? TextDefaults.LONGEST : text.max());
        }
        for (Annotation constraint : declared.getAnnotations()) {
            constrain(schema, constraint);
        }
        return schema;
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    private Schema<?> plain(Class<?> of) {
        return switch (of) {
            case Class<?> t when t == String.class -> new StringSchema();
            case Class<?> t when t == UUID.class -> new StringSchema().format("uuid");
            case Class<?> t when t == Instant.class -> new StringSchema().format("date-time");
            case Class<?> t when t == boolean.class || t == Boolean.class -> new BooleanSchema();
            case Class<?> t when t == int.class || t == Integer.class -> new IntegerSchema();
            case Class<?> t when t == long.class || t == Long.class -> new IntegerSchema().format("int64");
            case Class<?> t when t == BigDecimal.class -> new NumberSchema();
            case Class<?> t when t == Map.class -> new ObjectSchema();
            case Class<?> t when t == JsonNode.class -> new Schema<>();
            case Class<?> t when t.isRecord() -> new RecordSchema(t, isRequest).schema();
            default -> throw new IllegalStateException(type + " has a member of type " + of);
        };
    }

    private static void constrain(Schema<?> schema, Annotation constraint) {
        switch (constraint) {
            case Pattern pattern -> schema.pattern(whole(pattern));
            case OneOf words -> ((StringSchema) schema).setEnum(List.of(words.value()));
            case WebAddress _ -> schema.format("uri");
            case NotEmpty _ -> schema.minItems(1);
            case Size size when schema instanceof StringSchema -> schema.maxLength(size.max());
            case Size size -> schema.maxItems(size.max());
            case Min least -> schema.minimum(BigDecimal.valueOf(least.value()));
            case Max most -> schema.maximum(BigDecimal.valueOf(most.value()));
            case DecimalMin least -> schema.minimum(new BigDecimal(least.value()));
            case DecimalMax most -> schema.maximum(new BigDecimal(most.value()));
            default -> {
                // a constraint of our own is a pattern with a name
                Pattern pattern = constraint.annotationType().getAnnotation(Pattern.class);
                if (pattern != null) {
                    schema.pattern(whole(pattern));
                }
            }
        }
    }

    /** Patterns of JSON Schema match parts, and know no flags. */
    private static String whole(Pattern pattern) {
        boolean ignoresCase = List.of(pattern.flags()).contains(Pattern.Flag.CASE_INSENSITIVE);
        String regexp = ignoresCase ? pattern.regexp().replace("a-z", "A-Za-z") : pattern.regexp();
        return "^(?:" + regexp + ")$";
    }
}
