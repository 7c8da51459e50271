/**
 * The map of a repository for a person who has never seen it: what each file is, where programs
 * begin and what they do in which order, where their settings come from, what they write down, and
 * how each item of the review's checklist came out. It reads facts, judges nothing that a rule
 * judges, and knows nothing of how it is shown.
 *
 * <p>It lies below {@code report}, which writes it, and so sees none of the formats.
 */
@NullMarked
package dev.tensorvet.review;

import org.jspecify.annotations.NullMarked;
