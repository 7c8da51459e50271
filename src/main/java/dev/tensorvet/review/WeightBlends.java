package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.ProgramCourse.Action.Kind;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Tensors;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Loops through the parameters of two models that give those of one what those of the other are, or
 * move them there: targets to learn from, and averages of weights.
 */
final class WeightBlends {

  /** A blend lies in helpers, but not that deep. */
  private static final int DEEPEST = 3;

  private static final Pattern PARAMETERS = Pattern.compile("(?i).*(?:params?|parameters|weights)");

  private final NamedFunctions functions;
  private final List<Blend> blends = new ArrayList<>();

  /**
   * @param subject the model whose weights are moved
   */
  private record Blend(Code code, Stmt.For loop, Kind kind, String subject) {}

  WeightBlends(Collection<FileSurvey> surveys, NamedFunctions functions) {
    this.functions = functions;
    for (FileSurvey survey : surveys) {
      if (!survey.isTest()) {
        survey
            .module()
            .tree()
            .walk(
                node -> {
                  if (node instanceof Stmt.For loop) {
                    blend(loop, survey).ifPresent(blends::add);
                  }
                });
      }
    }
  }

  /** Adds the blends that code does in which other actions are done. */
  List<Action> in(List<Action> actions) {
    List<Action> all = new ArrayList<>(actions);
    for (Blend blend : blends) {
      for (List<Place> way : ways(blend.code(), actions, 0)) {
        Place place = blend.code().view().place(blend.loop().iterable());
        Site site = new Site(place, way);
        boolean isTold = all.stream().anyMatch(action -> action.site().equals(site));
        if (!isTold) {
          all.add(
              ActionOrder.indexOf(site, blend.code().view().place(blend.code().node()), all),
              new Action(blend.kind(), site, Optional.of(blend.subject())));
        }
      }
    }
    return all;
  }

  /** The calls by which the actions come to code, or to what calls it. */
  private List<List<Place>> ways(Code code, List<Action> actions, int depth) {
    Place all = code.view().place(code.node());
    List<List<Place>> ways = new ArrayList<>();
    for (Action action : actions) {
      List<Place> way = action.site().way();
      for (int i = 0; i < way.size(); i++) {
        boolean isInside =
            way.get(i).file() == all.file() && all.span().contains(way.get(i).span());
        if (isInside && isOwn(way.get(i), code)) {
          ways.add(List.copyOf(way.subList(0, i)));
          break;
        }
      }
    }
    if (ways.isEmpty() && depth < DEEPEST && code.function().isPresent()) {
      functions.callsOf(
          code.function().get(),
          (call, caller) -> {
            for (List<Place> to : ways(caller, actions, depth + 1)) {
              List<Place> way = new ArrayList<>(to);
              way.add(caller.view().place(call));
              ways.add(way);
            }
          });
    }
    return ways.stream().distinct().toList();
  }

  /** Whether a place is of code itself, and not of a function in it. */
  private static boolean isOwn(Place place, Code code) {
    return code.view()
        .callAt(place.span())
        .map(call -> Code.around(call, code.survey()).equals(code))
        .orElse(code.function().isPresent());
  }

  // --- what is a blend

  private static Optional<Blend> blend(Stmt.For loop, FileSurvey survey) {
    if (!(loop.target() instanceof Expr.Tuple pair)
        || pair.elements().size() != 2
        || !(loop.iterable() instanceof Expr.Call zip)
        || zip.arguments().size() != 2
        || !zip.arguments().stream().allMatch(each -> owner(each).isPresent())) {
      return Optional.empty();
    }
    for (int i = 0; i < 2; i++) {
      if (pair.elements().get(i) instanceof Expr.Name target
          && pair.elements().get(1 - i) instanceof Expr.Name source) {
        Optional<Kind> kind = kind(loop, target.name(), source.name());
        if (kind.isPresent()) {
          String subject = survey.view().line(owner(zip.arguments().get(i)).orElseThrow());
          return Optional.of(new Blend(around(loop, survey), loop, kind.get(), subject));
        }
      }
    }
    return Optional.empty();
  }

  private static Code around(Stmt.For loop, FileSurvey survey) {
    return Code.around((Expr.Call) loop.iterable(), survey);
  }

  /** The model whose parameters an expression gives, or what is called parameters. */
  private static Optional<Expr> owner(Expr parameters) {
    if (parameters instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && Layers.givesParameters(method.name())) {
      return Optional.of(method.value());
    }
    return Optional.of(parameters)
        .filter(value -> PARAMETERS.matcher(CodeView.lastWord(value)).matches());
  }

  /** What the body does with a parameter, if that has to do with another. */
  private static Optional<Kind> kind(Stmt.For loop, String target, String source) {
    List<Kind> found = new ArrayList<>();
    loop.body()
        .forEach(
            statement ->
                Tree.walk(
                    statement,
                    node -> {
                      if (node instanceof Expr.Call call
                          && call.callee() instanceof Expr.Attribute method
                          && Tensors.writes(method.name())
                          && isOf(method.value(), target)
                          && call.arguments().stream().anyMatch(given -> holds(given, source))) {
                        boolean isMixed =
                            call.arguments().size() > 1
                                || !call.keywords().isEmpty()
                                || call.arguments().stream().anyMatch(WeightBlends::isComputed);
                        found.add(isMixed ? Kind.BLEND : Kind.COPY);
                      } else if (node instanceof Stmt.Assign assign
                          && assign.targets().getFirst() instanceof Expr.Attribute data
                          && isOf(data.value(), target)
                          && holds(assign.value(), source)) {
                        found.add(isComputed(assign.value()) ? Kind.BLEND : Kind.COPY);
                      }
                    }));
    return found.stream().findFirst();
  }

  private static boolean isComputed(Expr value) {
    return Tree.holds(value, Expr.BinOp.class::isInstance);
  }

  private static boolean isOf(Expr value, String name) {
    return switch (value) {
      case Expr.Name self -> self.name().equals(name);
      case Expr.Attribute member -> isOf(member.value(), name);
      // target.data.mul_(decay).add_(source.data)
      case Expr.Call call -> call.callee() instanceof Expr.Attribute m && isOf(m.value(), name);
      default -> false;
    };
  }

  private static boolean holds(Expr value, String name) {
    return Tree.holds(value, node -> node instanceof Expr.Name n && n.name().equals(name));
  }
}
