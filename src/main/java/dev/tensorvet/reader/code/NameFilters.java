package dev.tensorvet.reader.code;

import dev.tensorvet.facts.NameFilter;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the choices of parameters by a part of their name that no parameter of the model can have:
 * neither the code of its classes nor that of the library's layers has it anywhere.
 */
final class NameFilters implements CodeReader<NameFilter> {

  /** A model of more classes than this is not read through. */
  private static final int MOST_CLASSES = 60;

  /** What gives parts of a module names that stand in no assignment. */
  private static final Pattern NAMES_PARTS =
      Pattern.compile("setattr|add_module|register_|getattr|\\*\\*|__dict__");

  @Override
  public Class<NameFilter> kind() {
    return NameFilter.class;
  }

  @Override
  public List<NameFilter> read(SourceModule module) {
    List<NameFilter> found = new ArrayList<>();
    if (module.file().text().contains(Layers.NAMED_PARAMETERS) && !module.isTest()) {
      module
          .tree()
          .walk(
              node -> {
                switch (node) {
                  case Stmt.For loop -> of(loop.iterable(), loop.target(), loop, module, found);
                  case Expr.ListComp list -> of(list.generators(), list, module, found);
                  case Expr.GeneratorExp list -> of(list.generators(), list, module, found);
                  default -> {}
                }
              });
    }
    return found;
  }

  private static void of(
      List<Node.Comprehension> generators,
      Node around,
      SourceModule module,
      List<NameFilter> found) {
    if (generators.size() == 1) {
      Node.Comprehension only = generators.getFirst();
      of(only.iterable(), only.target(), around, module, found);
    }
  }

  /** {@code for name, p in model.named_parameters(): ... if "text" in name} */
  private static void of(
      Expr from, Expr target, Node around, SourceModule module, List<NameFilter> found) {
    if (from instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && method.name().equals(Layers.NAMED_PARAMETERS)
        && target instanceof Expr.Tuple pair
        && pair.elements().size() == 2
        && pair.elements().getFirst() instanceof Expr.Name name) {
      model(method.value(), module)
          .ifPresent(
              type ->
                  Tree.walk(
                      around,
                      node -> {
                        if (node instanceof Expr.Compare question) {
                          asked(question, name.name())
                              .filter(text -> isOfNone(text, type))
                              .map(text -> filter(text, question, type, module))
                              .ifPresent(found::add);
                        }
                      }));
    }
  }

  private static NameFilter filter(
      String text, Expr.Compare question, ClassEntity type, SourceModule module) {
    return new NameFilter(text, CodeCalls.place(question, module), type.name());
  }

  /** The text that a name is asked for. */
  private static Optional<String> asked(Expr.Compare question, String name) {
    return question.operators().equals(List.of(Expr.CompareOperator.IN))
            && question.left() instanceof Expr.StringLiteral text
            && question.comparators().getFirst() instanceof Expr.Name asked
            && asked.name().equals(name)
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** The class of the model whose parameters are gone through. */
  private static Optional<ClassEntity> model(Expr model, SourceModule module) {
    Optional<Expr> made =
        CodeCalls.lastingValue(model, module).or(() -> LastValues.of(model, module));
    return made.filter(Expr.Call.class::isInstance)
        .map(Expr.Call.class::cast)
        .map(call -> module.resolve(call.callee()))
        .filter(ClassEntity.class::isInstance)
        .map(ClassEntity.class::cast)
        .filter(Layers::isModule);
  }

  /** Whether no parameter of a model can have a text in its name. */
  private static boolean isOfNone(String text, ClassEntity type) {
    Set<Entity> parts = new LinkedHashSet<>(Set.of(type));
    Deque<Entity> open = new ArrayDeque<>(parts);
    StringBuilder code = new StringBuilder(Layers.PARTS_OF_LAYERS);
    while (!open.isEmpty() && parts.size() <= MOST_CLASSES) {
      List<Entity> builds = new ArrayList<>();
      if (!read(open.pop(), code, builds)) {
        return false;
      }
      builds.stream().filter(parts::add).forEach(open::add);
    }
    return open.isEmpty()
        && List.of(text.split("\\.")).stream()
            .anyMatch(part -> !part.matches("\\d*") && code.indexOf(part) < 0);
  }

  /**
   * Reads the code of a class or function.
   *
   * @param builds what of the project it calls
   * @return whether all that may be part of a model is in sight
   */
  private static boolean read(Entity entity, StringBuilder code, List<Entity> builds) {
    return switch (entity) {
      case ClassEntity type ->
          type.mro().isComplete()
              && type.mro().linear().stream()
                  .allMatch(
                      each ->
                          each instanceof ClassEntity own
                              ? read(own.node(), own.module(), Computing.methods(own), code, builds)
                              : each instanceof LibraryEntity library
                                  && Layers.isOfTorch(library.qualifiedName()));
      case FunctionEntity function ->
          read(function.node(), function.module(), Set.of(), code, builds);
      default -> false;
    };
  }

  /**
   * @param computing the methods that compute, and build nothing
   */
  private static boolean read(
      Node node,
      SourceModule module,
      Set<String> computing,
      StringBuilder code,
      List<Entity> builds) {
    String text = module.file().text(node.span());
    code.append(text).append('\n');
    boolean[] isInSight = {!NAMES_PARTS.matcher(text).find()};
    Tree.walkWhere(
        node,
        each -> {
          if (each instanceof Expr.Call call) {
            isInSight[0] &= isInSight(call, module, builds);
          }
          // A module may come from who makes this one.
          isInSight[0] &=
              !(each instanceof Stmt.Assign assign
                  && assign.value() instanceof Expr.Name
                  && assign.targets().getFirst() instanceof Expr.Attribute kept
                  && Pattern.compile("self\\." + Pattern.quote(kept.name()) + "\\s*[(.\\[]")
                      .matcher(text)
                      .find());
          return !(each instanceof Stmt.FunctionDef method && computing.contains(method.name()));
        });
    return isInSight[0];
  }

  private static boolean isInSight(Expr.Call call, SourceModule module, List<Entity> builds) {
    return switch (module.resolve(call.callee())) {
      case LibraryEntity library -> Layers.isOfTorch(library.qualifiedName());
      case ClassEntity type -> builds.add(type);
      case FunctionEntity function -> builds.add(function);
      // A method of some object builds no part; what a variable holds may.
      default -> call.callee() instanceof Expr.Attribute || call.callee() instanceof Expr.Call;
    };
  }
}
