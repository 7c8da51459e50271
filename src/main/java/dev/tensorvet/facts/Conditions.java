package dev.tensorvet.facts;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.EventGraph.Decision;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The questions that the branches of a run ask, each numbered once. */
final class Conditions {

  private final Map<Term, Integer> numbers = new HashMap<>();
  private final List<Term> terms = new ArrayList<>();

  int count() {
    return terms.size();
  }

  /** What is decided when {@code test} is true; a question and its negation share a number. */
  Decision decide(Term test) {
    boolean value = true;
    Term question = test;
    while (question instanceof Term.Computed computed
        && computed.operator().equals("not")
        && computed.operands().size() == 1) {
      value = !value;
      question = computed.operands().getFirst();
    }
    if (question instanceof Term.Computed computed) {
      String positive =
          switch (computed.operator()) {
            case "!=" -> "==";
            case "is not" -> "is";
            case "not in" -> "in";
            default -> "";
          };
      if (!positive.isEmpty()) {
        value = !value;
        question = new Term.Computed(positive, computed.operands(), computed.depth());
      }
    }
    Integer known = numbers.get(question);
    if (known == null) {
      known = terms.size();
      numbers.put(question, known);
      terms.add(question);
    }
    return new Decision(known, value);
  }

  /** The conditions that can change when a loop turns: what they ask of came to be inside it. */
  BitSet variant(int firstSerial, Set<String> writtenMembers) {
    BitSet variant = new BitSet();
    for (int i = 0; i < terms.size(); i++) {
      if (changes(terms.get(i), firstSerial, writtenMembers)) {
        variant.set(i);
      }
    }
    return variant;
  }

  private static boolean changes(Term term, int firstSerial, Set<String> writtenMembers) {
    return switch (term) {
      case Term.Serial made -> made.serial() >= firstSerial;
      case Term.Member member ->
          writtenMembers.contains(member.name())
              || changes(member.owner(), firstSerial, writtenMembers);
      case Term.Item item ->
          changes(item.owner(), firstSerial, writtenMembers)
              || changes(item.key(), firstSerial, writtenMembers);
      case Term.Computed computed ->
          computed.operands().stream().anyMatch(o -> changes(o, firstSerial, writtenMembers));
      case Term.Named named -> false;
      case Term.Written written -> false;
      case Term.Input input -> false;
      case Term.Outer outer -> false;
      case Term.Callable callable -> false;
    };
  }

  /** The truth of a value that is written in the code. */
  static Optional<Boolean> truth(Term term) {
    return switch (term) {
      case Term.Written written -> Optional.of(written.value().isTrue());
      case Term.Computed computed
          when computed.operator().equals("not") && computed.operands().size() == 1 ->
          truth(computed.operands().getFirst()).map(t -> !t);
      case Term.Computed computed
          when computed.operator().equals("is") || computed.operator().equals("is not") ->
          isNothing(computed.operands()).map(t -> computed.operator().equals("is") == t);
      default -> Optional.empty();
    };
  }

  /** Whether {@code x is None} holds, when both sides are known well enough. */
  private static Optional<Boolean> isNothing(List<Term> operands) {
    boolean asksNothing =
        operands.get(1) instanceof Term.Written w && w.value() instanceof Constant.Nothing;
    if (!asksNothing) {
      return Optional.empty();
    }
    return switch (operands.getFirst()) {
      case Term.Written written -> Optional.of(written.value() instanceof Constant.Nothing);
      case Term.Group group -> Optional.of(false);
      case Term.Callable callable -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
