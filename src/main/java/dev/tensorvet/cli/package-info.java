/**
 * The command line. The only room that prints, exits or reads the environment; it may not hold
 * logic worth a unit test.
 */
@NullMarked
package dev.tensorvet.cli;

import org.jspecify.annotations.NullMarked;
