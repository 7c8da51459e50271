package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what a file's code does with several processes that cannot be meant. */
final class ProcessSlips implements CodeReader<ProcessSlip> {

  @Override
  public Class<ProcessSlip> kind() {
    return ProcessSlip.class;
  }

  @Override
  public List<ProcessSlip> read(SourceModule module) {
    if (module.isTest()) {
      return List.of();
    }
    List<ProcessSlip> found = new ArrayList<>();
    String text = module.file().text();
    if (Processes.maySpawn(text)) {
      found.addAll(new SpawnSlips(module).read());
    }
    if (Processes.mayBeOneOfSeveral(text)) {
      found.addAll(new RacingReads(module).read());
      found.addAll(new CpuExchanges(module).read());
      found.addAll(new SharedDevices(module).read());
      found.addAll(new LostReductions(module).read());
      found.addAll(new SharedOutputs(module).read());
    }
    if (Processes.mayExchangeObjects(text)) {
      unpickles(module).ifPresent(found::add);
    }
    found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
    return found;
  }

  /** The first call of a file that loads objects of other processes. */
  private static Optional<ProcessSlip> unpickles(SourceModule module) {
    List<Expr.Call> calls = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) -> {
          if (Processes.exchangesObjects(name)) {
            calls.add(call);
          }
        });
    return calls.stream()
        .findFirst()
        .map(
            call ->
                new ProcessSlip(
                    Kind.UNPICKLES,
                    CodeCalls.place(call, module),
                    CodeCalls.text(call.callee(), module),
                    Optional.empty(),
                    Certainty.PROVEN));
  }
}
