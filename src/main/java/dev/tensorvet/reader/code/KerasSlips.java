package dev.tensorvet.reader.code;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Keras;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a file's code for Keras or TensorFlow does that it does not look like. */
final class KerasSlips implements CodeReader<KerasSlip> {

  @Override
  public Class<KerasSlip> kind() {
    return KerasSlip.class;
  }

  @Override
  public List<KerasSlip> read(SourceModule module) {
    List<KerasSlip> found = new ArrayList<>();
    if (!module.isTest() && Keras.mayUse(module.file().text())) {
      found.addAll(new KerasModels(module).read());
      found.addAll(new KerasTraining(module).read());
      found.addAll(new KerasMetrics(module).read());
      found.addAll(new DatasetChains(module).read());
      found.addAll(new GradientTapes(module).read());
      compiled(module, found);
      trainedInEvaluation(module, found);
      subclasses(module, found);
      found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
    }
    return found;
  }

  // --- functions that are compiled

  private static void compiled(SourceModule module, List<KerasSlip> found) {
    for (FunctionEntity function : module.functions()) {
      if (function.node() instanceof Stmt.FunctionDef code
          && code.decorators().stream()
              .map(d -> d instanceof Expr.Call call ? call.callee() : d)
              .anyMatch(d -> CodeCalls.library(d, module).filter(Keras::compiles).isPresent())) {
        inside(function, code, module, found);
        retraced(function, module, found);
      }
    }
  }

  /** A compiled function that is given the number of the turn, for each of which it is compiled. */
  private static void retraced(
      FunctionEntity function, SourceModule module, List<KerasSlip> found) {
    CodeCalls.eachOwn(
        module,
        function,
        call ->
            call.arguments().stream()
                .filter(argument -> isCounter(argument, call, module))
                .findFirst()
                .ifPresent(
                    argument ->
                        found.add(
                            slip(
                                Kind.RETRACED,
                                argument,
                                CodeCalls.text(argument, module),
                                module))));
  }

  private static boolean isCounter(Expr argument, Expr.Call call, SourceModule module) {
    return argument instanceof Expr.Name name
        && CodeCalls.innermostLoop(call, module.tree())
            .filter(
                loop ->
                    loop instanceof Stmt.For each
                        && each.target() instanceof Expr.Name turn
                        && turn.name().equals(name.name())
                        && CodeCalls.isCall(each.iterable(), PythonFunctions::counts, module))
            .isPresent();
  }

  // --- classes of the project

  /** A class whose constructor sets attributes and never runs that of the class above. */
  private static void subclasses(SourceModule module, List<KerasSlip> found) {
    for (ClassEntity type : module.classes()) {
      boolean isDirect =
          type.bases().stream()
              .allMatch(
                  base ->
                      base instanceof LibraryEntity library
                          && Keras.isBase(library.qualifiedName()));
      if (type.bases().isEmpty() || !isDirect) {
        continue;
      }
      for (FunctionEntity method : type.methods()) {
        if (method.name().equals("__init__")
            && method.node() instanceof Stmt.FunctionDef code
            && code.decorators().isEmpty()
            && setsAttribute(code, method)
            && !mentionsConstructor(code)) {
          int start = code.nameStart();
          found.add(
              new KerasSlip(
                  Kind.NOT_INITIALISED,
                  new Place(module.file(), new Span(start, start + code.name().length())),
                  type.name(),
                  Optional.empty(),
                  Optional.empty()));
        }
      }
    }
  }

  private static boolean setsAttribute(Stmt.FunctionDef code, FunctionEntity method) {
    return Tree.holds(
        code,
        node ->
            node instanceof Stmt.Assign assign
                && assign.targets().getFirst() instanceof Expr.Attribute attribute
                && attribute.value() instanceof Expr.Name self
                && method.selfName().filter(self.name()::equals).isPresent());
  }

  private static boolean mentionsConstructor(Stmt.FunctionDef code) {
    return code.body().stream()
        .anyMatch(
            statement ->
                Tree.holds(
                    statement,
                    node ->
                        (node instanceof Expr.Attribute member && member.name().equals("__init__"))
                            || (node instanceof Expr.Name name && name.name().equals("super"))));
  }

  private static void inside(
      FunctionEntity function, Stmt.FunctionDef code, SourceModule module, List<KerasSlip> found) {
    Set<String> arguments = new HashSet<>();
    function.parameters().all().forEach(parameter -> arguments.add(parameter.name()));
    function.selfName().ifPresent(arguments::remove);
    for (TracedCode.Slip slip : new TracedCode(function, arguments).slips()) {
      kind(slip.kind())
          .ifPresent(
              kind ->
                  found.add(
                      new KerasSlip(
                          kind,
                          CodeCalls.place(slip.node(), module),
                          slip.subject(),
                          Optional.empty(),
                          Optional.empty())));
    }
    Tree.walkWhere(
        code,
        node -> {
          if (node instanceof Expr.Call call
              && CodeCalls.isCall(call, Keras::makesVariable, module)) {
            found.add(slip(Kind.MAKES_VARIABLE, call, function.name(), module));
          }
          return !(node instanceof Stmt.If);
        });
  }

  /** The compiler of TensorFlow follows decisions itself, and lets methods keep what they like. */
  private static Optional<Kind> kind(TracedCode.Kind kind) {
    return switch (kind) {
      case PRINTS -> Optional.of(Kind.PRINTS_TENSOR);
      case CHANGES_OUTSIDE -> Optional.of(Kind.CHANGES_OUTSIDE);
      case READS_ONCE -> Optional.of(Kind.READS_ONCE);
      case KEEPS, NEEDS_NUMBER -> Optional.empty();
    };
  }

  // --- models that are called to be trained

  /** A model with layers that have two modes, called under a tape and not told that it trains. */
  private static void trainedInEvaluation(SourceModule module, List<KerasSlip> found) {
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call
                  && call.callee() instanceof Expr.Name model
                  && call.keyword(Keras.TRAINING).isEmpty()
                  && call.arguments().size() == 1
                  && !CodeCalls.isOpen(call)
                  && isUnderTape(call, model, module)
                  && KerasStack.of(model, module)
                      .filter(s -> s.layers().stream().anyMatch(l -> Keras.isModal(l.type())))
                      .isPresent()) {
                found.add(slip(Kind.NOT_IN_TRAINING, call, model.name(), module));
              }
            });
  }

  /** Whether a call is recorded by a tape of which the gradient of the model itself is asked. */
  private static boolean isUnderTape(Expr.Call call, Expr.Name model, SourceModule module) {
    Optional<Node> tape =
        CodeCalls.around(call, module.tree()).stream()
            .filter(
                node ->
                    node instanceof Stmt.With with
                        && with.items().stream()
                            .anyMatch(i -> CodeCalls.isCall(i.context(), Keras::isTape, module)))
            .findFirst();
    return tape.isPresent()
        && Tree.holds(
            LastValues.scopeOfCode(call, module).node(),
            node ->
                node instanceof Expr.Attribute variables
                    && Keras.holdsVariables(variables.name())
                    && variables.value() instanceof Expr.Name owner
                    && owner.name().equals(model.name()));
  }

  private static KerasSlip slip(Kind kind, Node at, String subject, SourceModule module) {
    return new KerasSlip(
        kind, CodeCalls.place(at, module), subject, Optional.empty(), Optional.empty());
  }
}
