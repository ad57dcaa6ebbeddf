/** Logs of pipelines that failed, and golden paths. */
@NullMarked
package dev.infrahub.console.pipelines;

import org.jspecify.annotations.NullMarked;
