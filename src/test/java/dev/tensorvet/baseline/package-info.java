@NullMarked
package dev.tensorvet.baseline;

import org.jspecify.annotations.NullMarked;
