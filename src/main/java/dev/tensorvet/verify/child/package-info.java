/**
 * The process that runs models: it knows libtorch, and nothing of the tool but how requests are
 * written. It may die of what it runs.
 */
@NullMarked
package dev.tensorvet.verify.child;

import org.jspecify.annotations.NullMarked;
