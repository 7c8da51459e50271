/** The rules about Java code that trains and runs models: DJL and DL4J. */
@NullMarked
package dev.tensorvet.rules.java;

import org.jspecify.annotations.NullMarked;
