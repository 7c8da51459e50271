/** Texts and notebooks made for tests. */
@NullMarked
package dev.tensorvet.source;

import org.jspecify.annotations.NullMarked;
