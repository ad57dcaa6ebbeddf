/** What tests of any module use: waiting, effort, rules about expressions, data and a browser that are elsewhere. No backend is needed. */
@NullMarked
package dev.infrahub.testkit;

import org.jspecify.annotations.NullMarked;
