@NullMarked
package dev.tensorvet.report;

import org.jspecify.annotations.NullMarked;
