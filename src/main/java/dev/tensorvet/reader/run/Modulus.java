package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.PythonFunctions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A question that is answered with yes once in so many turns of a loop: {@code (i + 1) % k == 0},
 * {@code not i % k}, {@code count >= accumulation_steps}.
 *
 * @param counter what counts the turns, without what is added to it
 * @param added what is added to it
 * @param every the number of turns
 * @param remainder what is left of the count when the answer is yes; -1 for {@code k - 1}, empty
 *     when the count is set back
 * @param isAlternative whether the answer is also yes for another reason
 */
record Modulus(Term counter, int added, Term every, OptionalInt remainder, boolean isAlternative) {

  /**
   * The question as a modulus, if it is one when its answer is {@code answer}.
   *
   * @param isNamed whether its text tells that gradients are accumulated, so that a count that is
   *     compared with a number is one of batches
   */
  static Optional<Modulus> of(Term question, boolean answer, boolean isNamed) {
    if (!(question instanceof Term.Computed computed)) {
      return Optional.empty();
    }
    List<Term> operands = computed.operands();
    return switch (computed.operator()) {
      case "==" ->
          answer
              ? ofEquation(operands).or(() -> isNamed ? ofCount(operands) : Optional.empty())
              : Optional.empty();
      case ">=" -> answer && isNamed ? ofCount(operands) : Optional.empty();
      case "%" -> answer ? Optional.empty() : Optional.of(of(operands, 0));
      case "not" -> of(operands.getFirst(), !answer, isNamed);
      case "or" -> answer ? ofAlternatives(operands, isNamed) : Optional.empty();
      case "and" -> answer ? ofAll(operands, isNamed) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Modulus> ofAlternatives(List<Term> operands, boolean isNamed) {
    return operands.stream()
        .flatMap(o -> of(o, true, isNamed).stream())
        .filter(m -> !m.isTrivial())
        .findFirst()
        .map(m -> new Modulus(m.counter, m.added, m.every, m.remainder, true));
  }

  private static Optional<Modulus> ofAll(List<Term> operands, boolean isNamed) {
    return operands.stream()
        .flatMap(o -> of(o, true, isNamed).stream())
        .findFirst()
        .map(m -> new Modulus(m.counter, m.added, m.every, OptionalInt.empty(), m.isAlternative));
  }

  /** {@code i % k == 0}, {@code i % k == k - 1}. */
  private static Optional<Modulus> ofEquation(List<Term> sides) {
    if (!(sides.getFirst() instanceof Term.Computed modulus) || !modulus.operator().equals("%")) {
      return Optional.empty();
    }
    Term every = modulus.operands().get(1);
    Term right = sides.get(1);
    boolean isLast =
        right instanceof Term.Computed less
            && less.operator().equals("-")
            && less.operands().getFirst().equals(every)
            && number(less.operands().get(1)).equals(OptionalInt.of(1));
    OptionalInt remainder = isLast ? OptionalInt.of(-1) : number(right);
    return remainder.isPresent()
        ? Optional.of(of(modulus.operands(), remainder.getAsInt()))
        : Optional.empty();
  }

  /** {@code count == accumulation_steps}: the count is set back. */
  private static Optional<Modulus> ofCount(List<Term> sides) {
    return !(sides.getFirst() instanceof Term.Written)
        ? Optional.of(new Modulus(sides.getFirst(), 0, sides.get(1), OptionalInt.empty(), false))
        : Optional.empty();
  }

  private static Modulus of(List<Term> operands, int remainder) {
    Term count = operands.getFirst();
    int added = 0;
    while (count instanceof Term.Computed sum
        && (sum.operator().equals("+") || sum.operator().equals("-"))
        && number(sum.operands().get(1)).isPresent()) {
      int more = number(sum.operands().get(1)).getAsInt();
      added += sum.operator().equals("+") ? more : -more;
      count = sum.operands().getFirst();
    }
    if (count instanceof Term.Computed sum
        && sum.operator().equals("+")
        && number(sum.operands().getFirst()).isPresent()) {
      added += number(sum.operands().getFirst()).getAsInt();
      count = sum.operands().get(1);
    }
    return new Modulus(count, added, operands.get(1), OptionalInt.of(remainder), false);
  }

  private static OptionalInt number(Term term) {
    return term instanceof Term.Written written
            && written.value() instanceof Constant.Number number
            && number.value() == Math.rint(number.value())
        ? OptionalInt.of((int) number.value())
        : OptionalInt.empty();
  }

  /** Whether the answer is yes in every turn. */
  boolean isTrivial() {
    return number(every).equals(OptionalInt.of(1));
  }

  /** Whether the answer is yes in the first turn of all, and no in the second. */
  boolean isTrueAtOnce(FinishedRun run) {
    OptionalInt start = start(counter, run);
    return remainder.isPresent()
        && start.isPresent()
        && start.getAsInt() + added == remainder.getAsInt()
        && remainder.getAsInt() == 0;
  }

  /** The first value of a counter. */
  private static OptionalInt start(Term counter, FinishedRun run) {
    return switch (counter) {
      case Term.Element element when element.of() instanceof Term.Made made -> start(made, run);
      case Term.Carried carried -> {
        List<Term> values = run.run().control().values(carried);
        boolean isCounted =
            values.stream()
                .skip(1)
                .allMatch(v -> v instanceof Term.Computed sum && sum.operator().equals("+"));
        if (values.isEmpty() || !isCounted) {
          yield OptionalInt.empty();
        }
        OptionalInt written = number(values.getFirst());
        yield written.isPresent() ? written : start(values.getFirst(), run);
      }
      // The batches of the epochs before are counted too.
      case Term.Computed sum when sum.operator().equals("+") ->
          sum.operands().get(1) instanceof Term.Computed product && product.operator().equals("*")
              ? start(sum.operands().getFirst(), run)
              : OptionalInt.empty();
      default -> OptionalInt.empty();
    };
  }

  private static OptionalInt start(Term.Made made, FinishedRun run) {
    Optional<String> name = run.objects().libraryName(made.callee());
    if (name.filter(PythonFunctions::counts).isPresent()) {
      return made.positional().size() > 1
          ? number(made.positional().getFirst())
          : OptionalInt.of(0);
    }
    if (!isNumbered(made, run)) {
      return OptionalInt.empty();
    }
    return made.argument(1, "start").map(Modulus::number).orElse(OptionalInt.of(0));
  }

  /**
   * Whether the count begins anew in each run through a loop, which may end within a window: one
   * that is cut to a length is cut to windows.
   */
  boolean restarts(FinishedRun run) {
    return counter instanceof Term.Element element
        && element.of() instanceof Term.Made numbered
        && isNumbered(numbered, run)
        && !(numbered.positional().getFirst() instanceof Term.Made cut
            && run.objects().libraryName(cut.callee()).filter(PythonFunctions::cuts).isPresent());
  }

  private static boolean isNumbered(Term.Made made, FinishedRun run) {
    return !made.positional().isEmpty()
        && run.objects()
            .libraryName(made.callee())
            .flatMap(Effects::of)
            .filter(e -> e == Effects.Effect.NUMBERED_ELEMENTS)
            .isPresent();
  }

  /** Whether the code of a question tells that gradients are accumulated. */
  static boolean isNamed(Site question) {
    String code = question.place().file().text(question.span());
    return code.toLowerCase(Locale.ROOT).contains("accum");
  }

  /** How the code calls a number, when it has a short name. */
  static Optional<String> name(Term term) {
    return switch (term) {
      case Term.Input input -> Optional.of(input.name());
      case Term.Outer outer -> Optional.of(outer.name());
      case Term.Carried carried -> Optional.of(carried.name());
      case Term.Member member ->
          Optional.of(name(member.owner()).map(o -> o + ".").orElse("") + member.name());
      case Term.Item item
          when item.key() instanceof Term.Written written
              && written.value() instanceof Constant.Text text ->
          Optional.of(text.value());
      case Term.Written written when number(written).isPresent() ->
          Optional.of(Integer.toString(number(written).getAsInt()));
      default -> Optional.empty();
    };
  }
}
