/** Recognises credentials in text and in named values: one rule set and one engine, for redaction, scanning and scrubbing. */
@NullMarked
package dev.infrahub.secrets;

import org.jspecify.annotations.NullMarked;
