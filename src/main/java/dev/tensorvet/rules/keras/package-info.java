/** Rules about code for Keras and TensorFlow. */
@NullMarked
package dev.tensorvet.rules.keras;

import org.jspecify.annotations.NullMarked;
