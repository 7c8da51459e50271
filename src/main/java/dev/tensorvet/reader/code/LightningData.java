package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LightningSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.framework.Role;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the hooks of a module or a data module by which data comes to a training. */
final class LightningData {

  private final SourceModule module;
  private final Frameworks frameworks;
  private final ClassEntity type;
  private final List<Stmt.FunctionDef> methods;
  private final LightningNotes notes;

  LightningData(
      SourceModule module, Frameworks frameworks, ClassEntity type, LightningNotes notes) {
    this.module = module;
    this.frameworks = frameworks;
    this.type = type;
    this.methods = LightningClass.definitions(type);
    this.notes = notes;
  }

  void read() {
    prepared();
    splits();
    methods.stream()
        .filter(method -> LightningApi.isToldStage(method.name()) && takesNothing(method))
        .forEach(method -> notes.add(Kind.STAGE_NOT_TAKEN, method, method.name()));
    for (Stmt.FunctionDef method : methods) {
      if (LightningApi.isEvaluationLoader(method.name())) {
        Tree.walk(method, node -> shuffled(node, method));
      }
    }
  }

  /** Whether a method takes itself alone. */
  private static boolean takesNothing(Stmt.FunctionDef method) {
    return method.parameters().all().size() == 1
        && method.parameters().positional().size() == 1
        && method.decorators().isEmpty();
  }

  // --- what only one process has

  private void prepared() {
    boolean isCalled =
        methods.stream()
            .anyMatch(
                m ->
                    Tree.holds(
                        m,
                        n ->
                            n instanceof Expr.Call call
                                && LightningClass.isOwn(call.callee(), LightningApi.PREPARE)));
    if (isCalled) {
      return;
    }
    for (String member : type.attributeNames()) {
      List<AttributeSite> sites = type.attributeSites(member);
      Optional<AttributeSite> here =
          sites.stream().filter(s -> isIn(s, LightningApi.PREPARE)).findFirst();
      boolean isSetByAll =
          sites.stream()
              .anyMatch(
                  s ->
                      s.method().isPresent()
                          && !isIn(s, LightningApi.PREPARE)
                          && !isIn(s, "__init__"));
      here.filter(site -> !isSetByAll && !isMadeOfItself(site, member))
          .flatMap(site -> reader(member).map(read -> new Use(site, read)))
          .ifPresent(
              use ->
                  notes.add(
                      Kind.STATE_PREPARED,
                      use.site().node(),
                      "self." + member,
                      "",
                      Optional.of(notes.place(use.read())),
                      Certainty.PROVEN));
    }
  }

  private record Use(AttributeSite site, Node read) {}

  /** {@code self.path = Path(self.path)}: the other processes have it as it was before. */
  private static boolean isMadeOfItself(AttributeSite site, String member) {
    return site.value()
        .filter(
            value ->
                Tree.holds(
                    value,
                    node ->
                        node instanceof Expr.Attribute part && LightningClass.isOwn(part, member)))
        .isPresent();
  }

  private static boolean isIn(AttributeSite site, String method) {
    return site.method().filter(m -> m.name().equals(method)).isPresent();
  }

  /** Where a method that runs in all processes reads a member. */
  private Optional<Node> reader(String member) {
    Node[] found = new Node[1];
    for (Stmt.FunctionDef method : methods) {
      if (!method.name().equals(LightningApi.PREPARE) && !method.name().equals("__init__")) {
        Tree.walk(
            method,
            node -> {
              if (found[0] == null
                  && node instanceof Expr.Attribute read
                  && LightningClass.isOwn(read, member)) {
                found[0] = node;
              }
            });
      }
    }
    return Optional.ofNullable(found[0]);
  }

  // --- splits

  private void splits() {
    List<Expr.Call> inLoaders = new ArrayList<>();
    for (Stmt.FunctionDef method : methods) {
      boolean isLoader =
          method.name().equals(LightningApi.TRAIN_LOADER)
              || LightningApi.isEvaluationLoader(method.name());
      boolean isSetup = method.name().equals(LightningApi.SETUP);
      if ((!isLoader && !isSetup) || LightningApi.maySeed(notes.text(method))) {
        continue;
      }
      Optional<Expr.Call> split = unseededSplit(method);
      if (isLoader) {
        split.ifPresent(inLoaders::add);
      } else {
        split.filter(call -> givesTest(call, method)).ifPresent(this::splitAgain);
      }
    }
    if (inLoaders.size() > 1) {
      inLoaders.stream().skip(1).forEach(this::splitAgain);
    }
  }

  private void splitAgain(Expr.Call split) {
    notes.add(
        Kind.SPLIT_AGAIN,
        split,
        notes.text(split.callee()),
        module.tree().enclosingScope(split).map(this::name).orElse(LightningApi.SETUP),
        Optional.empty(),
        Certainty.LIKELY);
  }

  private String name(Node scope) {
    return scope instanceof Stmt.FunctionDef def ? def.name() : LightningApi.SETUP;
  }

  private Optional<Expr.Call> unseededSplit(Stmt.FunctionDef method) {
    List<Expr.Call> found = new ArrayList<>();
    Tree.walk(
        method,
        node -> {
          if (node instanceof Expr.Call call
              && CodeCalls.isCall(call, LightningApi::splitsAtRandom, module)
              && !CodeCalls.isOpen(call)
              && CodeCalls.argument(call, LightningApi.SPLIT_GENERATOR).isEmpty()) {
            found.add(call);
          }
        });
    return found.stream().findFirst();
  }

  /** Whether a split is made at each call of the method, and part of it is kept for the test. */
  private boolean givesTest(Expr.Call split, Stmt.FunctionDef setup) {
    return type.lookup(LightningApi.TEST_LOADER) instanceof MethodLookup.Found
        && module.tree().statement(split).orElse(setup) instanceof Stmt.Assign assign
        && setup.body().stream().anyMatch(s -> s.id() == assign.id())
        && assign.targets().stream().anyMatch(t -> notes.text(t).contains("test"));
  }

  // --- order

  private void shuffled(Node node, Stmt.FunctionDef method) {
    if (node instanceof Expr.Call call
        && CodeCalls.isCall(
            call, name -> frameworks.role(name).filter(r -> r == Role.LOADER).isPresent(), module)
        && CodeCalls.is(CodeCalls.argument(call, DataLoading.SHUFFLE), true)) {
      notes.add(
          Kind.EVALUATION_SHUFFLED,
          CodeCalls.argument(call, DataLoading.SHUFFLE).orElse(call),
          method.name());
    }
  }
}
