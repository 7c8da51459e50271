package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ArgumentMismatch;
import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.DeepSpeedSettings;
import dev.tensorvet.framework.TrainerApi;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.ConfigCall;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares what the trainer of Hugging Face is told with the file of DeepSpeed that it is given.
 */
public final class ArgumentMismatches implements CodeReader<ArgumentMismatch> {

  /**
   * An argument as it is written.
   *
   * @param value a number or a truth value
   */
  private record Told(Place place, Object value) {}

  @Override
  public Class<ArgumentMismatch> kind() {
    return ArgumentMismatch.class;
  }

  @Override
  public List<ArgumentMismatch> read(SourceModule module) {
    List<ArgumentMismatch> found = new ArrayList<>();
    if (module.file().text().contains(DeepSpeedSettings.FILE) && !module.isTest()) {
      CodeCalls.each(
          module,
          (call, name) -> {
            if (TrainerApi.isArguments(name)
                && call.keyword(DeepSpeedSettings.FILE).orElse(call)
                    instanceof Expr.StringLiteral path) {
              found.addAll(
                  compare(
                      path.value(),
                      module,
                      argument -> call.keyword(argument).flatMap(value -> told(value, module)),
                      Certainty.PROVEN));
            }
          });
    }
    return found;
  }

  /** What a recipe says, which a command line may change. */
  public static List<ArgumentMismatch> in(ConfigCall call) {
    SourceModule module = call.module();
    return TrainerApi.isArguments(call.target())
        ? entry(call, DeepSpeedSettings.FILE)
            .map(
                file ->
                    file.value() instanceof DataNode.Scalar scalar
                            && scalar.value() instanceof String path
                        ? compare(
                            path,
                            module,
                            argument -> entry(call, argument).flatMap(e -> told(e.value(), module)),
                            Certainty.LIKELY)
                        : List.<ArgumentMismatch>of())
            .orElse(List.of())
        : List.of();
  }

  private static Optional<DataNode.Entry> entry(ConfigCall call, String name) {
    return call.arguments().stream().filter(e -> e.name().equals(name)).findFirst();
  }

  private static List<ArgumentMismatch> compare(
      String path,
      SourceModule from,
      Function<String, Optional<Told>> arguments,
      Certainty certainty) {
    Optional<SourceModule> file = file(path, from);
    List<ArgumentMismatch> found = new ArrayList<>();
    if (file.isPresent() && file.get().parsed().documents().size() == 1) {
      DeepSpeedSettings.all()
          .forEach(
              (argument, keys) -> {
                Optional<Told> told = arguments.apply(argument);
                Optional<Told> said =
                    DataNodes.at(file.get().parsed().documents().getFirst(), keys)
                        .flatMap(value -> told(value, file.get()));
                if (told.isPresent()
                    && said.isPresent()
                    && !told.get().value().equals(said.get().value())) {
                  found.add(
                      new ArgumentMismatch(
                          told.get().place(),
                          argument,
                          text(told.get(), from),
                          String.join(".", keys),
                          said.get().place(),
                          text(said.get(), file.get()),
                          certainty));
                }
              });
    }
    return found;
  }

  private static String text(Told told, SourceModule module) {
    return module.file().text(told.place().span());
  }

  private static Optional<SourceModule> file(String path, SourceModule from) {
    try {
      return from.fileAt(Path.of(path));
    } catch (InvalidPathException other) {
      return Optional.empty();
    }
  }

  private static Optional<Told> told(Expr value, SourceModule module) {
    return switch (value) {
      case Expr.BooleanLiteral truth ->
          Optional.of(new Told(CodeCalls.place(value, module), truth.value()));
      case Expr.NumberLiteral number when number.text().matches("[0-9.]+([eE][-+]?[0-9]+)?") ->
          Optional.of(new Told(CodeCalls.place(value, module), Double.parseDouble(number.text())));
      default -> Optional.empty();
    };
  }

  private static Optional<Told> told(DataNode value, SourceModule module) {
    if (!(value instanceof DataNode.Scalar scalar)) {
      return Optional.empty();
    }
    Place place = new Place(module.file(), scalar.span());
    return switch (scalar.value()) {
      case Number number -> Optional.of(new Told(place, number.doubleValue()));
      case Boolean truth -> Optional.of(new Told(place, truth));
      default -> Optional.empty();
    };
  }
}
