package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import java.io.Reader;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.util.JsonGeneratorDelegate;

/** JSON every string of which, names of members included, went through a {@link Sieve}; there is no other way into it. */
final class SiftedJson extends JsonGeneratorDelegate {

    private final Sieve sieve;

    SiftedJson(JsonGenerator out, Sieve sieve) {
        super(out, false);
        this.sieve = sieve;
    }

    @Override
    public JsonGenerator writeName(String name) {
        delegate.writeName(sieve.sift(name));
        return this;
    }

    @Override
    public JsonGenerator writeString(String text) {
        delegate.writeString(sieve.sift(text));
        return this;
    }

    @Override
    public JsonGenerator writeNumber(String number) {
        sieve.marker(number)
                .ifPresentOrElse(marker -> JsonValues.write(marker, delegate), () -> delegate.writeNumber(number));
        return this;
    }

    @Override
    public JsonGenerator writeName(SerializableString name) {
        return writeName(name.getValue());
    }

    @Override
    public JsonGenerator writeString(SerializableString text) {
        return writeString(text.getValue());
    }

    @Override
    public JsonGenerator writeString(char[] text, int offset, int length) {
        return writeString(new String(text, offset, length));
    }

    @Override
    public JsonGenerator writeString(Reader reader, int length) {
        throw unsifted();
    }

    @Override
    public JsonGenerator writeRawUTF8String(byte[] text, int offset, int length) {
        throw unsifted();
    }

    @Override
    public JsonGenerator writeUTF8String(byte[] text, int offset, int length) {
        throw unsifted();
    }

    @Override
    public JsonGenerator writeRaw(String text) {
        throw unsifted();
    }

    @Override
    public JsonGenerator writeRaw(String text, int offset, int length) {
        throw unsifted();
    }

    @Override
    public JsonGenerator writeRaw(SerializableString raw) {
        throw unsifted();
    }

    @Override
    public JsonGenerator writeRaw(char[] text, int offset, int length) {
        throw unsifted();
    }

    @Override
    public JsonGenerator writeRaw(char c) {
        throw unsifted();
    }

    @Override
    public JsonGenerator writeRawValue(String text) {
        throw unsifted();
    }

    @Override
    public JsonGenerator writeRawValue(String text, int offset, int length) {
        throw unsifted();
    }

    @Override
    public JsonGenerator writeRawValue(char[] text, int offset, int length) {
        throw unsifted();
    }

    @Override
    public JsonGenerator writeNumber(char[] encoded, int offset, int length) {
        return writeNumber(new String(encoded, offset, length));
    }

    private static UnsupportedOperationException unsifted() {
        return new UnsupportedOperationException("nobody has looked at what is written so");
    }
}
