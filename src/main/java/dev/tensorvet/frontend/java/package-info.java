/**
 * The front end for Java: JavaParser's tree, with places that count as everywhere else.
 *
 * <p>JavaParser's tree is kept as it is. A second one would say the same in other words, and the
 * binder of Java, its lowering and its facts read this one well.
 */
@NullMarked
package dev.tensorvet.frontend.java;

import org.jspecify.annotations.NullMarked;
