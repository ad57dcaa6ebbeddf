/** Plans: what they do, how risky that is, how to undo it. */
@NullMarked
package dev.infrahub.console.plans;

import org.jspecify.annotations.NullMarked;
