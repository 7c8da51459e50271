/**
 * Tensors as far as they are known without running anything, and the three-valued answers that the
 * rest of the tool reasons with. It may not know a language or a library.
 */
@NullMarked
package dev.tensorvet.tensor;

import org.jspecify.annotations.NullMarked;
