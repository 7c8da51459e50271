package dev.tensorvet.rule;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finding about what a model does when it runs. */
public final class ModelFinding {

  private static final int LONGEST_CODE = 60;

  private static final int MOST_CALLERS = 2;

  /** How a shape is written of which something is not known. */
  private static final String UNKNOWN = "?";

  private ModelFinding() {}

  /**
   * The finding, told to the reader of {@code checked}: at the innermost place of that file among
   * the calls that lead to what happens; empty when none of them is in it.
   */
  public static Optional<Finding> at(
      RuleId rule, SourceFile checked, Origin origin, String message) {
    List<Frame> stack = origin.stack();
    for (int i = 0; i < stack.size(); i++) {
      if (stack.get(i).file() == checked) {
        Finding finding = Finding.of(rule, place(stack.get(i)), message);
        return Optional.of(
            i == 0 ? finding.withRelated(callers(stack)) : beneath(finding, stack.subList(0, i)));
      }
    }
    return Optional.empty();
  }

  /** The calls that lead to a place, of which the first is the most telling. */
  private static List<Related> callers(List<Frame> stack) {
    return stack.stream()
        .skip(1)
        .limit(MOST_CALLERS)
        .map(frame -> new Related(place(frame), "it is called from here"))
        .toList();
  }

  /** For what happens in another file. */
  private static Finding beneath(Finding finding, List<Frame> inner) {
    return finding
        .withBeneath(inner.stream().map(ModelFinding::place).toList())
        .withRelated(new Related(place(inner.getFirst()), "it happens here"));
  }

  /**
   * The finding for an operation that fails, with the shapes that lead there; empty where it is not
   * proven.
   */
  public static Optional<Finding> at(RuleId rule, SourceFile checked, Contradiction contradiction) {
    String message = code(contradiction.origin()) + " cannot run: " + contradiction.why();
    return Optional.of(contradiction)
        .filter(ModelFinding::isProof)
        .flatMap(proven -> at(rule, checked, proven.origin(), message))
        .map(finding -> finding.withRelated(chain(contradiction)));
  }

  /**
   * A pattern that is wrong in itself is wrong in every branch. Of other calls that are, the code
   * is more likely not understood: a list that is filled elsewhere.
   */
  private static boolean isProof(Contradiction contradiction) {
    Misfit kind = Misfit.of(contradiction);
    boolean isOfPattern = kind == Misfit.EINOPS || kind == Misfit.EINSUM;
    boolean isCall = contradiction.cause() == Contradiction.Cause.CALL;
    return isOfPattern ? contradiction.isCertain() || isCall : contradiction.isCertain() && !isCall;
  }

  /** Where the shapes come from: of what one line does, what it ends with. */
  private static List<Related> chain(Contradiction contradiction) {
    List<Related> chain = new ArrayList<>();
    for (Contradiction.Step step : contradiction.steps()) {
      Optional<Frame> frame = step.origin().place();
      if (frame.isPresent() && !step.shape().contains(UNKNOWN)) {
        Place place = place(frame.get());
        chain.removeIf(related -> related.place().equals(place));
        chain.add(new Related(place, "this gives " + step.shape()));
      }
    }
    chain.removeIf(
        related ->
            contradiction
                .origin()
                .place()
                .filter(f -> place(f).equals(related.place()))
                .isPresent());
    contradiction
        .settings()
        .forEach(file -> chain.add(new Related(place(file), "its settings are read from here")));
    return chain;
  }

  /** The code at the innermost place in backquotes, when it is short. */
  public static String code(Origin origin) {
    return origin
        .place()
        .map(frame -> frame.file().text(frame.span()))
        .filter(code -> code.length() <= LONGEST_CODE && !code.contains("\n"))
        .map(code -> "`" + code + "`")
        .orElse("this call");
  }

  /** The innermost place of the project. */
  public static Optional<Place> place(Origin origin) {
    return origin.place().map(ModelFinding::place);
  }

  private static Place place(Frame frame) {
    return new Place(frame.file(), frame.span());
  }
}
