/**
 * Rules about the evaluation of a model: in which mode it runs, whether graphs are built that
 * nothing walks back, on which samples, and what is computed of the results.
 */
@NullMarked
package dev.tensorvet.rules.evaluation;

import org.jspecify.annotations.NullMarked;
