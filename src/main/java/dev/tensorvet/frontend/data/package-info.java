/** The front ends for data files. The parsers' types do not leave this package. */
@NullMarked
package dev.tensorvet.frontend.data;

import org.jspecify.annotations.NullMarked;
