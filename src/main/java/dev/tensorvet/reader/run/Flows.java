package dev.tensorvet.reader.run;

import dev.tensorvet.flow.FunctionFlow;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Place;
import dev.tensorvet.flow.PythonLowering;
import dev.tensorvet.flow.Step;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.workspace.Ledger;
import dev.tensorvet.workspace.Memo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The control flow of functions and scripts, each lowered once for all runs that come by it. Safe
 * for use by many threads.
 */
final class Flows {

  private final Memo<FunctionEntity, FunctionFlow> functions;
  private final Memo<SourceModule, FunctionFlow> scripts;
  private final Memo<SourceModule, Map<String, Operand>> onlyValues;
  private final Memo<FunctionEntity, OwnUses> ownUses;

  /**
   * @param ledger of the project's files
   */
  Flows(Ledger ledger) {
    this.functions = new Memo<>(ledger);
    this.scripts = new Memo<>(ledger);
    this.onlyValues = new Memo<>(ledger);
    this.ownUses = new Memo<>(ledger);
  }

  FunctionFlow of(FunctionEntity function) {
    return functions.get(function, PythonLowering::of);
  }

  FunctionFlow of(SourceModule module) {
    return scripts.get(module, PythonLowering::of);
  }

  /** What a method uses of its object. */
  OwnUses ownUses(FunctionEntity method) {
    return ownUses.get(method, OwnUses::of);
  }

  /** The value of a module's variable, when its code assigns it once, outside of any block. */
  Optional<Operand> onlyValue(SourceModule module, String name) {
    return Optional.ofNullable(onlyValues.get(module, this::findOnlyValues).get(name));
  }

  private Map<String, Operand> findOnlyValues(SourceModule module) {
    Map<String, Operand> values = new HashMap<>();
    Set<String> others = new HashSet<>();
    for (Step step : of(module).body()) {
      if (step instanceof Step.Assign assign
          && assign.target() instanceof Place.Variable variable
          && values.put(variable.name(), assign.value()) == null) {
        continue;
      }
      others.addAll(Assigned.names(List.of(step)));
    }
    values.keySet().removeAll(others);
    return Map.copyOf(values);
  }
}
