package dev.tensorvet.reader.code;

import dev.tensorvet.facts.CheckpointLoad;
import dev.tensorvet.framework.Archives;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the calls of a file that read checkpoints. */
final class CheckpointLoads implements CodeReader<CheckpointLoad> {

  /** A word of any file that reads checkpoints, by whatever name it calls what reads them. */
  private static final String LOAD = "load";

  private final Requirements requirements;

  CheckpointLoads(Requirements requirements) {
    this.requirements = requirements;
  }

  @Override
  public Class<CheckpointLoad> kind() {
    return CheckpointLoad.class;
  }

  @Override
  public List<CheckpointLoad> read(SourceModule module) {
    if (module.isTest() || !module.file().words().mayHold(LOAD)) {
      return List.of();
    }
    List<Expr.Call> loads = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) -> {
          if (Archives.readsCheckpoint(name) && !call.arguments().isEmpty()) {
            loads.add(call);
          }
        });
    return loads.isEmpty() ? List.of() : loads(loads, module);
  }

  private List<CheckpointLoad> loads(List<Expr.Call> loads, SourceModule module) {
    Set<String> written = new HashSet<>();
    boolean[] asksForCard = {false};
    boolean[] placesAll = {false};
    CodeCalls.each(
        module,
        (call, name) -> {
          if (Processes.saves(name) && call.arguments().size() > 1) {
            written.add(CodeCalls.text(call.arguments().get(1), module));
            placesAll[0] |= CodeCalls.text(call, module).contains(".cpu()");
          } else if (Devices.asksForGpu(name)) {
            asksForCard[0] |= isAnswerKept(call, module.tree());
          } else if (Devices.setsDefault(name)) {
            placesAll[0] = true;
          }
        });
    return loads.stream()
        .map(load -> load(load, written, asksForCard[0] && !placesAll[0], module))
        .toList();
  }

  private CheckpointLoad load(
      Expr.Call load, Set<String> written, boolean mayLackCard, SourceModule module) {
    Optional<Expr> unrestricted =
        load.keyword(Archives.WEIGHTS_ONLY)
            .filter(
                flag ->
                    CodeCalls.is(Optional.of(flag), false)
                        || CodeCalls.is(CodeCalls.onlyValue(flag, module), false));
    Expr file = load.arguments().getFirst();
    boolean isBuffer =
        CodeCalls.isCall(file, Archives::isBuffer, module)
            || CodeCalls.onlyValue(file, module)
                .filter(value -> CodeCalls.isCall(value, Archives::isBuffer, module))
                .isPresent();
    boolean goesStraight = isGiven(load, module.tree());
    return new CheckpointLoad(
        CodeCalls.text(load.callee(), module),
        CodeCalls.place(load, module),
        unrestricted
            .or(() -> CodeCalls.argument(load, Archives.UNPICKLER))
            .map(value -> CodeCalls.place(value, module)),
        unrestricted.isPresent(),
        openBefore(load, module),
        isBuffer || (written.contains(CodeCalls.text(file, module)) && !isHandle(file, module)),
        CodeCalls.isOpen(load) || CodeCalls.argument(load, Archives.MAP_LOCATION).isPresent(),
        goesStraight || isGivenLater(load, module),
        goesStraight,
        mayLackCard && !asksForCard(load, module));
  }

  /** What the project asks for, if that has no other way to read what is read without a word. */
  private Optional<Requirements.Stated> openBefore(Expr.Call load, SourceModule module) {
    boolean isSaid =
        CodeCalls.isOpen(load)
            || load.keyword(Archives.WEIGHTS_ONLY).isPresent()
            || CodeCalls.argument(load, Archives.UNPICKLER).isPresent();
    return isSaid
        ? Optional.empty()
        : Optional.of(requirements.of(module, Archives.DISTRIBUTIONS))
            .filter(stated -> stated.range().isBefore(Archives.FIRST_RESTRICTED));
  }

  /** An open file says by its name nothing of where it is. */
  private static boolean isHandle(Expr file, SourceModule module) {
    return file instanceof Expr.Name name
        && module.resolve(name) instanceof VariableEntity variable
        && variable.binding().sites().stream()
            .anyMatch(site -> site.kind() == BindingSite.Kind.WITH);
  }

  /** Whether the answer decides on more than the next statements, so that the code goes on. */
  private static boolean isAnswerKept(Expr.Call question, Tree tree) {
    return CodeCalls.around(question, tree).stream()
        .anyMatch(
            node ->
                node instanceof Expr.IfExp
                    || node instanceof Stmt.Assign
                    || node instanceof Stmt.AnnAssign);
  }

  /** Whether the call stands under a question about the device. */
  private static boolean asksForCard(Expr.Call load, SourceModule module) {
    return CodeCalls.around(load, module.tree()).stream()
        .flatMap(
            node ->
                switch (node) {
                  case Stmt.If choice -> Optional.of(choice.test()).stream();
                  case Expr.IfExp choice -> Optional.of(choice.test()).stream();
                  default -> Optional.<Expr>empty().stream();
                })
        .anyMatch(test -> Devices.mayAskForGpu(CodeCalls.text(test, module)));
  }

  /** Whether what is read, or a part of it, is the argument of a method that takes a state. */
  private static boolean isGiven(Expr value, Tree tree) {
    Node part = value;
    Optional<Node> parent = tree.parent(part);
    while (parent.isPresent() && parent.get() instanceof Expr.Subscript item) {
      part = item;
      parent = tree.parent(part);
    }
    int id = part.id();
    return parent.isPresent()
        && parent.get() instanceof Expr.Call call
        && takesState(call)
        && call.arguments().stream().anyMatch(argument -> argument.id() == id);
  }

  private static boolean takesState(Expr.Call call) {
    return call.callee() instanceof Expr.Attribute method
        && TrainingMethod.LOAD_STATE.isNamed(method.name());
  }

  private static boolean isGivenLater(Expr.Call load, SourceModule module) {
    if (!(module.tree().parent(load).orElse(load) instanceof Stmt.Assign assign)
        || !(assign.targets().getFirst() instanceof Expr.Name name)
        || !(module.resolve(name) instanceof VariableEntity variable)) {
      return false;
    }
    return module
        .tree()
        .holds(
            node ->
                node instanceof Expr.Name use
                    && use.start() > load.end()
                    && use.name().equals(name.name())
                    && isGiven(use, module.tree())
                    && module.resolve(use).equals(variable));
  }
}
