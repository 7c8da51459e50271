/**
 * Rules about how a model is defined: its class, its layers, its {@code forward}, its first
 * weights.
 */
@NullMarked
package dev.tensorvet.rules.model;

import org.jspecify.annotations.NullMarked;
