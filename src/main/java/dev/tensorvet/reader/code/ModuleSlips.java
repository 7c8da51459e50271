package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ModuleSlip;
import dev.tensorvet.facts.ModuleSlip.Kind;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.SizeArguments;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the calls in models that do not do what they are there for. */
final class ModuleSlips implements CodeReader<ModuleSlip> {

  /**
   * Where elements are dropped on purpose: to see how sure a model is, or before a decoder that
   * would only copy its last output.
   */
  private static final Pattern ON_PURPOSE =
      Pattern.compile(
          "(?i)monte.?carlo|bayes|uncertain|\\bmc\\b|mc_?drop|pre_?net|always|dropout at"
              + " (test|inf)");

  /** Words of Python 2, where two whole numbers divide to a whole number. */
  private static final Pattern PYTHON_2 =
      Pattern.compile("\\bxrange\\(|\\bcPickle\\b|\\burllib2\\b|\\.iteritems\\(|\\braw_input\\(");

  private final Mentions mentions;

  ModuleSlips(Mentions mentions) {
    this.mentions = mentions;
  }

  @Override
  public Class<ModuleSlip> kind() {
    return ModuleSlip.class;
  }

  @Override
  public List<ModuleSlip> read(SourceModule module) {
    List<ModuleSlip> found = new ArrayList<>();
    if (!Layers.mayBeUsed(module.file().text()) || module.isTest()) {
      return found;
    }
    for (ClassEntity type : module.classes()) {
      if (Layers.isModule(type)) {
        readClass(type, module, found);
        found.addAll(new UnregisteredTensors(type, module, mentions).read());
      }
    }
    List<ModuleSlip> divided = new ArrayList<>();
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call) {
                sizes(call, module).forEach(divided::add);
              }
            });
    if (!divided.isEmpty() && !PYTHON_2.matcher(module.file().text()).find()) {
      found.addAll(divided);
    }
    return found;
  }

  private static void readClass(ClassEntity type, SourceModule module, List<ModuleSlip> to) {
    Set<String> computing = Computing.methods(type);
    for (FunctionEntity method : type.methods()) {
      if (!computing.contains(method.name())) {
        continue;
      }
      boolean mayDrop = mayDrop(type, method, module);
      Tree.walk(
          method.node(),
          node -> {
            if (node instanceof Expr.Call call) {
              if (mayDrop) {
                drops(call, method, module).ifPresent(to::add);
              }
              newWeights(call, method, module).ifPresent(to::add);
            }
          });
    }
  }

  // --- elements that are dropped

  /** Whether nothing says that a method drops elements on purpose, or only in training. */
  private static boolean mayDrop(ClassEntity type, FunctionEntity method, SourceModule module) {
    return !asksMode(method)
        && !method.name().contains("train")
        && !ON_PURPOSE.matcher(type.name()).find()
        && !ON_PURPOSE.matcher(withLastComment(method, module)).find();
  }

  /** Whether code does one thing in training, and another in evaluation. */
  static boolean asksMode(FunctionEntity method) {
    return Tree.holds(
        method.node(),
        node ->
            switch (node) {
              case Stmt.If choice -> readsMode(choice.test());
              case Expr.IfExp choice -> readsMode(choice.test());
              default -> false;
            });
  }

  private static String withLastComment(FunctionEntity method, SourceModule module) {
    LineTable lines = module.file().lines();
    int end = lines.end(lines.line(method.node().end()));
    return module.file().text(new Span(method.node().start(), end));
  }

  private static boolean readsMode(Expr test) {
    return Tree.holds(
        test,
        node ->
            switch (node) {
              case Expr.Attribute member -> member.name().contains("train");
              case Expr.Name name -> name.name().contains("train");
              default -> false;
            });
  }

  private static Optional<ModuleSlip> drops(
      Expr.Call call, FunctionEntity method, SourceModule module) {
    if (CodeCalls.isCall(call, Layers::dropsInTraining, module)) {
      boolean isTold =
          call.arguments().size() > 2
              || CodeCalls.isOpen(call)
              || call.keyword(Layers.MODE_FLAG).isPresent()
              || isNothing(CodeCalls.argument(call, Layers.DROP_RATE));
      return isTold
          ? Optional.empty()
          : Optional.of(
              slip(Kind.DROPS_ALWAYS, call, method.name(), flag(method), Optional.empty(), module));
    }
    return made(call, method, module)
        .filter(layer -> CodeCalls.isCall(layer, Layers::isDropout, module))
        .map(
            layer ->
                slip(
                    Kind.DROPS_BY_NEW_LAYER,
                    call,
                    CodeCalls.text(layer.callee(), module),
                    Optional.empty(),
                    Optional.of(layer),
                    module));
  }

  private static Optional<String> flag(FunctionEntity method) {
    return method.selfName().map(self -> Layers.MODE_FLAG + "=" + self + "." + Layers.MODE_FLAG);
  }

  private static boolean isNothing(Optional<Expr> rate) {
    return rate.filter(r -> r instanceof Expr.NumberLiteral n && n.text().matches("0?\\.?0*"))
        .isPresent();
  }

  // --- layers that are made where they are called

  private static Optional<ModuleSlip> newWeights(
      Expr.Call call, FunctionEntity method, SourceModule module) {
    return made(call, method, module)
        .filter(layer -> startsAtRandom(layer, module))
        .map(
            layer ->
                slip(
                    Kind.NEW_WEIGHTS,
                    call,
                    CodeCalls.text(layer.callee(), module),
                    Optional.empty(),
                    Optional.of(layer),
                    module));
  }

  private static boolean startsAtRandom(Expr.Call layer, SourceModule module) {
    return CodeCalls.isCall(layer, Layers::startsAtRandom, module)
        || (CodeCalls.isCall(layer, Layers::isSequence, module)
            && layer.arguments().stream()
                .anyMatch(part -> CodeCalls.isCall(part, Layers::startsAtRandom, module)));
  }

  /** What makes the layer that a call runs, if the same method makes it and does nothing else. */
  static Optional<Expr.Call> made(Expr.Call call, FunctionEntity method, SourceModule module) {
    if (call.arguments().isEmpty()) {
      return Optional.empty();
    }
    Optional<Expr> maker =
        switch (call.callee()) {
          case Expr.Call inner -> Optional.of(inner);
          case Expr.Name name when isOnlyCalled(name, method, module) ->
              CodeCalls.onlyValue(name, module)
                  .filter(value -> module.tree().enclosingScope(value).equals(scope(method)));
          default -> Optional.empty();
        };
    return maker.filter(Expr.Call.class::isInstance).map(Expr.Call.class::cast);
  }

  private static Optional<Node> scope(FunctionEntity method) {
    return Optional.of(method.node());
  }

  /** Whether nobody can have given the layer other weights. */
  private static boolean isOnlyCalled(Expr.Name name, FunctionEntity method, SourceModule module) {
    return module.resolve(name) instanceof VariableEntity variable
        && !Tree.holds(
            method.node(),
            node ->
                node instanceof Expr.Name use
                    && use.name().equals(name.name())
                    && module.resolve(use).equals(variable)
                    && !isTarget(use, module)
                    && !isCallee(use, module));
  }

  private static boolean isTarget(Expr.Name use, SourceModule module) {
    return module
        .tree()
        .parent(use)
        .filter(p -> p instanceof Stmt.Assign assign && assign.value().id() != use.id())
        .isPresent();
  }

  private static boolean isCallee(Expr.Name use, SourceModule module) {
    return module
        .tree()
        .parent(use)
        .filter(p -> p instanceof Expr.Call call && call.callee().id() == use.id())
        .isPresent();
  }

  // --- sizes

  private static Stream<ModuleSlip> sizes(Expr.Call call, SourceModule module) {
    Optional<String> library = CodeCalls.library(call.callee(), module);
    return (library.isPresent() ? sizes(call, library.get()) : shape(call))
        .flatMap(size -> floatSize(call, size, module).stream());
  }

  private static Stream<Expr> sizes(Expr.Call call, String function) {
    List<String> names = SizeArguments.ofLayer(function);
    int count = SizeArguments.areAll(function) ? call.arguments().size() : names.size();
    return Stream.concat(
        call.arguments().stream().limit(count),
        names.stream().flatMap(name -> call.keyword(name).stream()));
  }

  /** The sizes that a method of a tensor is given. */
  private static Stream<Expr> shape(Expr.Call call) {
    return call.callee() instanceof Expr.Attribute method
            && SizeArguments.areShape(method.name())
            && call.arguments().size() > 1
        ? call.arguments().stream()
        : Stream.empty();
  }

  private static Optional<ModuleSlip> floatSize(Expr.Call call, Expr size, SourceModule module) {
    Expr value = CodeCalls.onlyValue(size, module).orElse(size);
    if (!isFloat(size, module)) {
      return Optional.empty();
    }
    boolean isWritten = value.id() == size.id();
    Optional<String> whole =
        value instanceof Expr.BinOp division
                && division.operator() == Expr.BinaryOperator.DIV
                && !isFloat(division.left(), module)
                && !isFloat(division.right(), module)
                && isWritten
            ? Optional.of(
                CodeCalls.text(division.left(), module)
                    + " // "
                    + CodeCalls.text(division.right(), module))
            : Optional.empty();
    return Optional.of(
        new ModuleSlip(
            Kind.FLOAT_SIZE,
            CodeCalls.text(call.callee(), module),
            CodeCalls.place(size, module),
            CodeCalls.text(size, module),
            whole,
            isWritten ? Optional.empty() : Optional.of(CodeCalls.place(value, module))));
  }

  /** Whether a value that is computed from numbers is surely not a whole one. */
  private static boolean isFloat(Expr value, SourceModule module) {
    return switch (value) {
      case Expr.BinOp computed ->
          switch (computed.operator()) {
            case DIV -> true;
            case ADD, SUB, MULT, FLOOR_DIV, MOD ->
                isFloat(computed.left(), module) || isFloat(computed.right(), module);
            default -> false;
          };
      case Expr.Name name ->
          CodeCalls.onlyValue(name, module)
              .filter(only -> only instanceof Expr.BinOp && only.end() < name.start())
              .filter(only -> isFloat(only, module))
              .isPresent();
      default -> false;
    };
  }

  private static ModuleSlip slip(
      Kind kind,
      Expr.Call at,
      String subject,
      Optional<String> rewrite,
      Optional<Expr.Call> other,
      SourceModule module) {
    return new ModuleSlip(
        kind,
        CodeCalls.text(at.callee(), module),
        CodeCalls.place(at, module),
        subject,
        rewrite,
        other.filter(o -> o.id() != at.callee().id()).map(node -> CodeCalls.place(node, module)));
  }
}
