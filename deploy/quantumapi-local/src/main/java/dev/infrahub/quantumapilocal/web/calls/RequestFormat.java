package dev.infrahub.quantumapilocal.web.calls;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestJson;
import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.Cidr;
import dev.infrahub.quantumapilocal.domain.Encoding;
import dev.infrahub.quantumapilocal.domain.KeyType;
import dev.infrahub.quantumapilocal.domain.Scope;
import dev.infrahub.ssh.SshAlgorithm;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * How bodies of requests are written: the values of the domain as their text, and names of members in any case and with
 * underscores, so that {@code keyId}, {@code KeyId} and {@code key_id} are one.
 */
public final class RequestFormat {

    private RequestFormat() {}

    public static JsonMapper json() {
        return RequestJson.builder()
                // whoever is written for the cloud may say more than there is here
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .changeDefaultNullHandling(_ -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .addModule(values().setDeserializerModifier(new AnySpelling()))
                .build();
    }

    private static SimpleModule values() {
        return new SimpleModule("quantumapi")
                .addDeserializer(
                        SshAlgorithm.class,
                        RequestJson.written(SshAlgorithm.class, SshAlgorithm::of, "one of " + SshAlgorithm.names()))
                .addDeserializer(
                        Algorithm.class,
                        RequestJson.written(Algorithm.class, Algorithm::of, "one of " + Algorithm.names()))
                .addDeserializer(
                        KeyType.class,
                        RequestJson.written(KeyType.class, KeyType::of, "one of signing, encryption, symmetric"))
                .addDeserializer(
                        Encoding.class, RequestJson.written(Encoding.class, Encoding::of, "one of base64, utf8"))
                .addDeserializer(Scope.class, RequestJson.written(Scope.class, Scope::of, "one of " + Scope.names()))
                .addDeserializer(Cidr.class, RequestJson.written(Cidr.class, Cidr::of, "a block like 10.0.0.0/8"));
    }

    private static final class AnySpelling extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> deserializer) {
            return bean.isRecordType() ? new Renaming(deserializer, bean.getBeanClass()) : deserializer;
        }
    }

    /** Reads a record from members that are named as its components. */
    private static final class Renaming extends DelegatingDeserializer {

        private final Class<?> type;
        private final Map<String, String> components;

        private Renaming(ValueDeserializer<?> delegatee, Class<?> type) {
            super(delegatee);
            this.type = type;
            components = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.toMap(Renaming::normal, name -> name));
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> newDelegatee) {
            return new Renaming(newDelegatee, type);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode body = context.readTree(parser);
            JsonParser renamed =
                    (body instanceof ObjectNode object ? renamed(object, context) : body).traverse(context);
            renamed.nextToken();
            return super.deserialize(renamed, context);
        }

        private ObjectNode renamed(ObjectNode body, DeserializationContext context) {
            ObjectNode renamed = context.getNodeFactory().objectNode();
            Set<String> seen = new HashSet<>();
            body.properties().forEach(member -> {
                String name = normal(member.getKey());
                if (!seen.add(name)) {
                    throw Problem.of(400, "body.duplicate", "The body has one member twice, in two spellings.");
                }
                renamed.set(components.getOrDefault(name, name), member.getValue());
            });
            return renamed;
        }

        private static String normal(String name) {
            return name.replace("_", "").toLowerCase(Locale.ROOT);
        }
    }
}
