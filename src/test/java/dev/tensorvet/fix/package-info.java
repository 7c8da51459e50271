@NullMarked
package dev.tensorvet.fix;

import org.jspecify.annotations.NullMarked;
