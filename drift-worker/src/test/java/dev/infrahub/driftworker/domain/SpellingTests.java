package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spelt otherwise it is silent; the same with one thing changed is told. */
class SpellingTests {

    private static final long SEED = 11;
    private static final int POLICIES = 200;

    private final Random random = new Random(SEED);

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private Value several(String start) {
        List<Value> items = new ArrayList<>();
        for (int count = random.nextInt(3); count >= 0; count--) {
            items.add(text(start + count));
        }
        return new Value.Items(items);
    }

    private Value statement(int number) {
        Map<String, Value> statement = new TreeMap<>();
        statement.put("Sid", text("S" + number));
        statement.put("Effect", text(random.nextBoolean() ? "Allow" : "Deny"));
        statement.put("Action", several("s3:Get"));
        statement.put("Resource", several("arn:aws:s3:::Bucket"));
        statement.put("Principal", new Value.Members(Map.of("AWS", several("11112222333"))));
        statement.put(
                "Condition",
                new Value.Members(Map.of("StringEquals", new Value.Members(Map.of("aws:Key", several("V"))))));
        return new Value.Members(statement);
    }

    /** In another order, one for a list of one, the root of an account, and other letters where they are the same. */
    private Value respelt(String name, Value value) {
        return switch (value) {
            case Value.Items(var items) -> {
                List<Value> other = new ArrayList<>(
                        items.stream().map(item -> respelt(name, item)).toList());
                Collections.shuffle(other, random);
                yield other.size() == 1 && random.nextBoolean() ? other.getFirst() : new Value.Items(other);
            }
            case Value.Members(var members) -> {
                Map<String, Value> other = new TreeMap<>(Collections.reverseOrder());
                members.forEach(
                        (key, member) -> other.put(key.equals("aws:Key") ? "AWS:key" : key, respelt(key, member)));
                yield new Value.Members(other);
            }
            case Value.Text(String text) when name.equals("Action") -> text(text.toUpperCase(Locale.ROOT));
            case Value.Text(String text) when name.equals("AWS") -> text("arn:aws:iam::" + text + ":root");
            default -> value;
        };
    }

    private static DriftAnalysis changed(String type, String before, String after) {
        return Given.scan()
                .drift(
                        type + ".p",
                        JsonValues.canonical(new Value.Members(Map.of("policy", text(before)))),
                        JsonValues.canonical(new Value.Members(Map.of("policy", text(after)))))
                .analysed();
    }

    @Test
    void a_policy_spelt_otherwise_is_the_same_and_with_one_word_changed_it_is_not() {
        for (int one = 0; one < POLICIES; one++) {
            List<Value> statements = new ArrayList<>();
            for (int count = random.nextInt(3); count >= 0; count--) {
                statements.add(statement(count));
            }
            Value policy =
                    new Value.Members(Map.of("Version", text("2012-10-17"), "Statement", new Value.Items(statements)));
            String before = JsonValues.canonical(policy);
            String after = JsonValues.canonical(respelt("", policy));
            assertThat(changed("aws_s3_bucket_policy", before, after).resources())
                    .as(after)
                    .isEmpty();
            for (String[] change : List.of(
                    new String[] {"s3:Get0", "s3:Put0"},
                    new String[] {"S3:GET0", "S3:*"},
                    new String[] {"Bucket0", "bucket0"},
                    new String[] {"11112222333", "11112222334"},
                    new String[] {"\"V0\"", "\"v0\""},
                    new String[] {"StringEquals", "StringLike"},
                    new String[] {"2012-10-17", "2008-10-17"},
                    new String[] {"Effect", "NotEffect"})) {
                String dangerous = after.replace(change[0], change[1]);
                if (!dangerous.equals(after)) {
                    assertThat(changed("aws_s3_bucket_policy", before, dangerous)
                                    .risk())
                            .as(dangerous)
                            .isGreaterThanOrEqualTo(Risk.HIGH);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cloudflare_dns_record.r | {'type': 'TXT', 'content': 'v=DKIM1; p=AbC'} | {'type': 'TXT', 'content': 'v=DKIM1; p=abc'}",
                "cloudflare_record.r | {'type': 'TXT', 'value': 'Key=A.'} | {'type': 'TXT', 'value': 'Key=A'}",
                "cloudflare_ruleset.r | {'rules': [{'expression': 'a & b'}]} | {'rules': [{'expression': 'a &amp; b'}]}",
                "cloudflare_workers_script.s | {'content': 'a<b'} | {'content': 'a&lt;b'}",
                "cloudflare_zero_trust_gateway_policy.p | {'traffic': 'x == \\\"<\\\"'} | {'traffic': 'x == \\\"&lt;\\\"'}",
                "aws_x.y | {'pattern': '1m'} | {'pattern': '60s'}",
                "aws_x.y | {'version': '1.10'} | {'version': 1.1}",
                "aws_x.y | {'mode': '0644'} | {'mode': 644}",
                "aws_security_group_rule.r | {'cidr_blocks': ['010.0.0.0/8']} | {'cidr_blocks': ['10.0.0.0/8']}",
                "aws_instance.i | {'private_ip': '10.0.0.1/8'} | {'private_ip': '10.0.0.2/8'}",
                "aws_s3_object.o | {'etag': 'a'} | {'etag': 'b'}",
                "aws_secretsmanager_secret_version.v | {'version_id': 'a'} | {'version_id': 'b'}",
                "cloudflare_api_token.t | {'expires_on': '2026-12-01'} | {'expires_on': '2036-12-01'}",
                "helm_release.r | {'repository_password': 'a'} | {'repository_password': ''}",
                "kubernetes_secret.s | {'metadata': [{'name': 'a', 'uid': '1'}]} | {'metadata': [{'name': 'b', 'uid': '1'}]}"
            })
    void what_only_looks_the_same_is_told(String address, String before, String after) {
        DriftAnalysis analysis = Given.scan()
                .drift(address, before.replace('\'', '"'), after.replace('\'', '"'))
                .analysed();
        assertThat(analysis.resources()).hasSize(1);
        assertThat(analysis.dropped()).isEmpty();
        assertThat(analysis.resources().getFirst().state()).isEqualTo(State.OPEN);
    }
}
