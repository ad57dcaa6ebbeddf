/**
 * What a Backstage catalog says there is: entities, whose they are, and where their source is. Read from Backstage, or from
 * the files that it reads; what cannot be read is told with its place, and keeps nothing else from being read.
 */
@NullMarked
package dev.infrahub.catalog;

import org.jspecify.annotations.NullMarked;
