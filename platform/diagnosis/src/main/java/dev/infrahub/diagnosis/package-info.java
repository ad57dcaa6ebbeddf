/** Reads logs of pipelines that failed: why, by which lines, what was done before, and what to do. */
@NullMarked
package dev.infrahub.diagnosis;

import org.jspecify.annotations.NullMarked;
