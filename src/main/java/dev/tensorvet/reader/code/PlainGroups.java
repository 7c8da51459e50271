package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ModelClass.PlainGroup;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Methods;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The plain lists, tuples and dicts of a class that hold modules: layers, or metrics. Any use of
 * one, or of its modules, other than what such modules are there for may register them, or take
 * care of them by hand: then it is left alone.
 */
final class PlainGroups {

  /** The modules that are looked for, and what they are there for. */
  interface Elements {

    /** Whether an expression in a class surely makes one. */
    boolean makes(Expr value, ClassEntity type);

    /** Whether one that an expression makes is missed where the module does not find it. */
    boolean isMissed(Expr value, ClassEntity type);

    /** Whether one that is alone in a list is kept there to be hidden from the module. */
    boolean isHiddenAlone();

    /** Whether all that is done with one, where it is mentioned, is what it is there for. */
    boolean isUse(Expr element, Tree tree);
  }

  /** Overridden by those who take care of their layers themselves. */
  private static final Set<String> TAKING_CARE =
      Set.of("parameters", "named_parameters", "to", "_apply", "state_dict", "children", "modules");

  private static final Set<String> ITERATORS =
      Set.of("enumerate", "zip", "reversed", "len", "range", "iter", "list", "sorted");

  private static final Set<String> DICT_VIEWS = Set.of("items", "values", "keys");

  private final Elements elements;
  private final Mentions mentions;

  PlainGroups(Elements elements, Mentions mentions) {
    this.elements = elements;
    this.mentions = mentions;
  }

  List<PlainGroup> of(ClassEntity type) {
    List<PlainGroup> groups = new ArrayList<>();
    for (String attribute : type.attributeNames()) {
      List<AttributeSite> sites = type.attributeSites(attribute);
      if (sites.size() == 1
          && sites.getFirst().method().filter(m -> m.name().equals("__init__")).isPresent()
          && sites.getFirst().node() instanceof Stmt.Assign assign
          && assign.targets().size() == 1) {
        new Candidate(type, attribute, assign).group().ifPresent(groups::add);
      }
    }
    return groups;
  }

  private final class Candidate {
    private final ClassEntity type;
    private final SourceModule module;
    private final Tree tree;
    private final String attribute;
    private final Stmt.Assign assign;

    /** Where the layers are built. */
    private final List<Expr> built = new ArrayList<>();

    private Optional<Node> called = Optional.empty();

    Candidate(ClassEntity type, String attribute, Stmt.Assign assign) {
      this.type = type;
      this.module = type.module();
      this.tree = module.tree();
      this.attribute = attribute;
      this.assign = assign;
    }

    Optional<PlainGroup> group() {
      Optional<PlainGroup.Kind> kind = kind(assign.value());
      if (kind.isEmpty() || !holdsOnlyLayers() || !isOnlyCalled() || isCaredFor()) {
        return Optional.empty();
      }
      Place place = new Place(module.file(), assign.targets().getFirst().span());
      return called.map(
          node ->
              new PlainGroup(
                  attribute,
                  place,
                  assign.value(),
                  kind.get(),
                  outside(),
                  qualifier(),
                  new Place(module.file(), node.span())));
    }

    // --- what is put in

    private Optional<PlainGroup.Kind> kind(Expr value) {
      return switch (value) {
        case Expr.ListExpr list -> {
          built.addAll(list.elements());
          yield Optional.of(PlainGroup.Kind.LIST);
        }
        case Expr.ListComp list -> {
          built.add(list.element());
          yield Optional.of(PlainGroup.Kind.LIST);
        }
        case Expr.Tuple tuple -> {
          built.addAll(tuple.elements());
          yield Optional.of(PlainGroup.Kind.TUPLE);
        }
        case Expr.Dict dict -> {
          dict.items().forEach(item -> built.add(item.value()));
          boolean hasNames =
              !dict.items().isEmpty()
                  && dict.items().stream()
                      .allMatch(item -> item.key().filter(this::isName).isPresent());
          yield Optional.of(hasNames ? PlainGroup.Kind.DICT : PlainGroup.Kind.DICT_OF_ANY_KEYS);
        }
        case Expr.DictComp dict -> {
          built.add(dict.value());
          yield Optional.of(PlainGroup.Kind.DICT_OF_ANY_KEYS);
        }
        case Expr.Name name when isLocalList(name) -> Optional.of(PlainGroup.Kind.LIST);
        default -> Optional.empty();
      };
    }

    private boolean isName(Expr key) {
      return key instanceof Expr.StringLiteral name && Layers.canBeKey(name.value());
    }

