/** The one door to a language model: what may be asked, what is sent, what is believed of the answer, what it cost. */
@NullMarked
package dev.infrahub.ai;

import org.jspecify.annotations.NullMarked;
