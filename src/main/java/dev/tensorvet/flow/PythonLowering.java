package dev.tensorvet.flow;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lowers Python into the control-flow form. */
public final class PythonLowering {

  /** Deeper expressions than this are opaque; no code written by people comes near. */
  private static final int DEEPEST = 400;

  private final SourceModule module;
  private int depth;

  private PythonLowering(SourceModule module) {
    this.module = module;
  }

  /** The flow of a function or lambda. */
  public static FunctionFlow of(FunctionEntity function) {
    PythonLowering lowering = new PythonLowering(function.module());
    return switch (function.node()) {
      case Stmt.FunctionDef def ->
          new FunctionFlow(
              function.module(),
              Optional.of(function),
              lowering.parameters(def.parameters()),
              lowering.steps(def.body()));
      case Expr.Lambda lambda -> {
        Operand value = lowering.operand(lambda.body());
        Step step = new Step.Return(value.start(), value.end(), Optional.of(value));
        yield new FunctionFlow(
            function.module(),
            Optional.of(function),
            lowering.parameters(lambda.parameters()),
            List.of(step));
      }
      default -> throw new IllegalArgumentException("not a function: " + function.name());
    };
  }

  /** The flow of a module's own code: a script. */
  public static FunctionFlow of(SourceModule module) {
    List<Step> body = new PythonLowering(module).steps(module.tree().root().body());
    return new FunctionFlow(module, Optional.empty(), List.of(), body);
  }

  private Optional<FunctionEntity> function(Node node) {
    return module.definition(node) instanceof FunctionEntity function
        ? Optional.of(function)
        : Optional.empty();
  }

  private List<FunctionFlow.Parameter> parameters(Node.Parameters parameters) {
    List<FunctionFlow.Parameter> lowered = new ArrayList<>();
    for (Node.Parameter parameter : parameters.all()) {
      FunctionFlow.Kind kind =
          switch (parameter.kind()) {
            case POSITIONAL_ONLY, NORMAL -> FunctionFlow.Kind.POSITIONAL;
            case KEYWORD_ONLY -> FunctionFlow.Kind.KEYWORD_ONLY;
            case VAR_POSITIONAL -> FunctionFlow.Kind.REST;
            case VAR_KEYWORD -> FunctionFlow.Kind.KEYWORD_REST;
          };
      lowered.add(
          new FunctionFlow.Parameter(
              parameter.name(),
              kind,
              parameter.defaultValue().map(this::operand),
              parameter.annotation().map(module::resolve)));
    }
    return List.copyOf(lowered);
  }

  private List<Step> steps(List<Stmt> statements) {
    List<Step> steps = new ArrayList<>(statements.size());
    for (Stmt statement : statements) {
      addStep(statement, steps);
    }
    return List.copyOf(steps);
  }

  private void addStep(Stmt statement, List<Step> to) {
    int start = statement.start();
    int end = statement.end();
    switch (statement) {
      case Stmt.ExprStmt s -> to.add(new Step.Evaluate(start, end, operand(s.value())));
      case Stmt.Assign s -> addAssignments(s, to);
      case Stmt.AnnAssign s ->
          s.value()
              .ifPresent(v -> to.add(new Step.Assign(start, end, place(s.target()), operand(v))));
      case Stmt.AugAssign s ->
          to.add(
              new Step.Update(
                  start, end, place(s.target()), s.operator().text(), operand(s.value())));
      case Stmt.If s ->
          to.add(
              new Step.Branch(start, end, operand(s.test()), steps(s.body()), steps(s.orElse())));
      case Stmt.For s ->
          to.add(
              new Step.ForEach(
                  start,
                  end,
                  place(s.target()),
                  operand(s.iterable()),
                  steps(s.body()),
                  steps(s.orElse())));
      case Stmt.While s ->
          to.add(new Step.While(start, end, operand(s.test()), steps(s.body()), steps(s.orElse())));
      case Stmt.With s -> to.add(with(s, 0));
      case Stmt.Try s ->
          to.add(
              new Step.Try(
                  start,
                  end,
                  steps(s.body()),
                  s.handlers().stream().map(h -> steps(h.body())).toList(),
                  steps(s.orElse()),
                  steps(s.finalBody())));
      case Stmt.Match s -> {
        to.add(new Step.Evaluate(s.subject().start(), s.subject().end(), operand(s.subject())));
        List<List<Step>> blocks = new ArrayList<>();
        s.cases().forEach(c -> blocks.add(steps(c.body())));
        blocks.add(List.of());
        to.add(new Step.Choose(start, end, List.copyOf(blocks)));
      }
      case Stmt.Return s -> to.add(new Step.Return(start, end, s.value().map(this::operand)));
      case Stmt.Raise s -> {
        List<Operand> values = new ArrayList<>();
        s.exception().ifPresent(e -> values.add(operand(e)));
        s.cause().ifPresent(e -> values.add(operand(e)));
        to.add(new Step.Raise(start, end, List.copyOf(values)));
      }
      case Stmt.Assert s -> to.add(new Step.Evaluate(start, end, operand(s.test())));
      case Stmt.Delete s -> s.targets().forEach(t -> to.add(new Step.Delete(start, end, place(t))));
      case Stmt.Break s -> to.add(new Step.Break(start, end));
      case Stmt.Continue s -> to.add(new Step.Continue(start, end));
      case Stmt.FunctionDef s -> function(s).ifPresent(f -> to.add(new Step.Define(start, end, f)));
      case Stmt.Broken s -> to.addAll(steps(s.body()));
      // A class body may hold statements; none of them is part of a program's run worth following.
      case Stmt.ClassDef s -> {}
      case Stmt.Import s -> {}
      case Stmt.ImportFrom s -> s.names().forEach(name -> addImport(name, to));
      case Stmt.Global s -> {}
      case Stmt.Nonlocal s -> {}
      case Stmt.TypeAlias s -> {}
      case Stmt.Pass s -> {}
    }
  }

