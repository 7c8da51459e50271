@NullMarked
package dev.tensorvet.engine;

import org.jspecify.annotations.NullMarked;
