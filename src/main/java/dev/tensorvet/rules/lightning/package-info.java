/** The rules about modules, data modules and trainers of Lightning. */
@NullMarked
package dev.tensorvet.rules.lightning;

import org.jspecify.annotations.NullMarked;
