package dev.tensorvet.reader.code;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Archives;
import dev.tensorvet.framework.Keras;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.reader.query.Mentions;
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
import java.util.stream.Stream;

/** Compares the checkpoints that a file writes with how it reads them. */
final class StateSlips implements CodeReader<StateSlip> {

  private final Mentions mentions;

  StateSlips(Mentions mentions) {
    this.mentions = mentions;
  }

  @Override
  public Class<StateSlip> kind() {
    return StateSlip.class;
  }

  @Override
  public List<StateSlip> read(SourceModule module) {
    if (module.isTest()) {
      return List.of();
    }
    List<StateSlip> found = new ArrayList<>(new Reader(module).read());
    found.addAll(new WrappedStates(module, mentions).read());
    return found;
  }

  /** A checkpoint of parts that are written out. */
  private record Written(Expr.Call call, String file, Set<String> parts) {}

  private static final class Reader {

    private final SourceModule module;
    private final List<Written> written = new ArrayList<>();
    private final List<Expr.Call> loads = new ArrayList<>();
    private final Set<String> openFiles = new HashSet<>();
    private final List<StateSlip> found = new ArrayList<>();

    Reader(SourceModule module) {
      this.module = module;
    }

    List<StateSlip> read() {
      CodeCalls.each(
          module,
          (call, name) -> {
            if (Processes.saves(name) && call.arguments().size() > 1) {
              save(call);
            } else if (Archives.readsCheckpoint(name) && !call.arguments().isEmpty()) {
              loads.add(call);
            } else if (Keras.runsCode(name)
                || (Keras.loadsModel(name) && CodeCalls.is(call.keyword(Keras.SAFE_MODE), false))) {
              found.add(
                  new StateSlip(
                      Kind.CODE_RUN,
                      CodeCalls.place(call, module),
                      text(call.callee()),
                      Optional.empty()));
            } else if (Archives.fetches(name)) {
              fetch(call);
            }
          });
      loads.forEach(this::load);
      CodeCalls.eachMember(module, this::loose);
      found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
      return found;
    }

    // --- putting in

    /** A state that need not fit, where nobody looks at what did not. */
    private void loose(Expr.Call load, Expr.Attribute method) {
      boolean isLoose =
          TrainingMethod.LOAD_STATE.isNamed(method.name())
              && CodeCalls.is(load.keyword(Archives.STRICT), false)
              && load.arguments().size() == 1
              && module.tree().parent(load).orElse(load) instanceof Stmt.ExprStmt;
      boolean isSecondTry =
          CodeCalls.around(load, module.tree()).stream()
              .anyMatch(node -> node instanceof Stmt.Try || node instanceof Node.ExceptHandler);
      if (isLoose && !isSecondTry && !isChosen(load.arguments().getFirst()) && !isOfPart(load)) {
        found.add(
            new StateSlip(
                Kind.GAPS_IGNORED,
                CodeCalls.place(load, module),
                text(method.value()),
                Optional.empty()));
      }
    }

    /** Whether the names around say that the state is a part, such as that of an adapter. */
    private boolean isOfPart(Expr.Call load) {
      return Archives.isOfPart(text(load))
          || Archives.isOfPart(module.file().path())
          || module
              .tree()
              .enclosingScope(load)
              .filter(s -> s instanceof Stmt.FunctionDef code && Archives.isOfPart(code.name()))
              .isPresent();
    }

    /** Whether the parts of a state were picked before: one by one, or by what the model has. */
    private boolean isChosen(Expr state) {
      return isPicked(state)
          || LastValues.of(state, module).filter(this::isPicked).isPresent()
          || (state instanceof Expr.Name name
              && module.resolve(name) instanceof VariableEntity variable
              && module.tree().holds(node -> picks(node, variable)));
    }

    /** A state that others published is of a model that they know, and not of this one. */
    private boolean isPicked(Expr state) {
      return state instanceof Expr.DictComp
          || CodeCalls.isCall(state, Layers::fetchesState, module)
          || (state instanceof Expr.Call call
              && call.arguments().stream()
                  .anyMatch(
                      argument -> Tree.holds(argument, node -> Layers.isState(memberName(node)))));
    }

    private static String memberName(Node node) {
      return node instanceof Expr.Attribute member ? member.name() : "";
    }

    /** {@code state[name] = x}, {@code del state[name]} or {@code state.pop(name)} */
    private boolean picks(Node node, VariableEntity variable) {
      return switch (node) {
        case Expr.Subscript item ->
            is(item.value(), variable) && LastValues.isTarget(item, module.tree());
        case Expr.Call call
            when call.callee() instanceof Expr.Attribute method && method.name().equals("pop") ->
            is(method.value(), variable);
        default -> false;
      };
    }

    private boolean is(Expr value, VariableEntity variable) {
      return value instanceof Expr.Name name
          && name.name().equals(variable.binding().name())
          && module.resolve(name).equals(variable);
    }

    // --- writing

