/** What every page is made of. */
@NullMarked
package dev.infrahub.console.web;

import org.jspecify.annotations.NullMarked;
