/** Applies the fixes of findings to texts. It may not read or write files. */
@NullMarked
package dev.tensorvet.fix;

import org.jspecify.annotations.NullMarked;
