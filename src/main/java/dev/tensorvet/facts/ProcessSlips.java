package dev.tensorvet.facts;

import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.List;

/** Finds what a file's code does with several processes that cannot be meant. */
final class ProcessSlips implements CodeReader<ProcessSlip> {

  @Override
  public Class<ProcessSlip> kind() {
    return ProcessSlip.class;
  }

  @Override
  public List<ProcessSlip> read(SourceModule module) {
    List<ProcessSlip> found = new ArrayList<>();
    if (!Relevance.isTest(module)) {
      found.addAll(new SpawnSlips(module).read());
      found.addAll(new RacingReads(module).read());
      found.addAll(new CpuExchanges(module).read());
      found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
    }
    return found;
  }
}
