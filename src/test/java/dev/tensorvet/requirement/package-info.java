/** Tests of what names mean, over small projects of several files. */
@NullMarked
package dev.tensorvet.requirement;

import org.jspecify.annotations.NullMarked;
