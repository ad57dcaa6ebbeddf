/** Diagnosis: logs of pipelines that failed, and why they did. */
@NullMarked
package dev.infrahub.gateway.diagnosis;

import org.jspecify.annotations.NullMarked;
