/** SQL of the plan-analyzer's table. */
@NullMarked
package dev.infrahub.plananalyzer.store;

import org.jspecify.annotations.NullMarked;