    /**
     * A variable that is a list, to which layers are appended, and that is used for nothing else.
     */
    private boolean isLocalList(Expr.Name name) {
      if (!(module.resolve(name) instanceof VariableEntity variable)
          || variable.binding().sites().size() != 1
          || !(variable.binding().sites().getFirst().value().orElse(name)
              instanceof Expr.ListExpr start)) {
        return false;
      }
      built.addAll(start.elements());
      boolean[] isOnlyFilled = {true};
      tree.walk(
          node -> {
            if (node instanceof Expr.Name other
                && other.name().equals(name.name())
                && other.id() != name.id()
                && module.resolve(other).equals(variable)) {
              isOnlyFilled[0] &= isFirstAssignment(other, start) || isFilling(other);
            }
          });
      return isOnlyFilled[0];
    }

    private boolean isFirstAssignment(Expr.Name name, Expr.ListExpr start) {
      return tree.parent(name).orElse(name) instanceof Stmt.Assign first
          && first.value().id() == start.id();
    }

    /** {@code group.append(layer)}, or {@code group[key] = layer} where all come so. */
    private boolean isFilling(Expr group) {
      Node parent = tree.parent(group).orElse(group);
      if (parent instanceof Expr.Subscript item
          && startsEmpty()
          && tree.parent(item).orElse(item) instanceof Stmt.Assign filling
          && filling.value().id() != item.id()
          && filling.targets().size() == 1) {
        built.add(filling.value());
        return true;
      }
      if (parent instanceof Expr.Attribute method
          && method.name().equals("append")
          && tree.parent(method).orElse(method) instanceof Expr.Call call
          && call.arguments().size() == 1
          && tree.parent(call).orElse(call) instanceof Stmt.ExprStmt) {
        built.add(call.arguments().getFirst());
        return true;
      }
      return false;
    }

    private boolean holdsOnlyLayers() {
      if (startsEmpty()) {
        collectFillings();
      }
      boolean isHidden =
          elements.isHiddenAlone()
              && built.size() == 1
              && (assign.value() instanceof Expr.ListExpr list && list.elements().size() == 1);
      return !built.isEmpty()
          && !isHidden
          && built.stream().allMatch(this::isLayer)
          && built.stream().anyMatch(this::isWeighted);
    }

    private boolean startsEmpty() {
      return switch (assign.value()) {
        case Expr.ListExpr list -> list.elements().isEmpty();
        case Expr.Dict dict -> dict.items().isEmpty();
        default -> false;
      };
    }

    private void collectFillings() {
      forEachLoad(load -> isFilling(load));
    }

    private boolean isLayer(Expr element) {
      return elements.makes(origin(element), type);
    }

    private boolean isWeighted(Expr element) {
      return elements.isMissed(origin(element), type);
    }

    /** What a variable holds that is assigned once, appended here, and not used otherwise. */
    private Expr origin(Expr element) {
      if (!(element instanceof Expr.Name name)
          || !(module.resolve(name) instanceof VariableEntity variable)
          || variable.binding().sites().size() != 1) {
        return element;
      }
      int[] uses = {0};
      tree.walk(
          node -> {
            if (node instanceof Expr.Name other
                && other.name().equals(name.name())
                && module.resolve(other).equals(variable)) {
              uses[0]++;
            }
          });
      boolean isPassedOnceOnly = uses[0] == 2;
      return isPassedOnceOnly
          ? variable.binding().sites().getFirst().value().orElse(element)
          : element;
    }

    // --- what is done with it

    private void forEachLoad(Consumer<Expr.Attribute> visitor) {
      for (Entity entity : type.mro().linear()) {
        if (entity instanceof ClassEntity own && own.module() == module) {
          for (Stmt.FunctionDef method : Methods.of(own.node())) {
            String self = Methods.self(method).orElse("");
            Tree.walk(
                method,
                node -> {
                  if (node instanceof Expr.Attribute load
                      && load.name().equals(attribute)
                      && load.id() != assign.targets().getFirst().id()
                      && load.value() instanceof Expr.Name name
                      && name.name().equals(self)) {
                    visitor.accept(load);
                  }
                });
          }
        }
      }
    }

    private boolean isOnlyCalled() {
      boolean[] isOnlyCalled = {true};
      forEachLoad(load -> isOnlyCalled[0] &= isGroupUse(load));
      return isOnlyCalled[0];
    }

