/** Rules about how data comes to a model. */
@NullMarked
package dev.tensorvet.rules.data;

import org.jspecify.annotations.NullMarked;
