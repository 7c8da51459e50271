@NullMarked
package dev.tensorvet.graph;

import org.jspecify.annotations.NullMarked;
