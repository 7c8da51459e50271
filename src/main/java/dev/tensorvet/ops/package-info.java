/**
 * What each operation does to shapes and types: one file for each family of operations, a table of
 * signatures and rules. The rules are those of PyTorch 2.13. It knows neither Python nor how a
 * model is written.
 */
@NullMarked
package dev.tensorvet.ops;

import org.jspecify.annotations.NullMarked;