    /**
     * Whether a mention of the group does no more than to fill it, measure it or call its layers.
     */
    private boolean isGroupUse(Expr group) {
      Node parent = tree.parent(group).orElse(group);
      return switch (parent) {
        case Expr.Subscript item when item.value().id() == group.id() ->
            isFillingQuietly(group) || isLayerUse(item);
        case Stmt.For loop when loop.iterable().id() == group.id() ->
            areLayerUses(loop.target(), loop);
        case Node.Comprehension loop when loop.iterable().id() == group.id() ->
            areLayerUses(loop.target(), tree.parent(loop).orElse(loop));
        case Expr.Call call
            when call.callee() instanceof Expr.Name function
                && ITERATORS.contains(function.name()) ->
            function.name().equals("len") || isGroupUse(call);
        case Expr.Call outer
            when outer.callee() instanceof Expr.Name function && function.name().equals("range") ->
            true;
        case Expr.Attribute method when DICT_VIEWS.contains(method.name()) ->
            tree.parent(method).orElse(method) instanceof Expr.Call call && isGroupUse(call);
        case Expr.Attribute method -> isFillingQuietly(group);
        case Expr.Compare test -> true;
        default -> false;
      };
    }

    private boolean isFillingQuietly(Expr group) {
      int before = built.size();
      boolean fills = isFilling(group);
      while (built.size() > before) {
        built.removeLast();
      }
      return fills;
    }

    private boolean isLayerUse(Expr layer) {
      Node parent = tree.parent(layer).orElse(layer);
      if (elements.isUse(layer, tree)) {
        called = called.isPresent() ? called : Optional.of(parent);
        return true;
      }
      return parent instanceof Expr.Compare;
    }

    /** Every name that a loop binds is called, or has to do with something else than layers. */
    private boolean areLayerUses(Expr target, Node scope) {
      Set<String> bound = new HashSet<>();
      Tree.walk(
          target,
          node -> {
            if (node instanceof Expr.Name name) {
              bound.add(name.name());
            }
          });
      boolean isPair = bound.size() > 1;
      boolean[] areCalls = {true};
      Tree.walk(
          scope,
          node -> {
            if (node instanceof Expr.Name name
                && bound.contains(name.name())
                && !target.span().contains(name.span())) {
              boolean isCall = isLayerUse(name);
              areCalls[0] &= isCall || (isPair && isPlainValue(name, bound));
            }
          });
      return areCalls[0];
    }

    /** A counter or a second element: read, but not handed to anything. */
    private boolean isPlainValue(Expr.Name name, Set<String> bound) {
      Node parent = tree.parent(name).orElse(name);
      return !(parent instanceof Expr.Attribute)
          && !(parent instanceof Expr.Call call && !keepsNothing(call, bound))
          && !(parent instanceof Stmt.Assign);
    }

    /** The argument of a layer's own call is data, and most builtin functions only look. */
    private boolean keepsNothing(Expr.Call call, Set<String> bound) {
      return switch (call.callee()) {
        case Expr.Name function ->
            bound.contains(function.name())
                || CodeCalls.library(function, module)
                    .filter(PythonFunctions::leavesObjects)
                    .isPresent();
        case Expr.Subscript layer -> true;
        default -> false;
      };
    }

    // --- who else takes care

    private boolean isCaredFor() {
      boolean overrides =
          TAKING_CARE.stream().anyMatch(method -> type.ownMethod(method).isPresent());
      SelfUses uses = SelfUses.of(type.node(), tree);
      Optional<List<Path>> readers = mentions.foreignReaders(attribute, module);
      boolean isReadNearby =
          readers.isEmpty()
              || readers.get().stream()
                  .anyMatch(
                      file ->
                          file.equals(module.path())
                              || mentions.uses(file).loose().contains(type.name()));
      return overrides || uses.isOpaque() || isReadNearby;
    }

    // --- what a fix needs

    /** The value, with the parentheses around a tuple. */
    private Span outside() {
      Expr value = assign.value();
      String text = module.file().text();
      boolean isWrapped =
          value instanceof Expr.Tuple
              && value.start() > 0
              && text.charAt(value.start() - 1) == '('
              && value.end() < text.length()
              && text.charAt(value.end()) == ')';
      return isWrapped ? new Span(value.start() - 1, value.end() + 1) : value.span();
    }

    private Optional<String> qualifier() {
      List<Expr> names = new ArrayList<>(type.node().bases());
      built.forEach(
          element -> {
            if (element instanceof Expr.Call call) {
              names.add(call.callee());
            }
          });
      return Qualifiers.of(names, module).or(() -> Qualifiers.within(type.node(), module));
    }
  }
}
