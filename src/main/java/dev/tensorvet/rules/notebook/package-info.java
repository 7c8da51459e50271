/** Rules about notebooks, which run in another order than they are read in. */
@NullMarked
package dev.tensorvet.rules.notebook;

import org.jspecify.annotations.NullMarked;
