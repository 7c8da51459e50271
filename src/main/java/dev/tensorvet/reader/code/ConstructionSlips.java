package dev.tensorvet.reader.code;

import dev.tensorvet.facts.BaseInit;
import dev.tensorvet.facts.StructureSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.ModuleApi;
import dev.tensorvet.framework.Role;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what a model's constructor does with its bases and layers that cannot be meant. */
final class ConstructionSlips {

  /** Calls that take an object and read none of its members. */
  private static final Set<String> BLIND = Set.of("super", "isinstance", "type", "id");

  private final ClassEntity type;
  private final SourceModule module;
  private final StructureNotes notes;

  ConstructionSlips(ClassEntity type, StructureNotes notes) {
    this.type = type;
    this.module = type.module();
    this.notes = notes;
  }

  void read() {
    type.methods().forEach(this::defaults);
    Optional<FunctionEntity> init = type.ownMethod(Computing.INIT);
    if (init.isPresent()
        && init.get().node() instanceof Stmt.FunctionDef def
        && init.get().selfName().isPresent()) {
      String self = init.get().selfName().get();
      keptTooEarly(def, self);
      baseNeedsMore(def);
      overwritten(def, self);
    }
  }

  // --- layers as defaults

  /** A default is made once, when the class is. */
  private void defaults(FunctionEntity method) {
    for (Node.Parameter parameter : method.parameters().all()) {
      parameter
          .defaultValue()
          .filter(value -> notes.values().isWeighted(value, module, Optional.empty()))
          .ifPresent(
              value ->
                  notes.note(Kind.LAYER_AS_DEFAULT, value, notes.text(value), parameter.name()));
    }
  }

  // --- the bases

  private void keptTooEarly(Stmt.FunctionDef init, String self) {
    Optional<Stmt> base = BaseInit.first(type.node(), init);
    if (base.isEmpty() || type.lookup("__setattr__") instanceof MethodLookup.Found) {
      return;
    }
    init.body().stream()
        .filter(statement -> statement.end() <= base.get().start())
        .flatMap(statement -> keeps(statement, self))
        .findFirst()
        .ifPresent(
            kept ->
                notes.note(
                    Kind.KEPT_TOO_EARLY,
                    kept,
                    notes.text(kept),
                    type.name(),
                    Certainty.PROVEN,
                    base,
                    moved(base.get(), kept, init)));
  }

  /** Moves the line of the base before what is kept, if all of it is one statement of the body. */
  private List<TextEdit> moved(Stmt base, Node kept, Stmt.FunctionDef init) {
    boolean isPlain =
        base instanceof Stmt.ExprStmt line
            && line.value() instanceof Expr.Call call
            && call.arguments().isEmpty()
            && call.keywords().isEmpty()
            && isOfSuper(call);
    Optional<Stmt> before = module.tree().statement(kept).filter(init.body()::contains);
    if (!isPlain || before.isEmpty()) {
      return List.of();
    }
    LineTable lines = module.file().lines();
    int start = lines.start(lines.line(base.start()));
    Span line = new Span(start, lines.end(lines.line(base.end())));
    String text = module.file().text(line);
    int target = lines.start(lines.line(before.get().start()));
    return text.strip().equals(notes.text(base)) && text.endsWith("\n")
        ? List.of(new TextEdit(new Span(target, target), text), new TextEdit(line, ""))
        : List.of();
  }

  /** What keeps a layer, a parameter or a buffer, below a statement. */
  private Stream<Node> keeps(Stmt statement, String self) {
    Stream.Builder<Node> kept = Stream.builder();
    Tree.walkWhere(
        statement,
        node -> {
          switch (node) {
            case Stmt.Assign assign
                when assign.targets().size() == 1
                    && StructureNotes.member(assign.targets().getFirst(), Optional.of(self))
                        .isPresent()
                    && isRegistered(assign.value()) ->
                kept.add(assign.targets().getFirst());
            case Expr.Call call
                when StructureNotes.member(call.callee(), Optional.of(self))
                    .filter(ModuleApi::registers)
                    .isPresent() ->
                kept.add(call.callee());
            default -> {}
          }
          return !(node instanceof Stmt.FunctionDef) && !(node instanceof Expr.Lambda);
        });
    return kept.build();
  }

  private boolean isRegistered(Expr value) {
    return notes.values().isLayer(value, module, Optional.of(type))
        || CodeCalls.isCall(value, Layers::isParameter, module);
  }

