/** What a plan does, how risky that is and how to undo it: rules and records, no technology. */
@NullMarked
package dev.infrahub.plananalyzer.domain;

import org.jspecify.annotations.NullMarked;
