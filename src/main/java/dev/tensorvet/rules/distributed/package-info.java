/**
 * Rules about training with several processes or devices: who gets which samples, who waits for
 * whom, what is wrapped in what.
 */
@NullMarked
package dev.tensorvet.rules.distributed;

import org.jspecify.annotations.NullMarked;
