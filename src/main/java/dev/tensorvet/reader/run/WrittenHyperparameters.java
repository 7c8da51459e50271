package dev.tensorvet.reader.run;

import dev.tensorvet.facts.WrittenHyperparameter;
import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.framework.Role;
import dev.tensorvet.reader.run.Inventory.Making;
import dev.tensorvet.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds hyperparameters that stand in the code, where others come from a configuration. */
final class WrittenHyperparameters implements RunReader<WrittenHyperparameter> {

  private static final Set<String> CONFIGURATIONS =
      Set.of(
          "args", "arg", "opt", "opts", "options", "config", "cfg", "conf", "hparams", "hps",
          "params", "flags", "configs", "hp");

  /** An argument of an optimizer or loader that is a hyperparameter. */
  private record Given(Making making, String name, Operand value) {

    Place place() {
      return new Place(making.object().site().place().file(), value.span());
    }
  }

  @Override
  public Class<WrittenHyperparameter> kind() {
    return WrittenHyperparameter.class;
  }

  @Override
  public List<WrittenHyperparameter> read(FinishedRun run) {
    List<Given> all =
        run.run().inventory().makings().stream().flatMap(m -> given(m).stream()).toList();
    Optional<Given> configured = all.stream().filter(g -> isConfigured(g.value())).findFirst();
    List<WrittenHyperparameter> found = new ArrayList<>();
    if (configured.isPresent()) {
      Place there = configured.get().place();
      for (Given each : all) {
        if (isWritten(each) && isHere(each, run.file())) {
          found.add(
              new WrittenHyperparameter(
                  each.place(), each.name(), there.file().text(there.span()), there));
        }
      }
    }
    return found;
  }

  private static boolean isHere(Given given, SourceFile file) {
    return given.place().file() == file;
  }

  private static Optional<Given> given(Making making) {
    String name =
        switch (making.role()) {
          case OPTIMIZER -> "lr";
          case LOADER -> "batch_size";
          default -> "";
        };
    return name.isEmpty()
        ? Optional.empty()
        : argument(making.call(), 1, name).map(value -> new Given(making, name, value));
  }

  private static Optional<Operand> argument(Operand.Call call, int position, String name) {
    int next = 0;
    for (Operand.Argument argument : call.arguments()) {
      if (argument.isSpread()) {
        return Optional.empty();
      }
      if (argument.keyword().filter(name::equals).isPresent()
          || (argument.keyword().isEmpty() && next++ == position)) {
        return Optional.of(argument.value());
      }
    }
    return Optional.empty();
  }

  /**
   * A number in the code of a function. With a batch of one, each sample is taken alone; a rate of
   * nothing stands for the one that is set later.
   */
  private static boolean isWritten(Given given) {
    return given.making().code().isPresent()
        && given.value() instanceof Operand.Literal literal
        && literal.value() instanceof Constant.Number number
        && number.value() > (given.making().role() == Role.LOADER ? 1 : 0);
  }

  /** {@code args.batch_size}, {@code config["lr"]} */
  private static boolean isConfigured(Operand value) {
    return switch (value) {
      case Operand.Member member -> isConfiguration(member.owner());
      case Operand.Item item -> isConfiguration(item.owner());
      default -> false;
    };
  }

  private static boolean isConfiguration(Operand owner) {
    return switch (owner) {
      case Operand.Read read -> CONFIGURATIONS.contains(read.name().toLowerCase(Locale.ROOT));
      case Operand.Member member ->
          CONFIGURATIONS.contains(member.name().toLowerCase(Locale.ROOT))
              || isConfiguration(member.owner());
      default -> false;
    };
  }
}
