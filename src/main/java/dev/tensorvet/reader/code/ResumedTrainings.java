package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ResumedTraining;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Archives;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the trainings of a file that go on from a checkpoint without the optimizer's state. */
final class ResumedTrainings implements CodeReader<ResumedTraining> {

  /** What a checkpoint calls the place at which training stopped. */
  private static final Pattern PROGRESS =
      Pattern.compile("(?i)(?:\\w+_)?(?:epochs?|iter(?:ation)?s?|steps?)(?:_\\w+)?");

  /** What a checkpoint, or code, calls the state of an optimizer. */
  private static final Pattern OPTIMIZER = Pattern.compile("(?i).*(?:opt|adam|sgd|solver|train).*");

  @Override
  public Class<ResumedTraining> kind() {
    return ResumedTraining.class;
  }

  @Override
  public List<ResumedTraining> read(SourceModule module) {
    String text = module.file().text();
    boolean mayResume =
        text.contains("load(") && text.contains("epoch") && Optimizers.mayOptimize(text);
    return mayResume && !module.isTest() ? new Reader(module).read() : List.of();
  }

  private static final class Reader {

    private final SourceModule module;
    private final List<Expr.Call> loads = new ArrayList<>();
    private final List<Expr.Call> optimizers = new ArrayList<>();

    Reader(SourceModule module) {
      this.module = module;
    }

    List<ResumedTraining> read() {
      CodeCalls.each(
          module,
          (call, name) -> {
            if (Archives.readsCheckpoint(name)) {
              loads.add(call);
            } else if (Optimizers.isOptimizer(name) && keepsState(call, name)) {
              optimizers.add(call);
            }
          });
      return loads.isEmpty() || optimizers.isEmpty() || restores()
          ? List.of()
          : loads.stream().flatMap(load -> resumed(load).stream()).toList();
    }

    private static boolean keepsState(Expr.Call call, String name) {
      return Optimizers.alwaysKeepsState(name)
          || CodeCalls.argument(call, Optimizers.MOMENTUM).isPresent();
    }

    /** Whether something of the file may get the state of an optimizer. */
    private boolean restores() {
      return module
          .tree()
          .holds(
              node ->
                  node instanceof Expr.Call call
                      && call.callee() instanceof Expr.Attribute method
                      && TrainingMethod.LOAD_STATE.isNamed(method.name())
                      && (mayBeOptimizer(method.value())
                          || call.arguments().stream().anyMatch(Reader::isOptimizerKey)));
    }

    private boolean mayBeOptimizer(Expr receiver) {
      return OPTIMIZER.matcher(CodeCalls.text(receiver, module).replace('\n', ' ')).matches();
    }

    private static boolean isOptimizerKey(Expr given) {
      return Tree.holds(
          given,
          node ->
              node instanceof Expr.StringLiteral key && OPTIMIZER.matcher(key.value()).matches());
    }

    private Optional<ResumedTraining> resumed(Expr.Call load) {
      List<Expr> uses = uses(load);
      Optional<Expr> epoch = uses.stream().filter(this::isResumed).findFirst();
      Optional<Expr> state = uses.stream().filter(this::isGivenToModel).findFirst();
      boolean isSeenWhole =
          !uses.isEmpty()
              && uses.stream().allMatch(this::isPlain)
              && uses.stream()
                  .flatMap(use -> key(use).stream())
                  .noneMatch(key -> OPTIMIZER.matcher(key).matches());
      return isSeenWhole && epoch.isPresent() && state.isPresent()
          ? Optional.of(
              new ResumedTraining(
                  CodeCalls.place(statement(state.get()), module),
                  CodeCalls.place(statement(epoch.get()), module),
                  CodeCalls.place(optimizers.getFirst(), module),
                  savedAt()))
          : Optional.empty();
    }

    /** The mentions of the variable that gets what a call reads. */
    private List<Expr> uses(Expr.Call load) {
      List<Expr> uses = new ArrayList<>();
      if (module.tree().parent(load).orElse(load) instanceof Stmt.Assign assign
          && assign.targets().getFirst() instanceof Expr.Name name
          && module.resolve(name) instanceof VariableEntity variable) {
        module
            .tree()
            .walk(
                node -> {
                  if (node instanceof Expr.Name use
                      && use.name().equals(name.name())
                      && !(module.tree().parent(use).orElse(use) instanceof Stmt.Assign)
                      && module.resolve(use).equals(variable)) {
                    uses.add(use);
                  }
                });
      }
      return uses;
    }

    /** The part of the checkpoint that a mention takes. */
    private Optional<String> key(Expr use) {
      Node parent = module.tree().parent(use).orElse(use);
      if (parent instanceof Expr.Subscript item
          && item.value().id() == use.id()
          && item.index() instanceof Expr.StringLiteral key) {
        return Optional.of(key.value());
      }
      return call(parent)
          .filter(call -> !call.arguments().isEmpty())
          .map(call -> call.arguments().getFirst())
          .filter(Expr.StringLiteral.class::isInstance)
          .map(first -> ((Expr.StringLiteral) first).value());
    }

    /** The call of a method of which a node is the callee. */
    private Optional<Expr.Call> call(Node callee) {
      return callee instanceof Expr.Attribute
              && module.tree().parent(callee).orElse(callee) instanceof Expr.Call call
              && call.callee().id() == callee.id()
          ? Optional.of(call)
          : Optional.empty();
    }

    /** Whether a mention takes a named part, asks for one, or is given to the model as a whole. */
    private boolean isPlain(Expr use) {
      Node parent = module.tree().parent(use).orElse(use);
      return key(use).isPresent()
          || parent instanceof Expr.Compare
          || parent instanceof Stmt.Delete
          || isGivenToModel(use);
    }

    private boolean isGivenToModel(Expr use) {
      return CodeCalls.around(use, module.tree()).stream()
          .takeWhile(node -> !(node instanceof Stmt))
          .anyMatch(
              node ->
                  node instanceof Expr.Call call
                      && call.callee() instanceof Expr.Attribute method
                      && TrainingMethod.LOAD_STATE.isNamed(method.name()));
    }

    // --- where training goes on

    /** Whether a mention takes the epoch, and a loop begins with it. */
    private boolean isResumed(Expr use) {
      return key(use).filter(key -> PROGRESS.matcher(key).matches()).isPresent()
          && statement(use) instanceof Stmt.Assign assign
          && assign.targets().size() == 1
          && beginsLoop(CodeCalls.text(assign.targets().getFirst(), module));
    }

    private boolean beginsLoop(String counter) {
      return module
          .tree()
          .holds(
              node ->
                  node instanceof Stmt.For loop
                      && loop.iterable() instanceof Expr.Call range
                      && CodeCalls.isCall(range, PythonFunctions::counts, module)
                      && range.arguments().size() > 1
                      && CodeCalls.text(range.arguments().getFirst(), module).startsWith(counter));
    }

    private Stmt statement(Expr use) {
      return module.tree().statement(use).orElseThrow();
    }

    /** Where the file takes the state of an optimizer, which can only be to save it. */
    private Optional<Place> savedAt() {
      List<Expr> states = new ArrayList<>();
      CodeCalls.eachMember(
          module,
          (call, method) -> {
            if (Layers.givesState(method.name()) && mayBeOptimizer(method.value())) {
              states.add(call);
            }
          });
      return states.stream().findFirst().map(state -> CodeCalls.place(state, module));
    }
  }
}
