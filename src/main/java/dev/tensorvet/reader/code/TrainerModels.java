package dev.tensorvet.reader.code;

import dev.tensorvet.facts.TrainerSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TrainerApi;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.requirement.VersionRange;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.Vocabulary;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads trainers and models that a file defines by itself, and how adapters are put on models. */
final class TrainerModels {

  private final SourceModule module;
  private final Frameworks frameworks;
  private final Mentions mentions;
  private final Supplier<VersionRange> versions;
  private final Supplier<Vocabulary> vocabulary;
  private final TrainerNotes notes;

  /**
   * @param versions the versions of the library that the project allows
   * @param vocabulary the names that the file and what it imports are made of
   */
  TrainerModels(
      SourceModule module,
      Frameworks frameworks,
      Mentions mentions,
      Supplier<VersionRange> versions,
      Supplier<Vocabulary> vocabulary,
      TrainerNotes notes) {
    this.module = module;
    this.frameworks = frameworks;
    this.mentions = mentions;
    this.versions = versions;
    this.vocabulary = vocabulary;
    this.notes = notes;
  }

  void read() {
    for (ClassEntity type : module.classes()) {
      if (type.bases().stream().anyMatch(TrainerModels::isModelBase)) {
        model(type);
      }
    }
    adapters();
    tokens();
  }

  // --- a model of one's own

  private static boolean isModelBase(Entity base) {
    return base instanceof LibraryEntity library && TrainerApi.isModelBase(library.qualifiedName());
  }

  private void model(ClassEntity type) {
    Optional<Stmt.FunctionDef> init =
        LightningClass.definitions(type).stream()
            .filter(def -> def.name().equals("__init__"))
            .findFirst();
    if (init.isEmpty() || LightningClass.isSketch(init.get())) {
      return;
    }
    List<Stmt> body = init.get().body();
    Optional<Stmt> last =
        body.stream().filter(s -> Tree.holds(s, TrainerModels::isLastCall)).findFirst();
    if (last.isPresent()) {
      layerAfter(type, body.subList(body.indexOf(last.get()) + 1, body.size()), last.get());
      return;
    }
    boolean isCalledBelow =
        mentions
            .subclasses(type)
            .map(
                below ->
                    below.stream()
                        .anyMatch(each -> Tree.holds(each.node(), TrainerModels::isLastCall)))
            .orElse(true);
    boolean hasLayers = body.stream().anyMatch(s -> layer(s).isPresent());
    if (hasLayers && !isCalledBelow && !Tree.holds(type.node(), TrainerModels::isLastCall)) {
      notes.add(Kind.WEIGHTS_NOT_INITIALISED, init.get(), type.name(), "post_init");
    }
  }

  private static boolean isLastCall(Node node) {
    return node instanceof Expr.Call call && TrainerApi.isLastCall(CodeCalls.name(call));
  }

  private void layerAfter(ClassEntity type, List<Stmt> after, Stmt last) {
    after.stream()
        .filter(s -> layer(s).isPresent())
        .findFirst()
        .ifPresent(
            s ->
                notes.add(
                    Kind.LAYER_AFTER_INIT,
                    s,
                    layer(s).orElseThrow(),
                    type.name(),
                    Optional.of(last),
                    Certainty.PROVEN));
  }

  /** The member that a statement gives a layer with weights. */
  private Optional<String> layer(Stmt statement) {
    return statement instanceof Stmt.Assign assign
            && assign.value() instanceof Expr.Call made
            && assign.targets().getFirst() instanceof Expr.Attribute member
            && LightningClass.isSelf(member.value())
            && isLayer(made)
        ? Optional.of(notes.text(member))
        : Optional.empty();
  }

  private boolean isLayer(Expr.Call made) {
    return switch (module.resolve(made.callee())) {
      case LibraryEntity library -> Layers.isWeighted(library.qualifiedName());
      case ClassEntity type -> frameworks.isModule(type) == Proof.YES;
      default -> false;
    };
  }

  // --- adapters

  private void adapters() {
    List<Expr.Call> adapted = new ArrayList<>();
    List<Expr.Call> optimizers = new ArrayList<>();
    List<Expr.Call> quantised = new ArrayList<>();
    List<Expr.Call> checkpointed = new ArrayList<>();
    boolean[] isTrained = {false};
    CodeCalls.each(
        module,
        (call, name) -> {
          if (TrainerApi.adapts(name)) {
            adapted.add(call);
          } else if (frameworks.role(name).filter(Role.OPTIMIZER::equals).isPresent()) {
            optimizers.add(call);
          } else if (TrainerApi.loadsModel(name) && isQuantised(call)) {
            quantised.add(call);
          } else if (TrainerApi.isArguments(name) && checkpoints(call)) {
            checkpointed.add(call);
          }
          isTrained[0] |= TrainerApi.isPlainTrainer(name);
        });
    for (Expr.Call adapter : adapted) {
      baseSaved(adapter);
      optimizers.stream()
          .filter(optimizer -> isBefore(optimizer, adapter))
          .forEach(
              optimizer ->
                  notes.add(
                      Kind.OPTIMIZER_BEFORE_ADAPTER,
                      optimizer,
                      notes.text(optimizer.callee()),
                      notes.text(adapter),
                      Optional.of(adapter),
                      Certainty.PROVEN));
    }
    if (adapted.isEmpty() || !isTrained[0] || isPrepared()) {
      return;
    }
    if (!quantised.isEmpty()) {
      notes.likely(
          Kind.NOT_PREPARED,
          adapted.getFirst(),
          notes.text(adapted.getFirst().callee()),
          notes.text(quantised.getFirst().callee()));
    } else if (!checkpointed.isEmpty()
        && !versions.get().isOpen()
        && !versions.get().isFrom(TrainerApi.WITHOUT_INPUT_GRADIENTS)) {
      notes.likely(
          Kind.INPUTS_WITHOUT_GRADIENTS,
          checkpointed.getFirst().keyword(TrainerApi.CHECKPOINTING).orElse(checkpointed.getFirst()),
          TrainerApi.CHECKPOINTING,
          notes.text(adapted.getFirst().callee()));
    }
  }

