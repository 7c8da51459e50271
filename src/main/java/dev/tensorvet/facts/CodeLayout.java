package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.Vocabulary;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a file's code is laid out in statements: what must be known to put a line where it does what
 * it should.
 */
public record CodeLayout(SourceModule module) implements Fact {

  /**
   * A loop.
   *
   * @param loop the whole of it
   * @param head the first statement of its body
   * @param counter the variable that counts its turns
   */
  public record Turns(Place loop, Place head, Optional<String> counter) {}

  private static final Set<String> OF_GRADIENTS = Set.of("grad", "backward", "optim");

  /**
   * The widest loop or {@code with} block around a place, or else the statement at the place, of
   * which all that it holds satisfies {@code isFine}. Empty when the place's own statement does
   * not, or when no line can stand before it.
   */
  public Optional<Place> widest(Place inside, Predicate<Place> isFine) {
    Optional<Place> widest = Optional.empty();
    for (Stmt statement : around(inside.span())) {
      Place place = place(statement);
      if (isClause(statement) || !isFine.test(place)) {
        return widest;
      }
      if (widest.isEmpty() || isLoop(statement) || statement instanceof Stmt.With) {
        widest = Optional.of(place);
      }
    }
    return widest;
  }

  /** The loops of the same function around a place that come to it in each of their turns. */
  public List<Turns> loops(Place inside) {
    return around(inside.span()).stream()
        .filter(CodeLayout::isLoop)
        .filter(loop -> !(loop instanceof Stmt.For each && isIterable(each, inside)))
        .map(this::turns)
        .toList();
  }

  private static boolean isIterable(Stmt.For loop, Place inside) {
    return loop.iterable().span().contains(inside.span()) || loop.span().equals(inside.span());
  }

  private Turns turns(Stmt loop) {
    return switch (loop) {
      case Stmt.For each -> new Turns(place(loop), place(each.body().getFirst()), counter(each));
      case Stmt.While each ->
          new Turns(place(loop), place(each.body().getFirst()), Optional.empty());
      default -> throw new IllegalArgumentException("not a loop");
    };
  }

  private Optional<String> counter(Stmt.For loop) {
    boolean isCounted =
        loop.iterable() instanceof Expr.Call call
            && module.resolve(call.callee()) instanceof LibraryEntity library
            && PythonFunctions.counts(library.qualifiedName());
    return isCounted && loop.target() instanceof Expr.Name name
        ? Optional.of(name.name())
        : Optional.empty();
  }

  /** The variable that is given what is made at a place, and never anything else, before a use. */
  public Optional<String> variable(Place made, Place use) {
    List<Stmt> ofUse = around(use.span());
    List<Stmt> ofMade = around(made.span());
    boolean isOnTheWay =
        !ofMade.isEmpty()
            && ofUse.containsAll(ofMade.subList(1, ofMade.size()))
            && scopeAround(made).equals(scopeAround(use));
    return isOnTheWay
            && ofMade.getFirst() instanceof Stmt.Assign assign
            && assign.value().span().equals(made.span())
            && assign.targets().size() == 1
            && assign.targets().getFirst() instanceof Expr.Name name
        ? module
            .scopeAt(name)
            .binding(name.name())
            .filter(binding -> binding.sites().size() == 1)
            .map(Binding::name)
        : Optional.empty();
  }

  private Optional<Integer> scopeAround(Place place) {
    return parsed(place.span()).flatMap(module.tree()::enclosingScope).map(Node::id);
  }

  /**
   * Whether a line stands right under a condition that is asked after another line, in its block.
   */
  public boolean isUnderConditionAfter(Place earlier, Place line) {
    List<Stmt> outer = around(earlier.span());
    List<Stmt> inner = around(line.span());
    return !outer.isEmpty()
        && inner.size() == outer.size() + 1
        && inner.get(1) instanceof Stmt.If condition
        && !isClause(condition)
        && earlier.span().end() <= condition.start()
        && outer.subList(1, outer.size()).equals(inner.subList(2, inner.size()));
  }

  /**
   * The function around a place from its {@code def} on, when a decorator there is the first to be
   * given it, it is no generator, and nothing in it bears on gradients by its name.
   */
  public Optional<Place> functionWithoutGradients(Place inside) {
    return parsed(inside.span())
        .flatMap(module.tree()::enclosingScope)
        .filter(Stmt.FunctionDef.class::isInstance)
        .map(Stmt.FunctionDef.class::cast)
        .filter(def -> !def.isAsync() && def.decorators().stream().allMatch(this::isOfMethod))
        .filter(def -> !holds(place(def), CodeLayout::isYield))
        .filter(def -> !new Vocabulary(Vocabulary.words(def), true).mayName(OF_GRADIENTS))
        .map(
            def ->
                new Place(
                    module.file(),
                    new Span(
                        module.file().text().lastIndexOf("def", def.nameStart() - 1), def.end())));
  }

  private boolean isOfMethod(Expr decorator) {
    return module.resolve(decorator) instanceof LibraryEntity library
        && FunctionEntity.isOfMethod(library.qualifiedName());
  }