    private void save(Expr.Call save) {
      Expr what = save.arguments().getFirst();
      String file = text(save.arguments().get(1));
      Optional<Set<String>> parts = parts(CodeCalls.onlyValue(what, module).orElse(what));
      if (parts.isPresent() && !isExtended(what)) {
        written.add(new Written(save, file, parts.get()));
      } else {
        openFiles.add(file);
      }
    }

    /** The keys of a dictionary, if each of them is written out. */
    private static Optional<Set<String>> parts(Expr value) {
      if (!(value instanceof Expr.Dict dict) || dict.items().isEmpty()) {
        return Optional.empty();
      }
      Set<String> keys = new HashSet<>();
      for (Node.DictItem item : dict.items()) {
        if (item.key().orElse(item.value()) instanceof Expr.StringLiteral key
            && item.key().isPresent()) {
          keys.add(key.value());
        } else {
          return Optional.empty();
        }
      }
      return Optional.of(keys);
    }

    /** Whether a variable gets more parts than it begins with, or is given away. */
    private boolean isExtended(Expr what) {
      if (!(what instanceof Expr.Name name)
          || !(module.resolve(name) instanceof VariableEntity variable)) {
        return !(what instanceof Expr.Dict);
      }
      return module
          .tree()
          .holds(
              node ->
                  node instanceof Expr.Name use
                      && use.name().equals(name.name())
                      && module.resolve(use).equals(variable)
                      && !(module.tree().parent(use).orElse(use) instanceof Stmt.Assign)
                      && !(module.tree().parent(use).orElse(use) instanceof Expr.Call call
                          && CodeCalls.isCall(call, Processes::saves, module)));
    }

    // --- reading

    private void load(Expr.Call load) {
      String file = text(load.arguments().getFirst());
      List<Written> same = written.stream().filter(each -> each.file().equals(file)).toList();
      if (same.isEmpty() || openFiles.contains(file)) {
        return;
      }
      Set<String> parts = new HashSet<>();
      same.forEach(each -> parts.addAll(each.parts()));
      Place at = CodeCalls.place(same.getFirst().call(), module);
      uses(load).forEach(use -> use(use, load, parts, at));
    }

    /** The mentions of what a call reads: itself, or those of the only variable that gets it. */
    private List<Expr> uses(Expr.Call load) {
      if (!(module.tree().parent(load).orElse(load) instanceof Stmt.Assign assign)) {
        return List.of(load);
      }
      List<Expr> uses = new ArrayList<>();
      if (assign.targets().getFirst() instanceof Expr.Name name
          && module.resolve(name) instanceof VariableEntity variable
          && variable.binding().sites().size() == 1) {
        module
            .tree()
            .walk(
                node -> {
                  if (node instanceof Expr.Name use
                      && use.name().equals(name.name())
                      && use.start() > load.end()
                      && module.resolve(use).equals(variable)) {
                    uses.add(use);
                  }
                });
      }
      return uses;
    }

    private void use(Expr use, Expr.Call load, Set<String> parts, Place writtenAt) {
      Node parent = module.tree().parent(use).orElse(use);
      if (parent instanceof Expr.Subscript item
          && item.value().id() == use.id()
          && item.index() instanceof Expr.StringLiteral key
          && !parts.contains(key.value())
          && !isAsked(item)) {
        found.add(
            new StateSlip(
                Kind.PART_MISSING,
                CodeCalls.place(item, module),
                key.value(),
                Optional.of(writtenAt)));
      } else if (parent instanceof Expr.Call call
          && call.callee() instanceof Expr.Attribute method
          && TrainingMethod.LOAD_STATE.isNamed(method.name())
          && call.arguments().getFirst().id() == use.id()
          && !isAsked(use, load)) {
        found.add(
            new StateSlip(
                Kind.WHOLE_TAKEN,
                CodeCalls.place(use, module),
                text(method.value()),
                Optional.of(writtenAt)));
      }
    }

    private boolean isAsked(Expr.Subscript item) {
      return questions(item).findAny().isPresent();
    }

    /** Whether what is read is asked for its form before it is used so. */
    private boolean isAsked(Expr use, Expr.Call load) {
      return questions(use).anyMatch(node -> node.start() > load.end() || node.end() < load.end());
    }

    private Stream<Node> questions(Expr use) {
      return CodeCalls.around(use, module.tree()).stream()
          .filter(
              node ->
                  node instanceof Stmt.If
                      || node instanceof Expr.IfExp
                      || node instanceof Stmt.Try);
    }

    private void fetch(Expr.Call fetch) {
      fetch.arguments().stream()
          .map(address -> CodeCalls.onlyValue(address, module).orElse(address))
          .filter(
              address ->
                  address instanceof Expr.StringLiteral text
                      && Archives.isOpenAddress(text.value()))
          .findFirst()
          .ifPresent(
              address ->
                  found.add(
                      new StateSlip(
                          Kind.OPEN_CONNECTION,
                          CodeCalls.place(fetch, module),
                          text(fetch.callee()),
                          Optional.empty())));
    }

    private String text(Node node) {
      return CodeCalls.text(node, module);
    }
  }
}
