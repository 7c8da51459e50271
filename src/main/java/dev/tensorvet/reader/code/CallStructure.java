package dev.tensorvet.reader.code;

import dev.tensorvet.facts.StructureSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Formulas;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.ModuleApi;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds, by one walk over a file, layers that are called or put together as they cannot be. */
final class CallStructure {

  /** Where one layer is run several times on purpose. */
  private static final Pattern ON_PURPOSE =
      Pattern.compile("(?i)shar|tied|\\btie|recurr|recurs|albert|universal|reuse|siamese|same ");

  /** What a parameter is called that is surely no layer without weights. */
  private static final Pattern LAYER_NAME = Pattern.compile("(?i).*(layer|block|cell|module)");

  private final StructureNotes notes;
  private final SourceModule module;

  CallStructure(StructureNotes notes) {
    this.notes = notes;
    this.module = notes.module();
  }

  void read() {
    notes
        .tree()
        .walk(
            node -> {
              switch (node) {
                case Expr.Call call -> read(call);
                case Stmt.ExprStmt line -> named(line);
                default -> {}
              }
            });
  }

  private void read(Expr.Call call) {
    Optional<String> library = CodeCalls.library(call.callee(), module);
    if (library.isPresent()) {
      read(call, library.get());
    } else if (call.callee() instanceof Expr.Attribute method) {
      if (method.name().equals(Computing.FORWARD)) {
        byName(call, method);
      } else if (ModuleApi.appliesToAll(method.name())) {
        applied(call, method);
      } else if (TrainingMethod.LOAD_STATE.isNamed(method.name())) {
        saved(call);
      }
    }
  }

  private void read(Expr.Call call, String library) {
    if (ModuleApi.saves(library)) {
      saved(call);
    } else if (Layers.isSequence(library)) {
      call.arguments().forEach(this::amongLayers);
      call.arguments().stream()
          .filter(Expr.Starred.class::isInstance)
          .forEach(all -> repeated(((Expr.Starred) all).value(), call));
      lists(call);
    } else if (ModuleApi.isList(library) && call.arguments().size() == 1) {
      Expr list = call.arguments().getFirst();
      if (list instanceof Expr.ListExpr all) {
        all.elements().forEach(this::amongLayers);
      }
      repeated(list, call);
    } else if (notes.layerClass(call.callee()).isPresent()) {
      ofTensor(call, library);
    }
  }

  // --- what stands among layers

  private void amongLayers(Expr element) {
    Optional<String> library = CodeCalls.library(element, module);
    if (library.isEmpty()) {
      return;
    }
    if (notes.layerClass(element).isPresent()) {
      notes.note(
          Kind.CLASS_AMONG_LAYERS,
          element,
          notes.text(element),
          "",
          Certainty.PROVEN,
          Optional.empty(),
          ModuleApi.needsNothing(library.get())
              ? List.of(StructureNotes.behind(element, "()"))
              : List.of());
    } else if (ModuleApi.isFunction(library.get())) {
      notes.note(Kind.FUNCTION_AMONG_LAYERS, element, notes.text(element), "");
    }
  }

  private void lists(Expr.Call call) {
    for (Expr given : call.arguments()) {
      if (isList(given) || LastValues.of(given, module).filter(CallStructure::isList).isPresent()) {
        notes.note(
            Kind.LIST_AMONG_LAYERS,
            given,
            notes.text(given),
            "",
            Certainty.PROVEN,
            Optional.empty(),
            List.of(StructureNotes.before(given, "*")));
      }
    }
  }

  private static boolean isList(Expr value) {
    return value instanceof Expr.ListExpr || value instanceof Expr.ListComp;
  }

  // --- one layer at several places

