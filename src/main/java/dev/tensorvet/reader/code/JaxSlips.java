package dev.tensorvet.reader.code;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.List;

/** Finds what a file's code for JAX does that it does not look like. */
final class JaxSlips implements CodeReader<JaxSlip> {

  @Override
  public Class<JaxSlip> kind() {
    return JaxSlip.class;
  }

  @Override
  public List<JaxSlip> read(SourceModule module) {
    List<JaxSlip> found = new ArrayList<>();
    if (!module.isTest() && Jax.mayUse(module.file().text())) {
      RandomKeys.read(module, found::add);
      found.addAll(new ArrayUpdates(module).read());
      found.addAll(new TracedFunctions(module).read());
      found.addAll(new DroppedStates(module).read());
      found.addAll(AppliedModules.read(module));
      found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
    }
    return found;
  }
}
