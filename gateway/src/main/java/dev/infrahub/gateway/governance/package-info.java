/** What language models are used for and what that costs, and for what they may be used. */
@NullMarked
package dev.infrahub.gateway.governance;

import org.jspecify.annotations.NullMarked;
