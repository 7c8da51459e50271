package dev.tensorvet.reader.code;

import dev.tensorvet.facts.UnorderedIndex;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where a file's code numbers the elements of a set or of a folder. */
final class UnorderedIndices implements CodeReader<UnorderedIndex> {

  @Override
  public Class<UnorderedIndex> kind() {
    return UnorderedIndex.class;
  }

  @Override
  public List<UnorderedIndex> read(SourceModule module) {
    List<UnorderedIndex> found = new ArrayList<>();
    String text = module.file().text();
    if ((text.contains("enumerate(") || text.contains(".index(")) && !module.isTest()) {
      module.tree().walk(node -> numbered(node, module).ifPresent(found::add));
    }
    return found;
  }

  private static Optional<UnorderedIndex> numbered(Node node, SourceModule module) {
    return switch (node) {
      case Expr.DictComp map when map.generators().size() == 1 -> {
        Node.Comprehension each = map.generators().getFirst();
        yield isPair(each.target(), map.key(), map.value())
            ? enumerated(each.iterable(), module).flatMap(elements -> index(map, elements, module))
            : Optional.empty();
      }
      case Stmt.For loop ->
          enumerated(loop.iterable(), module)
              .filter(elements -> numbers(loop))
              .flatMap(elements -> index(loop.target(), elements, module));
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method
              && method.name().equals("index")
              && call.arguments().size() == 1
              && method.value() instanceof Expr.Name ->
          index(call, method.value(), module);
      default -> Optional.empty();
    };
  }

  /** What the numbers of a loop are given to. */
  private static Optional<Expr> enumerated(Expr iterable, SourceModule module) {
    return iterable instanceof Expr.Call call
            && !call.arguments().isEmpty()
            && CodeCalls.library(call.callee(), module)
                .flatMap(Effects::of)
                .filter(effect -> effect == Effects.Effect.NUMBERED_ELEMENTS)
                .isPresent()
        ? Optional.of(call.arguments().getFirst())
        : Optional.empty();
  }

  /** Whether key and value are the number and the element, whichever comes first. */
  private static boolean isPair(Expr target, Expr key, Expr value) {
    return target instanceof Expr.Tuple pair
        && pair.elements().size() == 2
        && ((same(pair.elements().get(0), key) && same(pair.elements().get(1), value))
            || (same(pair.elements().get(0), value) && same(pair.elements().get(1), key)));
  }

  private static boolean same(Expr one, Expr other) {
    return one instanceof Expr.Name a && other instanceof Expr.Name b && a.name().equals(b.name());
  }

  /** Whether a loop keeps which number an element has. */
  private static boolean numbers(Stmt.For loop) {
    return loop.body().stream()
        .anyMatch(
            statement ->
                statement instanceof Stmt.Assign assign
                    && assign.targets().getFirst() instanceof Expr.Subscript item
                    && isPair(loop.target(), item.index(), assign.value()));
  }

  private static Optional<UnorderedIndex> index(Node at, Expr elements, SourceModule module) {
    Expr source = CodeCalls.onlyValue(elements, module).orElse(elements);
    if (elements instanceof Expr.Name name && isSorted(name, module)) {
      return Optional.empty();
    }
    Optional<Boolean> isSet = isSet(source, module);
    return isSet.map(
        set ->
            new UnorderedIndex(
                new Place(module.file(), at.span()),
                new Place(module.file(), source.span()),
                set,
                source instanceof Expr.Call call && isList(call, module)
                    ? Optional.of(call.callee().span())
                    : Optional.empty()));
  }

  private static boolean isSorted(Expr.Name name, SourceModule module) {
    return module.file().text().contains(name.name() + ".sort(");
  }

  private static boolean isList(Expr.Call call, SourceModule module) {
    return CodeCalls.library(call.callee(), module).filter(PythonFunctions::keepsOrder).isPresent()
        && call.arguments().size() == 1;
  }

  /**
   * Whether elements come from a set; empty when they come in an order that is known, or may be.
   */
  private static Optional<Boolean> isSet(Expr source, SourceModule module) {
    return switch (source) {
      case Expr.SetComp set -> Optional.of(true);
      case Expr.Call call when isList(call, module) -> isSet(call.arguments().getFirst(), module);
      case Expr.Call call when CodeCalls.isCall(call, Randomness::makesSet, module) ->
          call.arguments().size() == 1 && !mayHoldNumbers(call.arguments().getFirst())
              ? Optional.of(true)
              : Optional.empty();
      case Expr.Call call when CodeCalls.isCall(call, Randomness::lists, module) ->
          Optional.of(false);
      case Expr.ListComp list when list.generators().size() == 1 ->
          isSet(list.generators().getFirst().iterable(), module);
      default -> Optional.empty();
    };
  }

  /** The hashes of numbers are the same in each run. */
  private static boolean mayHoldNumbers(Expr elements) {
    return Tree.holds(
        elements,
        node ->
            node instanceof Expr.NumberLiteral
                || (node instanceof Expr.Name name
                    && name.name().matches("(?i).*(idx|ind(ex|ices)|ids?|int|range|len|num.*)")));
  }
}
