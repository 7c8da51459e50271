/** Rules about what the configurations of a project say. */
@NullMarked
package dev.tensorvet.rules.config;

import org.jspecify.annotations.NullMarked;
