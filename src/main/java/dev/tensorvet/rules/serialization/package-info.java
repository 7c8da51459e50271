/** Rules about how objects are written to files and read from them. */
@NullMarked
package dev.tensorvet.rules.serialization;

import org.jspecify.annotations.NullMarked;
