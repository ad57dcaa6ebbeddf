package dev.infrahub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Dsse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Somebody changes an evidence file without a key: every change is found, and the file itself is never blamed. */
class TamperIT {

    /** Of the payload's Base64, which is long, every so many bytes are changed; of all else, each. */
    private static final int STRIDE = 11;

    private final String evidence = Samples.files().evidence();
    private final byte[] bytes = evidence.getBytes(StandardCharsets.UTF_8);

    @Test
    void the_untouched_file_is_not_blamed() {
        for (int i = 0; i < 20; i++) {
            assertThat(isFound(evidence)).isFalse();
        }
        assertThat(isFound(Samples.files().other())).isFalse();
    }

    @Test
    void every_flipped_bit_is_found() {
        int payload = evidence.indexOf("\"payload\":\"") + "\"payload\":\"".length();
        int end = evidence.indexOf('"', payload);
        List<Integer> places = IntStream.range(0, bytes.length)
                .filter(at -> at < payload || at >= end || at % STRIDE == 0)
                .boxed()
                .toList();
        List<Integer> missed = places.parallelStream()
                .filter(at -> !isFound(flipped(at, at % Byte.SIZE)))
                .toList();

        assertThat(missed).isEmpty();
        assertThat(places.size()).isGreaterThan(10_000);
    }

    @Test
    void every_bit_of_the_structure_is_found() {
        List<String> missed = IntStream.range(0, bytes.length)
                .filter(at -> !Character.isLetterOrDigit(evidence.charAt(at)) && "+/=".indexOf(evidence.charAt(at)) < 0)
                .boxed()
                .flatMap(at -> IntStream.range(0, Byte.SIZE)
                        .filter(bit -> !isFound(flipped(at, bit)))
                        .mapToObj(bit -> at + "/" + bit))
                .toList();

        assertThat(missed).isEmpty();
    }

    @Test
    void bytes_put_in_taken_out_or_put_behind_are_found() {
        List<Integer> missed = IntStream.range(0, bytes.length)
                .filter(at -> at % 97 == 0 || !Character.isLetterOrDigit(evidence.charAt(at)))
                .filter(at -> !isFound(evidence.substring(0, at) + " " + evidence.substring(at))
                        || !isFound(evidence.substring(0, at) + evidence.substring(at + 1)))
                .boxed()
                .toList();

        assertThat(missed).isEmpty();
        for (String behind : List.of("\n", " ", "\0", "{}", evidence)) {
            assertThat(isFound(evidence + behind)).isTrue();
        }
        assertThat(isFound("\uFEFF" + evidence)).isTrue();
        assertThat(isFound("")).isTrue();
    }

    @Test
    void the_same_json_written_in_another_way_is_found() {
        Value envelope = Value.ofJson(evidence).orElseThrow();
        Map<String, Value> members = new LinkedHashMap<>(((Value.Members) envelope).members());
        Value signatures = Objects.requireNonNull(members.remove("signatures"));
        for (String other : List.of(
                evidence.replace("\"payload\"", "\"\\u0070ayload\""),
                evidence.replaceFirst("\\{", "{\"payload\":\"\","),
                evidence.replaceFirst("\\{", "{\"extra\":1,"),
                evidence.substring(0, evidence.length() - 1) + ",\"payloadType\":\"" + Dsse.IN_TOTO + "\"}",
                evidence.replace("\"sig\":", "\"also\":0,\"sig\":"),
                "{\"signatures\":" + CanonicalJson.of(signatures) + ","
                        + CanonicalJson.of(new Value.Members(members)).substring(1))) {
            assertThat(other).isNotEqualTo(evidence);
            assertThat(isFound(other)).as(other.substring(0, 60)).isTrue();
        }
    }

    /** As whoever cannot sign would: the payload is put in again, with the old signature. */
    @Test
    void every_member_and_value_of_the_statement_is_under_the_signature() {
        Dsse genuine = Dsse.ofJson(evidence).orElseThrow();
        Value statement = Value.ofJson(genuine.payload()).orElseThrow();
        List<Value> changed = variants(statement);
        long missed = changed.parallelStream()
                .map(CanonicalJson::of)
                .map(payload -> new Dsse(Dsse.IN_TOTO, payload, genuine.seal()).text())
                .filter(text -> !isFound(text))
                .count();

        assertThat(missed).isZero();
        assertThat(changed.size()).isGreaterThan(150);
    }

    @Test
    void base64_that_decodes_to_the_same_is_found() {
        int payload = evidence.indexOf("\"payload\":\"") + "\"payload\":\"".length();
        int end = evidence.indexOf('"', payload);
        String base64 = evidence.substring(payload, end);
        byte[] decoded = Base64.getDecoder().decode(base64);
        for (String other : List.of(
                Base64.getUrlEncoder().encodeToString(decoded),
                Base64.getEncoder().withoutPadding().encodeToString(decoded),
                base64 + "=",
                Base64.getMimeEncoder().encodeToString(decoded))) {
            if (!other.equals(base64)) {
                assertThat(isFound(evidence.substring(0, payload) + other + evidence.substring(end)))
                        .isTrue();
            }
        }
    }

    /** Each with one value changed, or one member or item taken away. */
    private static List<Value> variants(Value value) {
        List<Value> variants = new ArrayList<>();
        switch (value) {
            case Value.Members(var members) ->
                members.forEach((name, member) -> {
                    variants(member).forEach(changed -> {
                        Map<String, Value> copy = new LinkedHashMap<>(members);
                        copy.put(name, changed);
                        variants.add(new Value.Members(copy));
                    });
                    Map<String, Value> without = new LinkedHashMap<>(members);
                    without.remove(name);
                    variants.add(new Value.Members(without));
                });
            case Value.Items(var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    int at = i;
                    variants(items.get(i)).forEach(changed -> {
                        List<Value> copy = new ArrayList<>(items);
                        copy.set(at, changed);
                        variants.add(new Value.Items(copy));
                    });
                    List<Value> without = new ArrayList<>(items);
                    without.remove(i);
                    variants.add(new Value.Items(without));
                }
            }
            case Value.Text(String text) -> variants.add(new Value.Text(text + "x"));
            case Value.Num(String spelling) -> variants.add(new Value.Num(spelling + "1"));
            case Value.Bool(boolean truth) -> variants.add(new Value.Bool(!truth));
            case Value.Special _ -> variants.add(new Value.Text("null"));
        }
        return variants;
    }

    private byte[] flipped(int at, int bit) {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) (1 << bit);
        return copy;
    }

    private static boolean isFound(String text) {
        return isFound(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isFound(byte[] file) {
        try {
            return !Document.of(Files.text(file)).verify(Trust.NOBODY).isValid();
        } catch (Unreadable _) {
            return true;
        }
    }
}
