package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.EventGraph.Decision;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The questions that the branches of a run ask, each numbered once. */
final class Conditions {

  private static final int NONE = -1;

  private final Map<Term, Integer> numbers = new HashMap<>();
  private final List<Ground> grounds = new ArrayList<>();
  private final List<Term> questions = new ArrayList<>();
  private final List<Set<Site>> places = new ArrayList<>();

  int count() {
    return grounds.size();
  }

  Term question(int condition) {
    return questions.get(condition);
  }

  /** Where a question is asked. */
  List<Site> askedAt(int condition) {
    return List.copyOf(places.get(condition));
  }

  /**
   * What is decided when {@code test} is true; a question and its negation share a number.
   *
   * @param at where it is asked
   */
  Decision decide(Term test, Site at) {
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
      known = grounds.size();
      numbers.put(question, known);
      grounds.add(Ground.of(question));
      questions.add(question);
      places.add(new LinkedHashSet<>());
    }
    places.get(known).add(at);
    return new Decision(known, value);
  }

  /** The conditions that can change when a loop turns: what they ask of came to be inside it. */
  BitSet variant(int firstSerial, Set<String> writtenMembers) {
    BitSet variant = new BitSet();
    for (int i = 0; i < grounds.size(); i++) {
      if (grounds.get(i).change(firstSerial, writtenMembers)) {
        variant.set(i);
      }
    }
    return variant;
  }

  /**
   * What an answer rests on.
   *
   * @param lastSerial of the things that came to be during the run, the last
   * @param members names of members that are read
   */
  private record Ground(int lastSerial, Set<String> members) {

    static Ground of(Term term) {
      Set<String> members = new HashSet<>();
      int lastSerial = collect(term, members);
      return new Ground(lastSerial, Set.copyOf(members));
    }

    boolean change(int firstSerial, Set<String> writtenMembers) {
      return lastSerial >= firstSerial || !Collections.disjoint(members, writtenMembers);
    }

    private static int collect(Term term, Set<String> members) {
      return switch (term) {
        case Term.Serial made -> made.serial();
        case Term.Member member -> {
          members.add(member.name());
          yield collect(member.owner(), members);
        }
        case Term.Item item ->
            Math.max(collect(item.owner(), members), collect(item.key(), members));
        case Term.Computed computed -> {
          int last = NONE;
          for (Term operand : computed.operands()) {
            last = Math.max(last, collect(operand, members));
          }
          yield last;
        }
        case Term.Named named -> NONE;
        case Term.Written written -> NONE;
        case Term.Input input -> NONE;
        case Term.Outer outer -> NONE;
        case Term.Callable callable -> NONE;
      };
    }
  }

  /** The truth of a value that is written in the code. */
  static Optional<Boolean> truth(Term term) {
    return switch (term) {
      case Term.Written written -> Optional.of(written.value().isTrue());
      case Term.Computed computed
          when computed.operator().equals("not") && computed.operands().size() == 1 ->
          truth(computed.operands().getFirst()).map(t -> !t);
      case Term.Computed computed when computed.operator().equals("and") ->
          joined(computed.operands(), false);
      case Term.Computed computed when computed.operator().equals("or") ->
          joined(computed.operands(), true);
      case Term.Computed computed
          when computed.operator().equals("is") || computed.operator().equals("is not") ->
          isNothing(computed.operands())
              .or(() -> NamedConstants.areEqual(computed.operands()))
              .map(t -> computed.operator().equals("is") == t);
      case Term.Computed computed
          when computed.operator().equals("==") || computed.operator().equals("!=") ->
          areEqual(computed.operands())
              .or(() -> NamedConstants.areEqual(computed.operands()))
              .map(t -> computed.operator().equals("==") == t);
      default -> Optional.empty();
    };
  }

  /** The truth of an {@code and} or {@code or}, which one operand settles or all do together. */
  private static Optional<Boolean> joined(List<Term> operands, boolean settling) {
    boolean isOpen = false;
    for (Term operand : operands) {
      Optional<Boolean> truth = truth(operand);
      if (truth.isPresent() && truth.get() == settling) {
        return truth;
      }
      isOpen |= truth.isEmpty();
    }
    return isOpen ? Optional.empty() : Optional.of(!settling);
  }

  /**
   * Whether two values that are written in the code are equal; {@code True} equals 1, and so on.
   */
  private static Optional<Boolean> areEqual(List<Term> operands) {
    return operands.size() == 2
            && operands.getFirst() instanceof Term.Written one
            && operands.getLast() instanceof Term.Written other
            && one.value().getClass() == other.value().getClass()
        ? Optional.of(one.equals(other))
        : Optional.empty();
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