  /** Whether a node gives out a value of a generator. */
  public static boolean isYield(Node node) {
    return node instanceof Expr.Yield || node instanceof Expr.YieldFrom;
  }

  /** What makes a function build no graphs as a decorator, by the names that are known there. */
  public Optional<String> graphlessDecorator(Place function) {
    return imported(function)
        .flatMap(alias -> GraphFlow.libraryOf(alias.name(), alias.asName()).stream())
        .filter(this::isOnlyImported)
        .findFirst()
        .map(library -> "@" + GraphFlow.withoutGraph(library));
  }

  /** What copies an object with all that it holds, by the names that are known at a place. */
  public Optional<String> copier(Place user) {
    return imported(user)
        .filter(alias -> isOnlyImported(alias.asName().orElse(alias.name())))
        .flatMap(alias -> PythonFunctions.copier(alias.name(), alias.asName()).stream())
        .findFirst();
  }

  /** The modules that are imported as a whole ahead of a place. */
  private Stream<Node.Alias> imported(Place user) {
    return module.tree().root().body().stream()
        .filter(statement -> statement.end() <= user.span().start())
        .filter(Stmt.Import.class::isInstance)
        .flatMap(statement -> ((Stmt.Import) statement).names().stream());
  }

  private boolean isOnlyImported(String name) {
    return module
        .scope()
        .binding(name)
        .filter(
            binding -> binding.sites().stream().allMatch(s -> s.kind() == BindingSite.Kind.IMPORT))
        .isPresent();
  }

  /** Whether a call calls a variable, or a member of one, by this name. */
  public boolean callsVariable(Place call, String name) {
    return root(call, name).isPresent();
  }

  /** Whether a statement gives a value to what a call in it calls, or to what holds that. */
  public boolean assigns(Place statement, Place call, String name) {
    Optional<Binding> binding =
        root(call, name).flatMap(root -> module.scopeAt(root).visible(root.name()));
    return binding.isEmpty()
        || binding.get().sites().stream()
            .anyMatch(site -> statement.span().contains(site.node().span()))
        || holds(statement, node -> node instanceof Stmt.Assign assign && isTo(assign, name));
  }

  private boolean isTo(Stmt.Assign assign, String name) {
    return assign.targets().stream()
        .map(target -> module.file().text(target.span()))
        .anyMatch(target -> name.equals(target) || name.startsWith(target + "."));
  }

  /** Whether code can leave a statement otherwise than past its end, an exception aside. */
  public boolean isLeft(Place statement) {
    return holds(
        statement,
        node ->
            switch (node) {
              case Stmt.Return r -> true;
              case Stmt.Break b -> !isInLoop(b, statement);
              case Stmt.Continue c -> !isInLoop(c, statement);
              default -> isYield(node);
            });
  }

  private boolean isInLoop(Stmt jump, Place statement) {
    return around(jump.span()).stream()
        .anyMatch(each -> isLoop(each) && statement.span().contains(each.span()));
  }

  private boolean holds(Place statement, Predicate<Node> isWanted) {
    return parsed(statement.span()).filter(node -> Tree.holds(node, isWanted)).isPresent();
  }

  /** The first of the names with dots between them that a call calls, when that is a variable. */
  private Optional<Expr.Name> root(Place call, String name) {
    Optional<Expr> at =
        parsed(call.span())
            .map(node -> node instanceof Stmt.ExprStmt alone ? alone.value() : node)
            .filter(Expr.Call.class::isInstance)
            .map(node -> ((Expr.Call) node).callee())
            .filter(callee -> module.file().text(callee.span()).equals(name));
    while (at.isPresent() && at.get() instanceof Expr.Attribute attribute) {
      at = Optional.of(attribute.value());
    }
    return at.filter(Expr.Name.class::isInstance)
        .map(Expr.Name.class::cast)
        .filter(root -> isVariable(root));
  }

  private boolean isVariable(Expr.Name name) {
    return module.scopeAt(name).visible(name.name()).filter(Binding::isVariable).isPresent();
  }

  /** The statements around a stretch of code, up to the function that it stands in. */
  private List<Stmt> around(Span span) {
    List<Stmt> around = new ArrayList<>();
    Optional<Node> at = parsed(span);
    while (at.isPresent() && !isScope(at.get())) {
      if (at.get() instanceof Stmt statement) {
        around.add(statement);
      }
      at = module.tree().parent(at.get());
    }
    // What a lambda computes is computed elsewhere.
    return at.filter(Expr.Lambda.class::isInstance).isPresent() ? List.of() : around;
  }

  private static boolean isScope(Node node) {
    return node instanceof Stmt.FunctionDef
        || node instanceof Stmt.ClassDef
        || node instanceof Expr.Lambda;
  }

  private static boolean isLoop(Stmt statement) {
    return statement instanceof Stmt.For || statement instanceof Stmt.While;
  }

  /** Whether a statement is the continuation of the one above. */
  private boolean isClause(Stmt statement) {
    return statement instanceof Stmt.If
        && module.file().text().startsWith("elif", statement.start());
  }

  private Optional<Node> parsed(Span span) {
    return module.tree().covering(span);
  }

  private Place place(Node node) {
    return new Place(module.file(), node.span());
  }
}