  private void repeated(Expr list, Expr.Call container) {
    Optional<Expr> one =
        switch (list) {
          case Expr.BinOp times when times.operator() == Expr.BinaryOperator.MULT ->
              only(times.left()).or(() -> only(times.right()));
          case Expr.ListComp all
              when all.element() instanceof Expr.Name name
                  && all.generators().stream().noneMatch(g -> binds(g.target(), name)) ->
              Optional.of(name);
          default -> Optional.empty();
        };
    one.filter(this::isWeighted)
        .filter(layer -> !isOnPurpose(container))
        .ifPresent(
            layer ->
                notes.note(Kind.ONE_LAYER_REPEATED, list, notes.text(list), notes.text(layer)));
  }

  private static Optional<Expr> only(Expr list) {
    return list instanceof Expr.ListExpr all && all.elements().size() == 1
        ? Optional.of(all.elements().getFirst())
        : Optional.empty();
  }

  private static boolean binds(Expr target, Expr.Name name) {
    return Tree.holds(
        target, node -> node instanceof Expr.Name bound && bound.name().equals(name.name()));
  }

  private boolean isWeighted(Expr layer) {
    Expr value = LastValues.of(layer, module).orElse(layer);
    return notes.values().isWeighted(value, module, Optional.empty())
        || (layer instanceof Expr.Name name
            && LAYER_NAME.matcher(name.name()).matches()
            && LastValues.of(name, module).isEmpty()
            && isParameter(name));
  }

  private boolean isParameter(Expr.Name name) {
    return module.resolve(name) instanceof VariableEntity variable
        && variable.binding().sites().size() == 1
        && LastValues.site(name, module)
            .filter(site -> site.kind() == BindingSite.Kind.PARAMETER)
            .isPresent();
  }

  /** Whether the code around says that layers are shared. */
  private boolean isOnPurpose(Expr.Call container) {
    Node scope = container;
    Optional<Node> at = notes.tree().enclosingScope(container);
    while (at.isPresent() && !(at.get() instanceof Node.Module)) {
      scope = at.get();
      at = notes.tree().enclosingScope(scope);
    }
    Optional<Stmt> line = notes.tree().statement(container);
    String around =
        scope.id() == container.id() ? line.map(notes::text).orElse("") : notes.text(scope);
    return ON_PURPOSE.matcher(around).find();
  }

  // --- layers that are made of tensors

  private void ofTensor(Expr.Call call, String library) {
    if (call.arguments().isEmpty() || CodeCalls.isOpen(call) || notes.isCalled(call)) {
      return;
    }
    boolean isLoss = notes.frameworks().role(library).filter(r -> r == Role.LOSS).isPresent();
    boolean isMistake =
        isLoss
            ? call.arguments().size() >= 2 && isUsedAsTensor(call)
            : isTensor(call.arguments().getFirst(), 0) && isValue(call) && !isLater(call);
    if (isMistake) {
      boolean isPlain = isLoss || ModuleApi.needsNothing(library);
      notes.note(
          Kind.MADE_OF_TENSOR,
          call,
          notes.text(call.callee()),
          notes.text(call.arguments().getFirst()),
          Certainty.PROVEN,
          Optional.empty(),
          isPlain ? List.of(StructureNotes.behind(call.callee(), "()")) : List.of());
    }
  }

  /** Whether a value is surely a tensor: what a layer of the class or a function gives. */
  private boolean isTensor(Expr value, int depth) {
    if (depth > 4) {
      return false;
    }
    if (value instanceof Expr.Call call) {
      Optional<String> library = CodeCalls.library(call.callee(), module);
      return library.isPresent()
          ? Effects.makesTensor(library.get()) || Formulas.isPure(library.get())
          : isLayerOfClass(call.callee());
    }
    return LastValues.of(value, module).filter(last -> isTensor(last, depth + 1)).isPresent();
  }

  private boolean isLayerOfClass(Expr callee) {
    return callee instanceof Expr.Attribute member
        && member.value() instanceof Expr.Name
        && classAround(member)
            .filter(type -> isOfSelf(member, type))
            .flatMap(type -> StructureNotes.layer(type, member.name(), notes.values()))
            .isPresent();
  }

  private Optional<ClassEntity> classAround(Node node) {
    return module.classes().stream()
        .filter(type -> type.node().span().contains(node.span()))
        .reduce((outer, inner) -> inner);
  }

