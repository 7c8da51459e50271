/** Tests of what names mean, over small projects of several files. */
@NullMarked
package dev.tensorvet.semantic;

import org.jspecify.annotations.NullMarked;
