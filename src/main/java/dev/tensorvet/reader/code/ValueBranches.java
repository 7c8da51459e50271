package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ValueBranch;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Formulas;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the models of a file that decide by values, and are compiled, traced or exported. */
final class ValueBranches implements CodeReader<ValueBranch> {

  /** How many classes are looked through for one that a program is made of. */
  private static final int MOST_CLASSES = 64;

  /** What makes a program, and in which file. */
  private record Making(Expr.Call call, SourceModule module) {}

  @Override
  public Class<ValueBranch> kind() {
    return ValueBranch.class;
  }

  @Override
  public List<ValueBranch> read(SourceModule module) {
    List<ValueBranch> found = new ArrayList<>();
    if (Layers.mayBeUsed(module.file().text()) && !module.isTest()) {
      for (ClassEntity type : module.classes()) {
        if (Layers.isModule(type)) {
          List<Expr> tests = tests(type, module);
          if (!tests.isEmpty()) {
            making(type)
                .ifPresent(
                    making -> tests.forEach(test -> found.add(branch(test, making, module))));
          }
        }
      }
    }
    return found;
  }

  private static ValueBranch branch(Expr test, Making making, SourceModule module) {
    return new ValueBranch(
        CodeCalls.place(test, module),
        CodeCalls.text(test, module),
        CodeCalls.place(making.call(), making.module()),
        CodeCalls.isCall(making.call(), Effects::recordsProgram, making.module()));
  }

  // --- what is decided

  /** What a forward pass decides by that are values of tensors. */
  private static List<Expr> tests(ClassEntity type, SourceModule module) {
    List<Expr> tests = new ArrayList<>();
    Set<String> computing = Computing.methods(type);
    for (FunctionEntity method : type.methods()) {
      if (computing.contains(method.name())) {
        Tree.walk(
            method.node(),
            node -> {
              test(node)
                  .filter(test -> asksValue(test, module) && !isForOtherRuns(test, module))
                  .ifPresent(tests::add);
            });
      }
    }
    return tests;
  }

  private static Optional<Expr> test(Node node) {
    return switch (node) {
      case Stmt.If choice when !onlyComplains(choice) -> Optional.of(choice.test());
      case Stmt.While loop -> Optional.of(loop.test());
      case Expr.IfExp either -> Optional.of(either.test());
      default -> Optional.empty();
    };
  }

  /** Whether nothing that is computed hangs on a branch: it raises an error, or prints. */
  private static boolean onlyComplains(Stmt.If choice) {
    return choice.orElse().isEmpty()
        && choice.body().stream()
            .allMatch(
                statement ->
                    statement instanceof Stmt.Raise
                        || statement instanceof Stmt.Assert
                        || statement instanceof Stmt.Pass
                        || statement instanceof Stmt.ExprStmt);
  }

  private static boolean asksValue(Expr test, SourceModule module) {
    return Tree.holds(test, node -> node instanceof Expr.Call call && givesValue(call, module));
  }

  /** Whether a call gives one number, or yes or no, of all elements of a tensor. */
  private static boolean givesValue(Expr.Call call, SourceModule module) {
    Optional<String> function = CodeCalls.library(call.callee(), module);
    return function.isPresent()
        ? Formulas.asksElements(function.get())
        : call.callee() instanceof Expr.Attribute method
            && call.arguments().isEmpty()
            && call.keywords().isEmpty()
            && Formulas.asksElementsAsMethod(method.name())
            && CodeCalls.library(method.value(), module).isEmpty();
  }

  /** Whether code is not for the program that is made, or only for training. */
  private static boolean isForOtherRuns(Expr test, SourceModule module) {
    return asksOfRun(test, module)
        || CodeCalls.around(test, module.tree()).stream()
            .anyMatch(
                around ->
                    (around instanceof Stmt.If choice && asksOfRun(choice.test(), module))
                        || (around instanceof Expr.IfExp either
                            && asksOfRun(either.test(), module)));
  }

  private static boolean asksOfRun(Expr test, SourceModule module) {
    return Effects.mayAskOfRun(CodeCalls.text(test, module));
  }

  // --- what a program is made of

  /**
   * Where an object of a class, or what holds one, is made a program: in its file or in another.
   */
  private static Optional<Making> making(ClassEntity type) {
    Set<SourceModule> files = new LinkedHashSet<>(List.of(type.module()));
    Effects.programMakers().forEach(word -> files.addAll(type.module().othersWith(word)));
    return files.stream()
        .filter(file -> Effects.mayTakeProgram(file.file().text()) && !file.isTest())
        .flatMap(file -> makings(type, file).stream())
        .findFirst();
  }

  private static List<Making> makings(ClassEntity type, SourceModule file) {
    List<Making> found = new ArrayList<>();
    CodeCalls.each(
        file,
        (call, name) -> {
          if (Effects.takesProgram(name)
              && !call.arguments().isEmpty()
              && LastValues.maker(call.arguments().getFirst(), file)
                  .filter(made -> isOrHolds(file.resolve(made.callee()), type, new HashSet<>()))
                  .isPresent()) {
            found.add(new Making(call, file));
          }
        });
    return found;
  }

  /** Whether something is a class, or a model whose code makes objects of it, by whatever way. */
  private static boolean isOrHolds(Entity whole, ClassEntity part, Set<Entity> seen) {
    return whole.equals(part)
        || (whole instanceof ClassEntity type
            && Layers.isModule(type)
            && seen.size() < MOST_CLASSES
            && seen.add(type)
            && Tree.holds(
                type.node(),
                node ->
                    node instanceof Expr.Call call
                        && isOrHolds(type.module().resolve(call.callee()), part, seen)));
  }
}