  private static boolean isOfSelf(Expr.Attribute member, ClassEntity type) {
    return type.methods().stream()
        .filter(method -> method.node().span().contains(member.span()))
        .anyMatch(method -> StructureNotes.member(member, method.selfName()).isPresent());
  }

  /** Whether what a call gives is computed with, and not kept as a part of something. */
  private boolean isValue(Expr.Call made) {
    return switch (notes.parent(made)) {
      case Stmt.Return end ->
          notes
              .tree()
              .enclosingScope(end)
              .filter(
                  scope ->
                      scope instanceof Stmt.FunctionDef def && def.name().equals(Computing.FORWARD))
              .isPresent();
      case Stmt.Assign assign -> assign.targets().getFirst() instanceof Expr.Name;
      case Expr.BinOp computed -> true;
      case Expr.Attribute asked -> true;
      case Expr.Call user -> isLayerOfClass(user.callee());
      default -> false;
    };
  }

  /** Whether what a call gives is called itself: it is a layer, made of something computed. */
  private boolean isLater(Expr.Call made) {
    return kept(made)
        .filter(
            binding ->
                LastValues.reads(binding.binding(), module).stream().anyMatch(notes::isCalled))
        .isPresent();
  }

  /** Whether what a call gives is asked what only a tensor can tell. */
  private boolean isUsedAsTensor(Expr.Call made) {
    return asksAsTensor(made)
        || kept(made)
            .filter(
                variable ->
                    LastValues.reads(variable.binding(), module).stream()
                        .anyMatch(
                            read ->
                                asksAsTensor(read)
                                    && LastValues.of(read, module)
                                        .filter(v -> v.id() == made.id())
                                        .isPresent()))
            .isPresent();
  }

  private boolean asksAsTensor(Expr value) {
    return notes.parent(value) instanceof Expr.Attribute method
        && (TrainingMethod.BACKWARD.isNamed(method.name()) || method.name().equals("item"));
  }

  /** The variable that a call's result is kept in. */
  private Optional<VariableEntity> kept(Expr.Call made) {
    return notes.parent(made) instanceof Stmt.Assign assign
            && assign.targets().size() == 1
            && assign.targets().getFirst() instanceof Expr.Name name
            && module.resolve(name) instanceof VariableEntity variable
        ? Optional.of(variable)
        : Optional.empty();
  }

  // --- forward

  private void byName(Expr.Call call, Expr.Attribute method) {
    if (!isLayer(method.value())
        || ModelClasses.isPatched(module)
        || Effects.mayMakeProgram(module.file().text())) {
      return;
    }
    Span name = new Span(method.value().end(), method.end());
    String written = module.file().text(name);
    notes.note(
        Kind.FORWARD_BY_NAME,
        call.callee(),
        notes.text(method.value()),
        "",
        Certainty.PROVEN,
        Optional.empty(),
        written.equals("." + Computing.FORWARD) ? List.of(new TextEdit(name, "")) : List.of());
  }

  /** Whether a value surely is a module whose call is nothing but that of modules. */
  private boolean isLayer(Expr value) {
    Optional<ClassEntity> type = classAround(value);
    Optional<Expr> built =
        value instanceof Expr.Attribute member
            ? type.filter(t -> isOfSelf(member, t))
                .flatMap(t -> StructureNotes.layer(t, member.name(), notes.values()))
                .map(Expr.class::cast)
            : LastValues.of(value, module);
    return built
        .filter(made -> notes.values().isLayer(made, module, type))
        .filter(
            made ->
                !(made instanceof Expr.Call call
                    && module.resolve(call.callee()) instanceof ClassEntity own
                    && own.ownMethod("__call__").isPresent()))
        .isPresent();
  }

  // --- functions that are called too early, and methods that are not

