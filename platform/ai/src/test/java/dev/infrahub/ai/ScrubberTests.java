package dev.infrahub.ai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not be sent is not sent. */
class ScrubberTests {

    private final Scrubber all = new Scrubber(EnumSet.allOf(PersonalData.class));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    owned by jane.doe+ops@mail.example.com now       | owned by (email) now
                    google_project_iam_member.x["user:a@b.example"]  | google_project_iam_member.x["user:(email)"]
                    pay DE89 3704 0044 0532 0130 00 please           | pay (iban) please
                    pay GB82WEST12345698765432 please                | pay (iban) please
                    pay DE89-3704-0044-0532-0130-00 please           | pay (iban) please
                    pay de89370400440532013000 please                | pay (iban) please
                    to jürgen@bücher.example now                     | to (email) now
                    card 4111 1111 1111 1111.                        | card (card).
                    card 4111-1111-1111-1111.                        | card (card).
                    call +49 (30) 901820 or +1-202-555-0143          | call (phone) or (phone)
                    from 192.168.10.4 to 2001:db8:0:1:1:1:1:1        | from (ip) to (ip)
                    """)
    void personal_data_is_taken_out(String text, String scrubbed) {
        assertThat(all.scrub(text)).isEqualTo(scrubbed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DE89370400440532013001 has other check digits
                    4111 1111 1111 1112 has another check digit
                    account 123456789012 of AWS
                    version 1.2.3, aws_instance.web[0], 15 of 100
                    arn:aws:iam::123456789012:role/admin
                    a@b
                    """)
    void what_only_looks_like_it_stays(String text) {
        assertThat(all.scrub(text)).isEqualTo(text);
    }

    @Test
    void secrets_are_taken_out_whatever_else_is() {
        assertThat(new Scrubber(EnumSet.noneOf(PersonalData.class))
                        .scrub("tag: password=Zq8xK2mP9vL4wR7t, mail a@b.example"))
                .doesNotContain("Zq8xK2mP9vL4wR7t")
                .contains("(secret)", "a@b.example");
    }
}
