/** Rules about the data that a model learns from. */
@NullMarked
package dev.tensorvet.rules.data;

import org.jspecify.annotations.NullMarked;
