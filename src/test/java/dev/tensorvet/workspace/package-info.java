/** Files for tests. */
@NullMarked
package dev.tensorvet.workspace;

import org.jspecify.annotations.NullMarked;
