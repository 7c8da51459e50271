@NullMarked
package dev.tensorvet.cli;

import org.jspecify.annotations.NullMarked;
