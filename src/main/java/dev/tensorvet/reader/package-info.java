/**
 * What finds the facts: for each file a {@link dev.tensorvet.facts.FactBase}, of which each kind is
 * read when it is first asked for.
 *
 * <p>Each kind of fact has one reader: {@code code} has those that read a file's code as it stands,
 * {@code run} those that follow a program without running it, {@code config} those of
 * configurations, {@code java} those of Java; {@code query} holds what several of them ask of code.
 * None may judge, nor report; the names of libraries stand in {@code framework}, and readers ask
 * there what a name means.
 */
@NullMarked
package dev.tensorvet.reader;

import org.jspecify.annotations.NullMarked;