  private boolean isQuantised(Expr.Call call) {
    return saysFewBits(call)
        || call.keyword(TrainerApi.QUANTISATION)
            .map(notes::settled)
            .filter(config -> config instanceof Expr.Call made && saysFewBits(made))
            .isPresent();
  }

  private static boolean saysFewBits(Expr.Call call) {
    return TrainerApi.quantised().stream().anyMatch(name -> CodeCalls.is(call.keyword(name), true));
  }

  /** The model below an adapter is saved where the adapter has another name. */
  private void baseSaved(Expr.Call adapter) {
    if (adapter.arguments().isEmpty()
        || !(adapter.arguments().getFirst() instanceof Expr.Name base)
        || !(module.tree().parent(adapter).orElse(adapter) instanceof Stmt.Assign assign)
        || !(assign.targets().getFirst() instanceof Expr.Name adapted)
        || adapted.name().equals(base.name())
        || TrainerApi.mayTakeAdapterOff(notes.all())) {
      return;
    }
    CodeCalls.eachMember(
        module,
        (call, method) -> {
          if (TrainerApi.saves(method.name())
              && method.value() instanceof Expr.Name saved
              && saved.name().equals(base.name())
              && module.resolve(saved).equals(module.resolve(base))
              && CodeCalls.onlyValue(saved, module).isPresent()
              && call.start() > adapter.end()) {
            notes.add(
                Kind.BASE_SAVED,
                call,
                notes.text(method),
                adapted.name(),
                Optional.of(adapter),
                Certainty.LIKELY);
          }
        });
  }

  private static boolean checkpoints(Expr.Call arguments) {
    return CodeCalls.is(arguments.keyword(TrainerApi.CHECKPOINTING), true)
        && arguments.keyword(TrainerApi.CHECKPOINTING_OPTIONS).isEmpty();
  }

  private boolean isPrepared() {
    Vocabulary words = vocabulary.get();
    return !words.isComplete() || words.words().stream().anyMatch(TrainerApi::prepares);
  }

  /** Whether an optimizer is made of the parameters that a model has before it is adapted. */
  private boolean isBefore(Expr.Call optimizer, Expr.Call adapter) {
    return optimizer.end() < adapter.start()
        && module.tree().enclosingScope(optimizer).equals(module.tree().enclosingScope(adapter))
        && !adapter.arguments().isEmpty()
        && adapter.arguments().getFirst() instanceof Expr.Name model
        && CodeCalls.argument(optimizer, Optimizers.PARAMETERS)
            .filter(
                given ->
                    given instanceof Expr.Call call
                        && call.callee() instanceof Expr.Attribute method
                        && method.name().equals(Layers.PARAMETERS)
                        && method.value() instanceof Expr.Name of
                        && of.name().equals(model.name()))
            .isPresent();
  }

  // --- tokens without rows

  private void tokens() {
    List<Optional<String>> models = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) -> {
          if (TrainerApi.loadsModel(name)) {
            models.add(
                call.arguments().stream()
                    .findFirst()
                    .map(notes::settled)
                    .flatMap(TrainerNotes::word)
                    .flatMap(TrainerApi::vocabulary));
          }
        });
    // Other models than these are published with rows to spare, or with the tokens already.
    if (models.isEmpty() || models.stream().anyMatch(Optional::isEmpty)) {
      return;
    }
    List<Expr.Call> added = new ArrayList<>();
    CodeCalls.eachMember(
        module,
        (call, method) -> {
          if (TrainerApi.addsTokens(method.name())
              && !call.arguments().isEmpty()
              && isNew(call.arguments().getFirst(), models)) {
            added.add(call);
          }
        });
    if (!added.isEmpty() && !resizes()) {
      Expr.Call first = added.getFirst();
      notes.likely(Kind.TOKENS_WITHOUT_ROWS, first, notes.text(first.callee()), TrainerApi.RESIZE);
    }
  }

  /** Whether tokens are written that no model's vocabulary holds. */
  private static boolean isNew(Expr tokens, List<Optional<String>> models) {
    return switch (tokens) {
      case Expr.Dict dict -> dict.items().stream().anyMatch(item -> isNew(item.value(), models));
      case Expr.ListExpr list -> list.elements().stream().anyMatch(each -> isNew(each, models));
      case Expr.StringLiteral text ->
          models.stream()
              .flatMap(Optional::stream)
              .noneMatch(vocabulary -> TrainerApi.holds(vocabulary, text.value()));
      default -> false;
    };
  }

  private boolean resizes() {
    Vocabulary words = vocabulary.get();
    return words.mayName(Set.of(TrainerApi.RESIZE));
  }
}
