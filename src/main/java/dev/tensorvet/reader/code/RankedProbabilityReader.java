package dev.tensorvet.reader.code;

import dev.tensorvet.facts.RankedProbabilities;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Effects.Effect;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the probabilities of a file of which only the highest is asked: a softmax does not change
 * which score is the highest along its own dimension.
 */
final class RankedProbabilityReader implements CodeReader<RankedProbabilities> {

  /** A softmax over a dimension that is written as a number. */
  private record Softmax(Expr.Call call, Expr scores, String dimension) {}

  @Override
  public Class<RankedProbabilities> kind() {
    return RankedProbabilities.class;
  }

  @Override
  public List<RankedProbabilities> read(SourceModule module) {
    List<RankedProbabilities> found = new ArrayList<>();
    String text = module.file().text();
    if (text.contains("softmax") || text.contains("Softmax")) {
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.Call call) {
                  read(call, module).ifPresent(found::add);
                }
              });
    }
    return found;
  }

  private static Optional<RankedProbabilities> read(Expr.Call ranking, SourceModule module) {
    boolean isFunction =
        module.resolve(ranking.callee()) instanceof LibraryEntity library
            && Metrics.decides(library.qualifiedName());
    Optional<Expr> ranked = Optional.empty();
    if (isFunction && !ranking.arguments().isEmpty()) {
      ranked = Optional.of(ranking.arguments().getFirst());
    } else if (ranking.callee() instanceof Expr.Attribute method
        && Metrics.givesHighest(method.name())) {
      ranked = Optional.of(method.value());
    }
    Optional<String> dimension = dimension(ranking, isFunction ? 1 : 0);
    if (ranked.isEmpty() || dimension.isEmpty()) {
      return Optional.empty();
    }
    Expr value = ranked.get();
    Optional<Softmax> onSpot = softmax(value, module);
    return onSpot
        .or(() -> usedOnce(value, module).flatMap(v -> softmax(v, module)))
        .filter(softmax -> softmax.dimension().equals(dimension.get()))
        .map(
            softmax ->
                new RankedProbabilities(
                    new Place(module.file(), softmax.call().span()),
                    new Place(module.file(), softmax.scores().span()),
                    new Place(module.file(), ranking.span()),
                    onSpot.isPresent()));
  }

  /** The value of a variable that gets one, and is read in one place. */
  private static Optional<Expr> usedOnce(Expr value, SourceModule module) {
    if (!(value instanceof Expr.Name name)
        || !(module.resolve(name) instanceof VariableEntity variable)
        || variable.binding().sites().size() != 1) {
      return Optional.empty();
    }
    BindingSite site = variable.binding().sites().getFirst();
    int[] mentions = {0};
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Name other
                  && other.name().equals(name.name())
                  && module.resolve(other).equals(variable)) {
                mentions[0]++;
              }
            });
    return mentions[0] == 2 && site.kind() == BindingSite.Kind.ASSIGNMENT
        ? site.value()
        : Optional.empty();
  }

  private static Optional<Softmax> softmax(Expr value, SourceModule module) {
    if (!(value instanceof Expr.Call call)) {
      return Optional.empty();
    }
    if (call.callee() instanceof Expr.Call made && isSoftmax(made.callee(), module)) {
      return softmax(call, dimension(made, 0));
    }
    if (isSoftmax(call.callee(), module)) {
      return softmax(call, dimension(call, 1));
    }
    return call.callee() instanceof Expr.Attribute method
            && Metrics.normalises(method.name())
            && !(module.resolve(method) instanceof LibraryEntity)
        ? dimension(call, 0).map(d -> new Softmax(call, method.value(), d))
        : Optional.empty();
  }

  private static Optional<Softmax> softmax(Expr.Call call, Optional<String> dimension) {
    return call.arguments().isEmpty()
        ? Optional.empty()
        : dimension.map(d -> new Softmax(call, call.arguments().getFirst(), d));
  }

  private static boolean isSoftmax(Expr callee, SourceModule module) {
    return module.resolve(callee) instanceof LibraryEntity library
        && Effects.of(library.qualifiedName()).filter(e -> e == Effect.SOFTMAX).isPresent();
  }

  /** The dimension that a call works along, when it is a number. */
  private static Optional<String> dimension(Expr.Call call, int position) {
    return call.keyword("dim")
        .or(() -> call.keyword("axis"))
        .or(
            () ->
                call.arguments().size() > position
                    ? Optional.of(call.arguments().get(position))
                    : Optional.empty())
        .flatMap(RankedProbabilityReader::number);
  }

  private static Optional<String> number(Expr value) {
    return switch (value) {
      case Expr.NumberLiteral number -> Optional.of(number.text());
      case Expr.UnaryOp minus
          when minus.operator() == Expr.UnaryOperator.MINUS
              && minus.operand() instanceof Expr.NumberLiteral number ->
          Optional.of("-" + number.text());
      default -> Optional.empty();
    };
  }
}
