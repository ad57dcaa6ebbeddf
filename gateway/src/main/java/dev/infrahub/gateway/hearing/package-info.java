/** From events to views and answers: what is kept of what a worker says, and what whoever asked is told. */
@NullMarked
package dev.infrahub.gateway.hearing;

import org.jspecify.annotations.NullMarked;