  /**
   * A name that several imports may bind is a variable: which of them ran, only the way through the
   * program tells. Every other imported name stands for one thing wherever it is read.
   */
  private void addImport(Node.Alias alias, List<Step> to) {
    String name = alias.asName().orElse(alias.name());
    int start = alias.start();
    int end = alias.end();
    if (module.resolve(new Expr.Name(alias.id(), start, end, name)) instanceof VariableEntity) {
      Entity imported = module.imported(alias);
      if (imported instanceof ClassEntity || imported instanceof LibraryEntity) {
        to.add(
            new Step.Assign(
                start,
                end,
                new Place.Variable(start, end, name),
                new Operand.Reference(start, end, imported)));
      }
    }
  }

  private void addAssignments(Stmt.Assign assign, List<Step> to) {
    Operand value = operand(assign.value());
    // "a = b = v" gives both the one value: the later targets read the first plain name.
    Operand source = value;
    for (Expr target : assign.targets()) {
      to.add(new Step.Assign(assign.start(), assign.end(), place(target), source));
      if (target instanceof Expr.Name name && assign.targets().size() > 1) {
        source = new Operand.Read(value.start(), value.end(), name.name());
      }
    }
  }

  private Step with(Stmt.With with, int item) {
    Node.WithItem at = with.items().get(item);
    List<Step> body =
        item + 1 < with.items().size() ? List.of(with(with, item + 1)) : steps(with.body());
    return new Step.With(
        at.start(), with.end(), operand(at.context()), at.target().map(this::place), body);
  }

  private Place place(Expr target) {
    int start = target.start();
    int end = target.end();
    return switch (target) {
      case Expr.Name name -> new Place.Variable(start, end, name.name());
      case Expr.Attribute member ->
          new Place.Member(start, end, operand(member.value()), member.name());
      case Expr.Subscript item ->
          new Place.Item(start, end, operand(item.value()), operand(item.index()));
      case Expr.Tuple tuple -> several(start, end, tuple.elements());
      case Expr.ListExpr list -> several(start, end, list.elements());
      case Expr.Starred starred -> place(starred.value());
      default -> new Place.Several(start, end, List.of(), -1);
    };
  }

