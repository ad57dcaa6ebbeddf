/** What everything that serves HTTP shares: problems (RFC 9457), requests as records, parameters, lists and limits. */
@NullMarked
package dev.infrahub.http;

import org.jspecify.annotations.NullMarked;
