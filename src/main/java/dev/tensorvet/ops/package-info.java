/**
 * What each operation does to shapes and types: one file for each family of operations, a table of
 * signatures and rules. The rules are those of PyTorch 2.13. It knows neither Python nor how a
 * model is written.
 *
 * <p>A rule refuses only what PyTorch refuses for all values of the symbols, with two assumptions
 * on the sizes of inputs: they are larger than one, so that they do not spread in broadcasting, and
 * they have what a subscript cuts off their ends ({@code x[:, 2:-2]}).
 */
@NullMarked
package dev.tensorvet.ops;

import org.jspecify.annotations.NullMarked;
