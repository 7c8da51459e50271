package dev.tensorvet.reader.code;

import dev.tensorvet.facts.TrainerSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.TrainerApi;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how texts become the tokens, labels and batches of a training. */
final class TrainerData {

  private final SourceModule module;
  private final TrainerNotes notes;

  /** What a file loads by name, in the order of the text. */
  private record Loaded(Expr.Call call, String function, Optional<String> name) {}

  TrainerData(SourceModule module, TrainerNotes notes) {
    this.module = module;
    this.notes = notes;
  }

  void read() {
    List<Loaded> loaded = new ArrayList<>();
    List<Expr.Call> trainers = new ArrayList<>();
    List<Expr.Call> collators = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) -> {
          if (TrainerApi.isPlainTrainer(name)) {
            trainers.add(call);
          } else if (TrainerApi.makesLabels(name)) {
            collators.add(call);
          } else if (TrainerApi.loadsTokenizer(name)
              || TrainerApi.loadsModel(name)
              || TrainerApi.loadsData(name)) {
            loaded.add(new Loaded(call, name, published(call)));
          }
        });
    tokenizers(loaded);
    classes(loaded);
    collators.forEach(this::endMasked);
    if (collators.isEmpty()) {
      paddingLearnt();
      trainers.forEach(this::collated);
    }
    boolean isMasked =
        !trainers.isEmpty() && (!collators.isEmpty() || TrainerApi.marksNone(notes.all()));
    if (isMasked) {
      trainers.forEach(this::decoded);
    }
  }

  private Optional<String> published(Expr.Call call) {
    return call.arguments().stream().findFirst().map(notes::settled).flatMap(TrainerNotes::word);
  }

  // --- whose tokens

  private void tokenizers(List<Loaded> loaded) {
    List<Loaded> tokenizers =
        loaded.stream().filter(l -> TrainerApi.loadsTokenizer(l.function())).toList();
    List<Loaded> models = loaded.stream().filter(l -> TrainerApi.loadsModel(l.function())).toList();
    if (tokenizers.size() != 1 || models.size() != 1) {
      return;
    }
    Optional<String> tokens = tokenizers.getFirst().name().flatMap(TrainerApi::vocabulary);
    Optional<String> rows = models.getFirst().name().flatMap(TrainerApi::vocabulary);
    if (tokens.isPresent() && rows.isPresent() && !tokens.equals(rows)) {
      notes.add(
          Kind.OTHER_TOKENIZER,
          tokenizers.getFirst().call(),
          tokenizers.getFirst().name().orElseThrow(),
          models.getFirst().name().orElseThrow());
    }
  }

  // --- how many classes

  private void classes(List<Loaded> loaded) {
    List<Loaded> data = loaded.stream().filter(l -> TrainerApi.loadsData(l.function())).toList();
    Optional<String> only =
        data.size() == 1 && data.getFirst().call().arguments().size() == 1
            ? data.getFirst().name()
            : Optional.empty();
    for (Loaded model : loaded) {
      if (!TrainerApi.loadsModel(model.function()) || CodeCalls.isOpen(model.call())) {
        continue;
      }
      Optional<Expr> written = model.call().keyword(TrainerApi.LABEL_COUNT);
      Optional<Integer> count = written.map(notes::settled).flatMap(TrainerData::number);
      Optional<Integer> names =
          model.call().keyword(TrainerApi.LABEL_NAMES).map(notes::settled).flatMap(this::size);
      if (count.isPresent() && names.isPresent() && !count.equals(names)) {
        notes.add(
            Kind.LABELS_MISCOUNTED,
            written.orElse(model.call()),
            TrainerApi.LABEL_COUNT + "=" + count.get(),
            "`" + TrainerApi.LABEL_NAMES + "` has " + names.get());
        continue;
      }
      Optional<Integer> wanted = only.flatMap(TrainerApi::classes);
      boolean isTooFew =
          TrainerApi.loadsClassifier(model.function())
              && wanted.isPresent()
              && names.isEmpty()
              && model.call().keyword(TrainerApi.CONFIG).isEmpty()
              && (written.isEmpty()
                  ? wanted.get() > 2
                  : count.filter(c -> c < wanted.get() && c > 1).isPresent());
      if (isTooFew && model.name().filter(n -> !n.contains("-finetuned")).isPresent()) {
        notes.likely(
            Kind.LABELS_MISCOUNTED,
            written.orElse(model.call().callee()),
            count
                .map(c -> TrainerApi.LABEL_COUNT + "=" + c)
                .orElse(notes.text(model.call().callee())),
            "`" + only.orElseThrow() + "` has " + wanted.get());
      }
    }
  }

  private static Optional<Integer> number(Expr value) {
    return value instanceof Expr.NumberLiteral number && number.text().matches("[0-9]{1,6}")
        ? Optional.of(Integer.valueOf(number.text()))
        : Optional.empty();
  }

  private Optional<Integer> size(Expr value) {
    return value instanceof Expr.Dict dict
            && dict.items().stream().allMatch(item -> item.key().isPresent())
        ? Optional.of(dict.items().size())
        : Optional.empty();
  }

  // --- labels that are learnt, or are not

  /** Where padding is the end of a text, the collator takes the one for the other. */
  private void endMasked(Expr.Call collator) {
    boolean isForCausal =
        CodeCalls.library(collator.callee(), module)
                .filter(TrainerApi::leavesPaddingOut)
                .isPresent()
            && CodeCalls.is(collator.keyword(TrainerApi.MASKED), false);
    if (!isForCausal) {
      return;
    }
    Node[] same = new Node[1];
    Node[] added = new Node[1];
    module
        .tree()
        .walk(
            node -> {
              switch (node) {
                case Stmt.Assign assign when isPaddedByEnd(assign) -> same[0] = assign;
                case Expr.BinOp sum
                    when sum.operator() == Expr.BinaryOperator.ADD && isEnd(sum.right()) ->
                    added[0] = sum;
                case Expr.JoinedString text
                    when Tree.holds(text, n -> n instanceof Expr e && isEnd(e)) ->
                    added[0] = text;
                default -> {}
              }
            });
    if (same[0] != null && added[0] != null) {
      notes.add(
          Kind.END_MASKED,
          same[0],
          notes.text(same[0]),
          notes.text(collator.callee()),
          Optional.of(added[0]),
          Certainty.LIKELY);
    }
  }

  private static boolean isPaddedByEnd(Stmt.Assign assign) {
    return assign.value() instanceof Expr.Attribute end
        && (end.name().equals(TrainerApi.END) || end.name().equals(TrainerApi.END + "_id"))
        && assign.targets().stream()
            .anyMatch(t -> t instanceof Expr.Attribute pad && pad.name().startsWith("pad_token"));
  }

  private static boolean isEnd(Expr value) {
    return value instanceof Expr.Attribute end && end.name().equals(TrainerApi.END);
  }

  /** In one function: texts are padded, and what comes of it is taken for the labels as it is. */
  private void paddingLearnt() {
    for (FunctionEntity function : module.functions()) {
      if (function.node() instanceof Stmt.FunctionDef def) {
        copiedLabels(def)
            .filter(copied -> isPadded(def))
            .filter(copied -> !TrainerApi.mayMask(notes.all()))
            .filter(copied -> TrainerApi.mayGenerate(notes.all()))
            .ifPresent(
                copied ->
                    notes.likely(
                        Kind.PADDING_LEARNT,
                        copied,
                        notes.text(copied.targets().getFirst()),
                        notes.text(copied.value())));
      }
    }
  }

  private boolean isPadded(Stmt.FunctionDef code) {
    return Tree.holds(
        code,
        node ->
            node instanceof Expr.Call call
                && isTokenizer(call)
                && call.keyword(TrainerApi.PADDING)
                    .filter(p -> !CodeCalls.is(Optional.of(p), false))
                    .filter(p -> !(p instanceof Expr.Name))
                    .isPresent());
  }

  private Optional<Stmt.Assign> copiedLabels(Node code) {
    List<Stmt.Assign> found = new ArrayList<>();
    Tree.walk(
        code,
        node -> {
          if (node instanceof Stmt.Assign assign
              && assign.targets().stream().anyMatch(t -> isKey(t, TrainerApi.LABELS))
              && isCopyOfInputs(assign.value())) {
            found.add(assign);
          }
        });
    return found.stream().findFirst();
  }

  private static boolean isKey(Expr value, String key) {
    return value instanceof Expr.Subscript part
        && TrainerNotes.word(part.index()).filter(key::equals).isPresent();
  }

  private static boolean isCopyOfInputs(Expr value) {
    return switch (value) {
      case Expr.Call call when call.callee() instanceof Expr.Attribute copy ->
          isCopyOfInputs(copy.value()) && call.arguments().isEmpty();
      case Expr.Subscript part -> isKey(part, TrainerApi.INPUTS);
      default -> false;
    };
  }

  // --- batches of samples of unlike lengths

  private void collated(Expr.Call trainer) {
    boolean isOpen =
        CodeCalls.isOpen(trainer)
            || CodeCalls.argument(trainer, TrainerApi.COLLATOR).isPresent()
            || TrainerApi.mayPad(notes.all());
    if (isOpen) {
      return;
    }
    boolean hasTokenizer =
        TrainerApi.tokenizers().stream().anyMatch(name -> trainer.keyword(name).isPresent());
    for (Stmt.FunctionDef mapped : mapped()) {
      Optional<Expr.Call> tokenized = tokenized(mapped);
      if (tokenized.isPresent() && !hasTokenizer) {
        notes.add(
            Kind.NO_COLLATOR,
            trainer.callee(),
            notes.text(trainer.callee()),
            mapped.name(),
            Optional.of(tokenized.get()),
            Certainty.LIKELY);
        return;
      }
      Optional<Stmt.Assign> labels = copiedLabels(mapped);
      if (tokenized.isPresent() && labels.isPresent()) {
        notes.add(
            Kind.LABELS_NOT_PADDED,
            trainer.callee(),
            notes.text(trainer.callee()),
            mapped.name(),
            Optional.of(labels.get()),
            Certainty.LIKELY);
        return;
      }
    }
  }

  /** The functions of the file that change the samples of a data set. */
  private List<Stmt.FunctionDef> mapped() {
    Set<FunctionEntity> seen = new HashSet<>();
    List<Stmt.FunctionDef> found = new ArrayList<>();
    CodeCalls.eachMember(
        module,
        (call, method) -> {
          if (TrainerApi.maps(method.name())
              && !call.arguments().isEmpty()
              && module.resolve(call.arguments().getFirst()) instanceof FunctionEntity function
              && function.module() == module
              && seen.add(function)
              && function.node() instanceof Stmt.FunctionDef def) {
            found.add(def);
          }
        });
    return found;
  }

  /** Whether a call makes tokens: of what is called so, or of what the file loads to do it. */
  private boolean isTokenizer(Expr.Call call) {
    return CodeCalls.name(call).contains("tokeniz")
        || CodeCalls.onlyValue(call.callee(), module)
            .filter(made -> CodeCalls.isCall(made, TrainerApi::loadsTokenizer, module))
            .isPresent();
  }

  private Optional<Expr.Call> tokenized(Stmt.FunctionDef function) {
    List<Expr.Call> found = new ArrayList<>();
    Tree.walk(
        function,
        node -> {
          if (node instanceof Expr.Call call
              && call.callee() instanceof Expr.Name
              && isTokenizer(call)
              && !CodeCalls.isOpen(call)) {
            found.add(call);
          }
        });
    return found.stream().findFirst();
  }

  // --- labels that are read again

  /** A function of metrics that decodes labels as they are, with the number that means none. */
  private void decoded(Expr.Call trainer) {
    Optional<Expr> metrics = trainer.keyword(TrainerApi.METRICS);
    if (metrics.isEmpty()
        || !(module.resolve(metrics.get()) instanceof FunctionEntity function)
        || function.module() != module
        || !(function.node() instanceof Stmt.FunctionDef def)
        || TrainerApi.mayMask(notes.text(def))) {
      return;
    }
    Set<String> labels = new HashSet<>();
    Tree.walk(
        def,
        node -> {
          if (node instanceof Stmt.Assign assign && assign.targets().size() == 1) {
            labels(assign.targets().getFirst(), assign.value(), def, labels);
          }
        });
    Tree.walk(
        def,
        node -> {
          if (node instanceof Expr.Call call
              && call.callee() instanceof Expr.Attribute method
              && TrainerApi.isDecoding(method.name())
              && !call.arguments().isEmpty()
              && call.arguments().getFirst() instanceof Expr.Name name
              && labels.contains(name.name())) {
            notes.likely(Kind.LABELS_DECODED, call, name.name(), notes.text(method));
          }
        });
  }

  /** {@code predictions, labels = evaluated} and {@code labels = evaluated.label_ids}. */
  private static void labels(Expr target, Expr value, Stmt.FunctionDef def, Set<String> to) {
    String given = def.parameters().all().stream().findFirst().map(Node.Parameter::name).orElse("");
    if (target instanceof Expr.Tuple pair
        && pair.elements().size() == 2
        && pair.elements().getLast() instanceof Expr.Name labels
        && value instanceof Expr.Name from
        && from.name().equals(given)) {
      to.add(labels.name());
    } else if (target instanceof Expr.Name labels
        && value instanceof Expr.Attribute member
        && member.name().equals("label_ids")
        && member.value() instanceof Expr.Name from
        && from.name().equals(given)) {
      to.add(labels.name());
    }
  }
}
