package dev.infrahub.http.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.http.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory is shared: no request, no credential and not all of them together take more than their part. */
class BudgetTests {

    private final Budget budget = new Budget(Budget.Use.READING, 100, 60);

    @Test
    void a_request_that_alone_takes_more_than_a_share_is_too_costly() {
        try (Budget.Account one = budget.open("a")) {
            one.take(60);

            Problem problem = refused(one, 1);

            assertThat(problem.status()).isEqualTo(413);
            assertThat(problem.code()).isEqualTo("body.too_costly");
            assertThat(problem.retryAfter()).isEmpty();
        }
        assertThat(budget.inUse()).isZero();
    }

    @Test
    void a_credential_gets_its_share_and_another_one_goes_on() {
        try (Budget.Account first = budget.open("hostile");
                Budget.Account second = budget.open("hostile");
                Budget.Account other = budget.open("honest")) {
            first.take(40);
            second.take(20);

            Problem problem = refused(second, 1);

            assertThat(problem.status()).isEqualTo(429);
            assertThat(problem.code()).isEqualTo("share.memory");
            assertThat(problem.retryAfter()).isPresent();
            other.take(40);
            assertThat(budget.inUse()).isEqualTo(100);
        }
        assertThat(budget.inUse()).isZero();
    }

    @Test
    void what_was_made_of_a_request_goes_on_taking_its_part() {
        try (Budget.Account made = budget.open("a")) {
            try (Budget.Account reading = budget.open("a")) {
                reading.take(50);
                reading.leave(20, made);
                reading.leave(100, made);
            }
            assertThat(budget.inUse()).isEqualTo(50);
            try (Budget.Account other = budget.open("a")) {
                assertThat(refused(other, 11).code()).isEqualTo("share.memory");
            }
        }
        assertThat(budget.inUse()).isZero();
    }

    @Test
    void what_nobody_waits_for_any_more_takes_nothing() {
        Budget.Account gone = budget.open("a");
        gone.close();
        try (Budget.Account reading = budget.open("a")) {
            reading.take(50);
            reading.leave(20, gone);
        }

        assertThat(budget.inUse()).isZero();
    }

    @Test
    void all_together_get_no_more_than_there_is() {
        List<Budget.Account> accounts = new ArrayList<>();
        for (String holder : List.of("a", "b", "c", "d")) {
            accounts.add(budget.open(holder));
            accounts.getLast().take(25);
        }

        Problem problem = refused(budget.open("e"), 1);

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.code()).isEqualTo("gateway.busy");
        assertThat(problem.retryAfter()).isPresent();
        accounts.forEach(Budget.Account::close);
        budget.open("e").take(1);
        assertThat(budget.inUse()).isEqualTo(1);
    }

    @Test
    void what_is_closed_takes_nothing_any_more_and_gives_back_once() {
        Budget.Account account = budget.open("a");
        account.take(10);
        account.close();
        account.close();

        assertThat(budget.inUse()).isZero();
        assertThat(refused(account, 1).status()).isEqualTo(503);
        assertThat(budget.inUse()).isZero();
    }

    @Test
    void one_answer_is_given_however_large_and_a_second_waits_for_it() {
        Budget answers = new Budget(Budget.Use.ANSWERS, 100, 60);
        try (Budget.Account first = answers.open("a");
                Budget.Account second = answers.open("a");
                Budget.Account other = answers.open("b")) {
            first.take(40);
            first.take(200);

            Problem own = refused(second, 1);
            Problem all = refused(other, 1);

            assertThat(own.status()).isEqualTo(429);
            assertThat(own.code()).isEqualTo("share.answers");
            assertThat(own.retryAfter()).isPresent();
            assertThat(all.status()).isEqualTo(503);
            assertThat(all.code()).isEqualTo("gateway.busy");
            assertThat(all.retryAfter()).isPresent();
            first.letGo(240);
            second.take(60);
            other.take(40);
        }
        assertThat(answers.inUse()).isZero();
    }

    @Test
    void of_answers_that_are_read_at_once_the_first_goes_on_and_then_the_next() {
        Budget answers = new Budget(Budget.Use.ANSWERS, 100, 60);
        try (Budget.Account second = answers.open("a");
                Budget.Account first = answers.open("a");
                Budget.Account third = answers.open("a")) {
            first.take(20);
            second.take(20);
            third.take(20);

            first.take(40);

            assertThat(refused(second, 1).code()).isEqualTo("share.answers");
            assertThat(refused(first, 1).code()).isEqualTo("gateway.busy");
            first.letGo(60);
            second.take(21);
            assertThat(refused(third, 1).code()).isEqualTo("share.answers");
            second.letGo(41);
            third.take(41);
        }
        assertThat(answers.inUse()).isZero();
    }

    private static Problem refused(Budget.Account account, long bytes) {
        Problem problem = catchThrowableOfType(Problem.class, () -> account.take(bytes));
        assertThat(problem).isNotNull();
        return problem;
    }
}