  private void applied(Expr.Call call, Expr.Attribute method) {
    boolean isOfClass =
        module.resolve(method.value()) instanceof ClassEntity
            || module.resolve(method.value()) instanceof LibraryEntity;
    if (!isOfClass
        && call.arguments().size() == 1
        && call.keywords().isEmpty()
        && call.arguments().getFirst() instanceof Expr.Call given
        && module.resolve(given.callee()) instanceof FunctionEntity function
        && givesNothing(function)) {
      boolean isSimple = given.arguments().size() == 1 && given.keywords().isEmpty();
      notes.note(
          Kind.NOTHING_APPLIED,
          given,
          notes.text(given.callee()),
          notes.text(method.value()),
          Certainty.PROVEN,
          Optional.of(function.node()),
          isSimple
              ? List.of(new TextEdit(new Span(given.callee().end(), given.end()), ""))
              : List.of());
    }
  }

  /** Whether a function has a body, and nothing in it gives a value. */
  private static boolean givesNothing(FunctionEntity function) {
    return function.node() instanceof Stmt.FunctionDef def
        && !def.isAsync()
        && def.decorators().isEmpty()
        && def.body().stream().anyMatch(CallStructure::does)
        && !Tree.holds(
            def,
            node ->
                switch (node) {
                  case Stmt.Return end -> end.value().isPresent();
                  case Expr.Yield yield -> true;
                  case Expr.YieldFrom yield -> true;
                  default -> false;
                });
  }

  private static boolean does(Stmt statement) {
    return !(statement instanceof Stmt.Pass
        || statement instanceof Stmt.Raise
        || (statement instanceof Stmt.ExprStmt line
            && (line.value() instanceof Expr.StringLiteral
                || line.value() instanceof Expr.EllipsisLiteral)));
  }

  private void named(Stmt.ExprStmt line) {
    if (line.value() instanceof Expr.Attribute method
        && ModuleApi.acts(method.name())
        && !CodeCalls.isShown(line, module)
        && !(module.resolve(method) instanceof FunctionEntity property && property.isProperty())) {
      notes.note(
          Kind.NOT_CALLED,
          method,
          notes.text(method),
          "",
          Certainty.PROVEN,
          Optional.empty(),
          List.of(StructureNotes.behind(method, "()")));
    }
  }

  /** A state that is to be written or read, and is the method that gives it. */
  private void saved(Expr.Call call) {
    call.arguments().stream()
        .limit(1)
        .forEach(
            what ->
                Tree.walk(
                    what,
                    node -> {
                      if (node instanceof Expr.Attribute method
                          && Layers.givesState(method.name())
                          && isWhole(method)
                          && isOfModel(method.value())) {
                        notes.note(
                            Kind.METHOD_SAVED,
                            method,
                            notes.text(method),
                            "",
                            Certainty.PROVEN,
                            Optional.empty(),
                            List.of(StructureNotes.behind(method, "()")));
                      }
                    }));
  }

  /** Whether the file asks of an object what only models and optimizers can do. */
  private boolean isOfModel(Expr object) {
    String name = notes.text(object);
    return module
            .tree()
            .holds(
                node ->
                    node instanceof Expr.Call call
                        && (call.callee() instanceof Expr.Attribute method
                            ? (Layers.isModuleMethod(method.name())
                                    || TrainingMethod.of(method.name()).isPresent())
                                && notes.text(method.value()).equals(name)
                            : notes.text(call.callee()).equals(name)))
        || classAround(object).filter(type -> isSelf(object, type)).isPresent();
  }

  private static boolean isSelf(Expr object, ClassEntity type) {
    return object instanceof Expr.Name name
        && Layers.isModule(type)
        && type.methods().stream()
            .anyMatch(
                method ->
                    method.node().span().contains(object.span())
                        && method.selfName().filter(name.name()::equals).isPresent());
  }

  private boolean isWhole(Expr.Attribute method) {
    return switch (notes.parent(method)) {
      case Expr.Call call -> call.callee().id() != method.id();
      case Node.DictItem item -> true;
      case Node.Keyword keyword -> true;
      default -> false;
    };
  }
}
