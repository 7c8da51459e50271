package dev.tensorvet.reader.code;

import dev.tensorvet.facts.MisspeltArgument;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.TrainerParameters;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.ConfigCall;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Distance;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds names that trainers do not know and nearly know, in calls and in configurations. */
public final class MisspeltArguments implements CodeReader<MisspeltArgument> {

  @Override
  public Class<MisspeltArgument> kind() {
    return MisspeltArgument.class;
  }

  @Override
  public List<MisspeltArgument> read(SourceModule module) {
    List<MisspeltArgument> found = new ArrayList<>();
    if (TrainerParameters.mayBeCalledIn(module.file().text()) && !module.isTest()) {
      CodeCalls.each(
          module,
          (call, callee) ->
              TrainerParameters.of(callee)
                  .ifPresent(
                      known -> {
                        Set<String> given =
                            call.keywords().stream()
                                .flatMap(keyword -> keyword.name().stream())
                                .collect(Collectors.toSet());
                        for (Node.Keyword keyword : call.keywords()) {
                          keyword
                              .name()
                              .flatMap(name -> meant(name, known, given))
                              .ifPresent(
                                  near ->
                                      found.add(
                                          new MisspeltArgument(
                                              name(keyword, module),
                                              CodeCalls.text(call.callee(), module),
                                              keyword.name().orElseThrow(),
                                              near,
                                              Certainty.PROVEN)));
                        }
                      }));
    }
    return found;
  }

  private static Place name(Node.Keyword keyword, SourceModule module) {
    int length = keyword.name().orElse("").length();
    return new Place(module.file(), new Span(keyword.start(), keyword.start() + length));
  }

  /**
   * The names of a configuration; a program may take more from it than the trainer does.
   *
   * @param isMentioned whether some code of the project has a word
   */
  public static Stream<MisspeltArgument> in(
      ConfigCall call, String callee, Predicate<String> isMentioned) {
    Set<String> given =
        call.arguments().stream().map(DataNode.Entry::name).collect(Collectors.toSet());
    return TrainerParameters.of(callee).stream()
        .flatMap(
            known ->
                call.arguments().stream()
                    .flatMap(
                        entry ->
                            meant(entry.name(), known, given).stream()
                                .filter(near -> !isMentioned.test(entry.name()))
                                .map(
                                    near ->
                                        new MisspeltArgument(
                                            new Place(call.module().file(), entry.key()),
                                            call.target(),
                                            entry.name(),
                                            near,
                                            Certainty.LIKELY))));
  }

  /** What a name was meant to be, if it is none of those that are known. */
  private static Optional<String> meant(String name, Set<String> known, Set<String> given) {
    return known.contains(name)
        ? Optional.empty()
        : Distance.nearest(name, known).filter(near -> !given.contains(near));
  }
}
