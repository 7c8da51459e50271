/**
 * Runs a model without Python: a graph becomes a TorchScript archive, libtorch runs that in another
 * process, and what it says is set against what was predicted. Nothing else needs this stage. Only
 * {@code child}, the program of that other process, knows the library that brings libtorch to Java.
 */
@NullMarked
package dev.tensorvet.verify;

import org.jspecify.annotations.NullMarked;
