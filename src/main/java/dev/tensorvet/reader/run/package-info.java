/**
 * What a program does when it runs, found without running it.
 *
 * <p>A {@link dev.tensorvet.reader.run.ProgramRun} follows a program from a function or a script on
 * and leaves the graph of its {@link dev.tensorvet.reader.run.Event}s; a {@link
 * dev.tensorvet.reader.run.FinishedRun} is read by one {@link dev.tensorvet.reader.run.RunReader}
 * for each kind of fact. Which functions a run is worth is asked of {@link
 * dev.tensorvet.reader.run.Relevance}.
 */
@NullMarked
package dev.tensorvet.reader.run;

import org.jspecify.annotations.NullMarked;
