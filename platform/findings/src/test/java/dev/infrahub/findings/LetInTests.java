package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LetInTests {

    private static Statement statement(Counted actions, Statement.Principals principals) {
        return new Statement(true, actions, false, List.of("*"), false, principals, List.of(), false);
    }

    @Test
    void whatEveryoneMightDoIsMeasuredOnce() {
        AtomicLong looks = new AtomicLong();
        int count = 400;
        Statement.Principals anyone = new Statement.Principals(true, List.of(), true, Extent.EVERYWHERE);
        Statement.Principals partner = new Statement.Principals(
                true, List.of(), false, Extent.of(List.of("arn:aws:iam::999999999999:root"), false));
        List<Statement> before = IntStream.range(0, count)
                .mapToObj(index -> statement(new Counted(looks, List.of("s3:a" + index)), anyone))
                .toList();
        List<Statement> after = IntStream.range(0, count)
                .mapToObj(index -> statement(new Counted(looks, List.of("s3:a" + index)), partner))
                .toList();
        assertThat(LetIn.by("aws_s3_bucket_policy.x", before, after)).isEmpty();
        assertThat(LetIn.by("aws_s3_bucket_policy.x", before.subList(1, count), after))
                .isPresent();
        assertThat(looks).hasPositiveValue().hasValueLessThan(2 * 20L * 2 * count);
    }
}
