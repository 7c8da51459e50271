package dev.tensorvet.reader.run;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Processes;

/** What tells the processes of a program apart. */
final class Ranks {

  private Ranks() {}

  /** Whether a value is the number of the process, or says whether it is the first. */
  static boolean isRank(Term term, Objects objects) {
    return switch (term) {
      case Term.Computed computed -> Processes.givesRank(computed.operator());
      case Term.Made made ->
          objects.libraryName(made.callee()).filter(Processes::givesRank).isPresent();
      case Term.Written written ->
          written.value() instanceof Constant.Text text && Processes.isRankVariable(text.value());
      case Term.Item item -> isRank(item.key(), objects);
      default -> Processes.isRankName(name(term));
    };
  }

  /** Whether the name of a value suggests that it is another in each process. */
  static boolean mayTellProcesses(Term term, Objects objects) {
    return isRank(term, objects) || Processes.mayTellProcesses(name(term));
  }

  private static String name(Term term) {
    return switch (term) {
      case Term.Member member -> member.name();
      case Term.Input input -> input.name();
      case Term.Outer outer -> outer.name();
      case Term.Carried carried -> carried.name();
      case Term.Callable callable -> callable.function().name();
      case Term.Named named -> named.entity().toString();
      default -> "";
    };
  }
}
