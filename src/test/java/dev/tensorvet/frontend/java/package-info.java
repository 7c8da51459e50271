/** Tests of the front end for Java. */
@NullMarked
package dev.tensorvet.frontend.java;

import org.jspecify.annotations.NullMarked;
