/** What language models are used for, and may be. */
@NullMarked
package dev.infrahub.console.models;

import org.jspecify.annotations.NullMarked;
