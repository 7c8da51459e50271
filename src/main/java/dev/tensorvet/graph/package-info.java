/**
 * What a model computes, as a graph: one node for each operation on tensors, in the order in which
 * they run, and the parameters and buffers that they use. It is made by the interpreter and read by
 * rules, layer tables, drawings and the verification stage. It knows neither Python nor a library:
 * an operation is a name of {@code ops}.
 */
@NullMarked
package dev.tensorvet.graph;

import org.jspecify.annotations.NullMarked;
