/** Programs into which bugs are planted, and into which none is: what the rules say of them. */
@NullMarked
package dev.tensorvet.rules.planted;

import org.jspecify.annotations.NullMarked;
