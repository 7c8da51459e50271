@NullMarked
package dev.tensorvet.interp;

import org.jspecify.annotations.NullMarked;
