package dev.infrahub.gateway.secrets;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** A string with the white space around it, which counts where lines and columns do. */
final class Verbatim extends StdDeserializer<String> {

    Verbatim() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        return parser.hasToken(JsonToken.VALUE_STRING)
                ? parser.getString()
                : (String) context.handleUnexpectedToken(String.class, parser);
    }
}
