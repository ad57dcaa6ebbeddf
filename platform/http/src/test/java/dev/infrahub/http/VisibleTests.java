package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTests {

    private static final String TURN = Character.toString(0x202e);
    private static final String NOTHING = Character.toString(0x200b);

    @Test
    void spells_out_what_nobody_sees() {
        assertThat(Visible.text("a" + TURN + "b" + NOTHING + "c" + (char) 7)).isEqualTo("a\\u{202e}b\\u{200b}c\\u{7}");
    }

    @Test
    void leaves_lines_and_letters_of_any_script() {
        String text = "eins\n\tzwei – größer 漢字 🔴";

        assertThat(Visible.text(text)).isEqualTo(text);
    }
}