  private Place several(int start, int end, List<Expr> elements) {
    int rest = -1;
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof Expr.Starred) {
        rest = i;
      }
    }
    return new Place.Several(start, end, elements.stream().map(this::place).toList(), rest);
  }

  private Operand operand(Expr expr) {
    if (++depth > DEEPEST) {
      depth--;
      return new Operand.Parts(expr.start(), expr.end(), List.of());
    }
    try {
      return lower(expr);
    } finally {
      depth--;
    }
  }

  private Operand lower(Expr expr) {
    int start = expr.start();
    int end = expr.end();
    return switch (expr) {
      case Expr.Name name -> reference(name).orElse(new Operand.Read(start, end, name.name()));
      case Expr.Attribute member ->
          reference(member)
              .orElseGet(
                  () -> new Operand.Member(start, end, operand(member.value()), member.name()));
      case Expr.Subscript item ->
          new Operand.Item(start, end, operand(item.value()), operand(item.index()));
      case Expr.Call call -> new Operand.Call(start, end, operand(call.callee()), arguments(call));
      case Expr.BinOp op -> operation(op, op.operator().text(), List.of(op.left(), op.right()));
      case Expr.UnaryOp op ->
          operation(
              op,
              switch (op.operator()) {
                case NOT -> "not";
                case MINUS -> "-";
                case PLUS -> "+";
                case INVERT -> "~";
              },
              List.of(op.operand()));
      case Expr.BoolOp op -> shortCircuit(op, 0);
      case Expr.Compare compare -> comparison(compare);
      case Expr.IfExp choice ->
          new Operand.Conditional(
              start,
              end,
              operand(choice.test()),
              operand(choice.body()),
              operand(choice.otherwise()));
      case Expr.NamedExpr walrus ->
          new Operand.Assigning(start, end, place(walrus.target()), operand(walrus.value()));
      case Expr.Lambda lambda ->
          function(lambda)
              .<Operand>map(f -> new Operand.Closure(start, end, f))
              .orElse(new Operand.Parts(start, end, List.of()));
      case Expr.ListExpr list -> collection(list, Operand.CollectionKind.LIST, list.elements());
      case Expr.Tuple tuple -> collection(tuple, Operand.CollectionKind.TUPLE, tuple.elements());
      case Expr.Set set -> collection(set, Operand.CollectionKind.SET, set.elements());
      case Expr.Dict dict -> dict(dict);
      case Expr.ListComp comp ->
          comprehension(comp, Operand.CollectionKind.LIST, comp.element(), comp.generators());
      case Expr.SetComp comp ->
          comprehension(comp, Operand.CollectionKind.SET, comp.element(), comp.generators());
      case Expr.GeneratorExp comp ->
          comprehension(comp, Operand.CollectionKind.LIST, comp.element(), comp.generators());
      case Expr.DictComp comp ->
          comprehension(comp, Operand.CollectionKind.DICT, comp.value(), comp.generators());
      case Expr.Await await -> operand(await.value());
      case Expr.Starred starred -> operand(starred.value());
      case Expr.Yield yielding ->
          new Operand.Yielding(
              start, end, yielding.value().map(this::operand).orElse(nothing(start, end)));
      case Expr.YieldFrom yielding -> new Operand.Yielding(start, end, operand(yielding.value()));
      case Expr.StringLiteral text ->
          new Operand.Literal(start, end, new Constant.Text(text.value()));
      case Expr.NumberLiteral number -> number(number);
      case Expr.BooleanLiteral flag ->
          new Operand.Literal(start, end, new Constant.Flag(flag.value()));
      case Expr.NoneLiteral none -> nothing(start, end);
      case Expr.EllipsisLiteral ellipsis -> new Operand.Parts(start, end, List.of());
      case Expr.JoinedString joined -> parts(joined, joined.parts());
      case Expr.Interpolation hole -> parts(hole, List.of(hole.value()));
      case Expr.Slice slice -> {
        List<Expr> bounds = new ArrayList<>();
        slice.lower().ifPresent(bounds::add);
        slice.upper().ifPresent(bounds::add);
        slice.step().ifPresent(bounds::add);
        yield parts(slice, bounds);
      }
      case Expr.Broken broken -> new Operand.Parts(start, end, List.of());
    };
  }

  /** What a name or dotted name stands for, when that is one thing and no variable. */
  private Optional<Operand> reference(Expr expr) {
    Entity entity = module.resolve(expr);
    return switch (entity) {
      case dev.tensorvet.semantic.ClassEntity e -> named(expr, e);
      case FunctionEntity e -> named(expr, e);
      case dev.tensorvet.semantic.ModuleEntity e -> named(expr, e);
      case dev.tensorvet.semantic.LibraryEntity e -> named(expr, e);
      case dev.tensorvet.semantic.VariableEntity e -> Optional.empty();
      case dev.tensorvet.semantic.UnknownEntity e -> Optional.empty();
    };
  }

  private static Optional<Operand> named(Expr expr, Entity entity) {
    return Optional.of(new Operand.Reference(expr.start(), expr.end(), entity));
  }

  private static Operand nothing(int start, int end) {
    return new Operand.Literal(start, end, new Constant.Nothing());
  }

  private static Operand number(Expr.NumberLiteral number) {
    try {
      double value = Double.parseDouble(number.text().replace("_", ""));
      return new Operand.Literal(number.start(), number.end(), new Constant.Number(value));
    } catch (NumberFormatException notDecimal) {
      return new Operand.Parts(number.start(), number.end(), List.of());
    }
  }

  private List<Operand.Argument> arguments(Expr.Call call) {
    List<Operand.Argument> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      arguments.add(
          new Operand.Argument(
              Optional.empty(), argument instanceof Expr.Starred, operand(argument)));
    }
    for (Node.Keyword keyword : call.keywords()) {
      arguments.add(
          new Operand.Argument(keyword.name(), keyword.name().isEmpty(), operand(keyword.value())));
    }
    return List.copyOf(arguments);
  }

  private Operand operation(Expr at, String operator, List<Expr> operands) {
    return new Operand.Operation(
        at.start(), at.end(), operator, operands.stream().map(this::operand).toList());
  }

  private Operand shortCircuit(Expr.BoolOp op, int index) {
    Operand first = operand(op.values().get(index));
    if (index + 1 == op.values().size()) {
      return first;
    }
    boolean isAnd = op.operator() == Expr.BoolOperator.AND;
    Operand second =
        index + 1 < DEEPEST
            ? shortCircuit(op, index + 1)
            : new Operand.Parts(op.start(), op.end(), List.of());
    return new Operand.ShortCircuit(first.start(), op.end(), isAnd, first, second);
  }

  /** {@code a < b < c} becomes {@code a < b and b < c}. */
  private Operand comparison(Expr.Compare compare) {
    Operand left = operand(compare.left());
    Optional<Operand> whole = Optional.empty();
    for (int i = 0; i < compare.operators().size(); i++) {
      Operand right = operand(compare.comparators().get(i));
      Operand link =
          new Operand.Operation(
              left.start(), right.end(), text(compare.operators().get(i)), List.of(left, right));
      whole =
          Optional.of(
              whole
                  .<Operand>map(
                      before ->
                          new Operand.ShortCircuit(compare.start(), link.end(), true, before, link))
                  .orElse(link));
      left = right;
    }
    return whole.orElse(left);
  }

  private static String text(Expr.CompareOperator operator) {
    return switch (operator) {
      case EQUAL -> "==";
      case NOT_EQUAL -> "!=";
      case LESS -> "<";
      case LESS_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_EQUAL -> ">=";
      case IS -> "is";
      case IS_NOT -> "is not";
      case IN -> "in";
      case NOT_IN -> "not in";
    };
  }

  private Operand parts(Expr at, List<Expr> parts) {
    return new Operand.Parts(at.start(), at.end(), parts.stream().map(this::operand).toList());
  }

  private Operand collection(Expr at, Operand.CollectionKind kind, List<Expr> elements) {
    if (elements.stream().anyMatch(e -> e instanceof Expr.Starred)) {
      return parts(at, elements);
    }
    return new Operand.Collection(
        at.start(), at.end(), kind, elements.stream().map(this::operand).toList());
  }

  private Operand dict(Expr.Dict dict) {
    List<Operand> elements = new ArrayList<>();
    boolean isPlain = true;
    for (Node.DictItem item : dict.items()) {
      isPlain &= item.key().isPresent();
      item.key().ifPresent(key -> elements.add(operand(key)));
      elements.add(operand(item.value()));
    }
    return isPlain
        ? new Operand.Collection(
            dict.start(), dict.end(), Operand.CollectionKind.DICT, List.copyOf(elements))
        : new Operand.Parts(dict.start(), dict.end(), List.copyOf(elements));
  }

  private Operand comprehension(
      Expr at, Operand.CollectionKind kind, Expr element, List<Node.Comprehension> generators) {
    Operand value = operand(element);
    List<Step> body = List.of(new Step.Collect(value.start(), value.end(), value));
    for (int i = generators.size() - 1; i >= 0; i--) {
      Node.Comprehension generator = generators.get(i);
      for (int c = generator.conditions().size() - 1; c >= 0; c--) {
        Operand test = operand(generator.conditions().get(c));
        body = List.of(new Step.Branch(test.start(), test.end(), test, body, List.of()));
      }
      body =
          List.of(
              new Step.ForEach(
                  generator.start(),
                  generator.end(),
                  place(generator.target()),
                  operand(generator.iterable()),
                  body,
                  List.of()));
    }
    return new Operand.Comprehension(at.start(), at.end(), kind, body);
  }
}
