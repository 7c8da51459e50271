package dev.tensorvet.report;

import java.util.List;
import java.util.OptionalLong;

/**
 * How models are to be shown.
 *
 * @param batches the sizes of batches to tell the memory for; the layers' is that of the first
 * @param gpuMemory the bytes that a step of training has to fit into
 * @param colour whether text may hold ANSI escapes
 * @param width how many columns a line of text may take
 */
public record ModelContext(List<Long> batches, OptionalLong gpuMemory, boolean colour, int width) {

  /** The batches that are told of where none is asked for. */
  public static final List<Long> USUAL_BATCHES = List.of(1L, 8L, 32L, 128L);

  public ModelContext {
    batches = List.copyOf(batches);
  }
}
