package dev.tensorvet.reader.run;

import dev.tensorvet.facts.SavedModule;
import dev.tensorvet.framework.Effects;
import java.util.List;
import java.util.Optional;

/** Finds the modules that a run writes to files as objects. */
final class SavedModules implements RunReader<SavedModule> {

  @Override
  public Class<SavedModule> kind() {
    return SavedModule.class;
  }

  @Override
  public List<SavedModule> read(FinishedRun run) {
    // Of a compiled module, the run does not tell the object from the program that was made of it.
    if (Effects.mayMakeProgram(run.file().text())) {
      return List.of();
    }
    return run.events(Event.Save.class)
        .filter(save -> !save.given().isEmpty())
        .filter(save -> run.objects().isModule(run.relations().settled(save.given().getFirst())))
        .flatMap(save -> name(save).map(n -> new SavedModule(run.file(), save.site(), n)).stream())
        .toList();
  }

  /** Only what stands in the call itself can be named. */
  private static Optional<String> name(Event.Save save) {
    String call = save.site().place().file().text(save.site().span());
    int open = call.indexOf('(');
    int comma = call.indexOf(',', open);
    return open < 0 || comma < 0
        ? Optional.empty()
        : Optional.of(call.substring(open + 1, comma).strip())
            .filter(n -> n.matches("[\\w.]{1,40}"));
  }
}
