/**
 * The abstract interpreter of models: it builds a module as its constructor would, with what is
 * known of the arguments, and traces {@code forward} with symbolic tensors into a graph. It does
 * not judge, and every loop of it is bounded by a {@link dev.tensorvet.interp.Budget} of steps.
 *
 * <p>Modules of libraries are Python text of our own ({@link dev.tensorvet.interp.LibraryText}),
 * run by the same interpreter as the user's code: so the signature of a constructor, the names,
 * sizes and first values of parameters, and what is called in {@code forward} stand in one place,
 * and are written in the language in which the library's documentation has them. Only operations on
 * tensors ({@code ops}) and what Python itself brings are in Java.
 *
 * <p>What the code does not tell is treated in three ways. A condition on values of tensors: both
 * ways run and are joined ({@link dev.tensorvet.interp.Branching}). An argument that nobody gives:
 * it is a symbol, and where the trace cannot go on with a symbol it gets a value and the trace
 * begins again ({@link dev.tensorvet.interp.Assumptions}); at last, and only to show a model, all
 * get usual numbers ({@link dev.tensorvet.interp.UsualNumbers}). The shape of an input: each trace
 * shows what its layers ask of it, and teaches the next ({@link dev.tensorvet.interp.InputShapes}),
 * and what is done with it shows whether it is a tensor at all ({@link
 * dev.tensorvet.interp.InputForm}); what is written for people counts where that leaves it open
 * ({@link dev.tensorvet.interp.DocumentedInputs}). A contradiction is a proof only where nothing of
 * this was needed to reach it.
 *
 * <p>A file of settings that the code names is read as its reader would ({@link
 * dev.tensorvet.interp.Documents}), until something is done to what it holds that is not followed.
 * What a configuration gives to a class that it names itself ({@link
 * dev.tensorvet.interp.ConfiguredClasses}) a command line may change: it shows a model, and proves
 * nothing.
 *
 * <p>Most of the work of a trace is the constructor. It is run once for all traces that take the
 * same of its arguments ({@link dev.tensorvet.interp.Built}): what a trace does to the model is
 * noted as what a branch does is ({@link dev.tensorvet.interp.Branching}), and taken back before
 * the next.
 */
@NullMarked
package dev.tensorvet.interp;

import org.jspecify.annotations.NullMarked;