  private void baseNeedsMore(Stmt.FunctionDef init) {
    if (!type.mro().isComplete()
        || !(type.lookupAfter(type, Computing.INIT) instanceof MethodLookup.Found base)
        || !base.function().decorators().isEmpty()) {
      return;
    }
    Tree.walk(
        init,
        node -> {
          if (node instanceof Expr.Call call && isOfSuper(call) && !CodeCalls.isOpen(call)) {
            missing(call, base.function())
                .ifPresent(
                    name ->
                        notes.note(
                            Kind.BASE_NEEDS_MORE,
                            call,
                            name,
                            base.function().owner().map(ClassEntity::name).orElse(""),
                            type.node().bases().size() == 1 ? Certainty.PROVEN : Certainty.LIKELY,
                            base.function().module().equals(module)
                                ? Optional.of(base.function().node())
                                : Optional.empty(),
                            List.of()));
          }
        });
  }

  /** {@code super().__init__(...)}, or the older {@code super(C, self).__init__(...)}. */
  private boolean isOfSuper(Expr.Call call) {
    return call.callee() instanceof Expr.Attribute method
        && method.name().equals(Computing.INIT)
        && method.value() instanceof Expr.Call above
        && above.callee() instanceof Expr.Name name
        && name.name().equals("super")
        && (above.arguments().isEmpty()
            || (above.arguments().getFirst() instanceof Expr.Name of
                && module.resolve(of) == type));
  }

  /** The first parameter without a default that a call gives nothing for. */
  private static Optional<String> missing(Expr.Call call, FunctionEntity base) {
    List<Node.Parameter> positional = base.parameters().positional();
    Stream<Node.Parameter> unfilled = positional.stream().skip(1L + call.arguments().size());
    Stream<Node.Parameter> byName =
        base.parameters().all().stream().filter(p -> p.kind() == Node.ParameterKind.KEYWORD_ONLY);
    return Stream.concat(unfilled, byName)
        .filter(p -> p.defaultValue().isEmpty() && call.keyword(p.name()).isEmpty())
        .map(Node.Parameter::name)
        .findFirst();
  }

  // --- layers that are replaced

  private void overwritten(Stmt.FunctionDef init, String self) {
    Map<String, Stmt.Assign> unused = new HashMap<>();
    for (Stmt statement : init.body()) {
      forgetUsed(statement, self, unused);
      if (statement instanceof Stmt.Assign assign && assign.targets().size() == 1) {
        StructureNotes.member(assign.targets().getFirst(), Optional.of(self))
            .filter(name -> notes.values().isLayer(assign.value(), module, Optional.of(type)))
            .ifPresent(
                name -> {
                  Stmt.Assign before = unused.put(name, assign);
                  if (before != null) {
                    overwritten(before, assign);
                  }
                });
      }
    }
  }

  private void overwritten(Stmt.Assign before, Stmt.Assign assign) {
    boolean isSame = notes.text(before.value()).equals(notes.text(assign.value()));
    boolean isWeighted = notes.values().isWeighted(before.value(), module, Optional.of(type));
    if (isWeighted || (!isSame && !isContainer(before.value()))) {
      notes.note(
          Kind.LAYER_OVERWRITTEN,
          assign.targets().getFirst(),
          notes.text(assign.targets().getFirst()),
          notes.text(before.value()),
          isSame || !isWeighted ? Certainty.LIKELY : Certainty.PROVEN,
          Optional.of(before.targets().getFirst()),
          List.of());
    }
  }

  /** An empty one may only say that the member will be there. */
  private boolean isContainer(Expr layer) {
    return CodeCalls.isCall(
        layer,
        name -> notes.frameworks().role(name).filter(r -> r == Role.CONTAINER).isPresent(),
        module);
  }

  /** Takes out what a statement reads, may read, or assigns under a condition. */
  private void forgetUsed(Stmt statement, String self, Map<String, Stmt.Assign> unused) {
    Tree.walk(
        statement,
        node -> {
          if (!(node instanceof Expr.Name name) || !name.name().equals(self)) {
            return;
          }
          Node parent = notes.parent(name);
          if (parent instanceof Expr.Attribute member) {
            if (notes.isCalled(member) && type.attributeSites(member.name()).isEmpty()) {
              unused.clear();
            } else if (!isTarget(member, statement)) {
              unused.remove(member.name());
            }
          } else if (!(parent instanceof Expr.Call call && BLIND.contains(CodeCalls.name(call)))) {
            unused.clear();
          }
        });
  }

  /** Whether a member is what the statement itself assigns, and nothing else. */
  private static boolean isTarget(Expr.Attribute member, Stmt statement) {
    return statement instanceof Stmt.Assign assign
        && assign.targets().size() == 1
        && assign.targets().getFirst().id() == member.id();
  }
}
