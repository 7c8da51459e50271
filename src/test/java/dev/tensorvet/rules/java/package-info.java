/** Tests of the rules about Java. */
@NullMarked
package dev.tensorvet.rules.java;

import org.jspecify.annotations.NullMarked;
