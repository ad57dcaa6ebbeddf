/** Public labelled corpora of credentials: read from folders that the user fetched, split, and scored. Nothing of them is kept. */
@NullMarked
package dev.infrahub.bench.corpora;

import org.jspecify.annotations.NullMarked;
