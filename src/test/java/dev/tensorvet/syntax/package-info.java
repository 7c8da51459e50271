/** Tests of trees as text. */
@NullMarked
package dev.tensorvet.syntax;

import org.jspecify.annotations.NullMarked;
