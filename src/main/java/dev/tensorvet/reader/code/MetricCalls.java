package dev.tensorvet.reader.code;

import dev.tensorvet.facts.MetricCall;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the calls of metrics in a file, and what they are given. */
final class MetricCalls implements CodeReader<MetricCall> {

  private static final Pattern PREDICTION =
      Pattern.compile(
          "(?:.*_)?(?:pred|preds|prediction|predictions|predicted|y_?hat|y_?pred|y_?preds|outputs?)(?:_.*)?");

  private static final Pattern TRUTH =
      Pattern.compile(
          "(?:.*_)?(?:true|truth|truths|gt|gts|label|labels|target|targets|y_?true|y_?test|y_?val)(?:_.*)?");

  @Override
  public Class<MetricCall> kind() {
    return MetricCall.class;
  }

  @Override
  public List<MetricCall> read(SourceModule module) {
    List<MetricCall> found = new ArrayList<>();
    if (Metrics.mayName(module.file().text())) {
      Decisions decisions = new Decisions(module);
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.Call call) {
                  read(call, decisions, module).ifPresent(found::add);
                }
              });
    }
    return found;
  }

  private static Optional<MetricCall> read(
      Expr.Call call, Decisions decisions, SourceModule module) {
    if (!(module.resolve(call.callee()) instanceof LibraryEntity library)) {
      return Optional.empty();
    }
    boolean needsScores = Metrics.ranksScores(library.qualifiedName());
    boolean tellsApart = Metrics.tellsApart(library.qualifiedName());
    Optional<Expr> first = argument(call, 0, Metrics.truth());
    Optional<Expr> second = argument(call, 1, Metrics.scores());
    if (!(needsScores || tellsApart) || first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    Expr truth = first.get();
    Expr predictions = second.get();
    return Optional.of(
        new MetricCall(
            module.file().text(call.callee().span()),
            new Place(module.file(), call.span()),
            new Place(module.file(), truth.span()),
            new Place(module.file(), predictions.span()),
            tellsApart,
            call.arguments().size() > 1 && isSwapped(truth, predictions),
            needsScores,
            needsScores
                ? decisions.at(predictions).map(span -> new Place(module.file(), span))
                : Optional.empty()));
  }

  private static Optional<Expr> argument(Expr.Call call, int position, String name) {
    boolean isPlain = call.arguments().stream().noneMatch(a -> a instanceof Expr.Starred);
    return isPlain && call.arguments().size() > position
        ? Optional.of(call.arguments().get(position))
        : call.keyword(name);
  }

  private static boolean isSwapped(Expr truth, Expr predictions) {
    return says(truth, PREDICTION)
        && !says(truth, TRUTH)
        && says(predictions, TRUTH)
        && !says(predictions, PREDICTION);
  }

  private static boolean says(Expr value, Pattern pattern) {
    return switch (value) {
      case Expr.Name name -> pattern.matcher(name.name()).matches();
      case Expr.Attribute attribute -> pattern.matcher(attribute.name()).matches();
      case Expr.Subscript item -> says(item.value(), pattern);
      case Expr.Call call when call.callee() instanceof Expr.Attribute method ->
          says(method.value(), pattern);
      default -> false;
    };
  }
}
