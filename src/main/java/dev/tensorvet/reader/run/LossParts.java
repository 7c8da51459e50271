package dev.tensorvet.reader.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a loss is the sum of. */
final class LossParts {

  /** Of a loss of more parts, only these are looked at. */
  private static final int MOST = 24;

  private LossParts() {}

  /** The parts of a sum, on whatever way it was added up. */
  static List<Term> of(Term loss) {
    List<Term> found = new ArrayList<>();
    List<Term> open = new ArrayList<>(List.of(loss));
    Set<Term> seen = new HashSet<>();
    while (!open.isEmpty() && found.size() < MOST) {
      Term next = open.removeLast();
      if (!seen.add(next)) {
        continue;
      }
      switch (next) {
        case Term.Computed sum
            when sum.operands().size() == 2
                && (sum.operator().equals("+") || sum.operator().equals("-")) ->
            open.addAll(sum.operands());
        case Term.Either either -> open.addAll(either.options());
        default -> found.add(next);
      }
    }
    return found;
  }
}
