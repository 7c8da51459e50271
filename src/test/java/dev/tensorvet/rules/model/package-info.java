/** What the findings about models show, beside what their pages test. */
@NullMarked
package dev.tensorvet.rules.model;

import org.jspecify.annotations.NullMarked;
