package dev.tensorvet.reader.code;

import dev.tensorvet.facts.TrainerSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Generation;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.TrainerApi;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what language models that only have a decoder write on: of texts that are padded on the
 * right, what comes next stands behind the padding.
 */
final class GenerationPadding {

  private final SourceModule module;
  private final TrainerNotes notes;

  GenerationPadding(SourceModule module, TrainerNotes notes) {
    this.module = module;
    this.notes = notes;
  }

  void read() {
    if (Generation.mayPadRight(notes.all())) {
      CodeCalls.eachMember(
          module,
          (call, method) -> {
            if (Layers.generates(notes.text(method)) && hasOnlyDecoder(method.value())) {
              encoded(call).ifPresent(encoding -> padded(method, encoding));
            }
          });
    }
  }

  private boolean hasOnlyDecoder(Expr model) {
    return LastValues.maker(model, module)
        .filter(made -> CodeCalls.isCall(made, Generation::hasOnlyDecoder, module))
        .isPresent();
  }

  /** The call that gave the tokens which a model is to write on. */
  private Optional<Expr.Call> encoded(Expr.Call generation) {
    return generation.keywords().stream()
        .filter(keyword -> keyword.name().isEmpty())
        .map(Node.Keyword::value)
        .findFirst()
        .or(() -> CodeCalls.argument(generation, Generation.INPUTS))
        .or(() -> generation.keyword(Generation.INPUT_IDS))
        .map(GenerationPadding::whole)
        .map(LastValues::unmoved)
        .filter(tokens -> !(tokens instanceof Expr.Name name && LastValues.isFilled(name, module)))
        .map(tokens -> LastValues.unmoved(LastValues.source(tokens, module)))
        .map(GenerationPadding::whole)
        .map(LastValues::unmoved)
        .filter(Expr.Call.class::isInstance)
        .map(Expr.Call.class::cast);
  }

  /** {@code tokens} in {@code tokens["input_ids"]} and {@code tokens.input_ids}. */
  private static Expr whole(Expr tokens) {
    return switch (tokens) {
      case Expr.Subscript part
          when TrainerNotes.word(part.index()).filter(Generation.INPUT_IDS::equals).isPresent() ->
          part.value();
      case Expr.Attribute part when part.name().equals(Generation.INPUT_IDS) -> part.value();
      default -> tokens;
    };
  }

  private void padded(Expr.Attribute generates, Expr.Call encoding) {
    Expr tokenizer =
        encoding.callee() instanceof Expr.Attribute method && Generation.encodes(method.name())
            ? method.value()
            : encoding.callee();
    Optional<Expr.Call> made =
        LastValues.maker(tokenizer, module)
            .filter(call -> CodeCalls.isCall(call, TrainerApi::loadsTokenizer, module));
    if (made.isPresent() && pads(encoding) && padsRight(notes.text(tokenizer), made.get())) {
      notes.add(
          Kind.GENERATES_BEHIND_PADDING,
          generates,
          notes.text(generates.value()),
          notes.text(tokenizer),
          Optional.of(encoding),
          Certainty.LIKELY);
    }
  }

  private boolean pads(Expr.Call encoding) {
    Optional<Expr> padding = encoding.keyword(Generation.PADDING);
    boolean isToLength =
        padding.flatMap(TrainerNotes::word).filter(Generation.TO_LENGTH::equals).isPresent();
    boolean isToLongest =
        CodeCalls.is(padding, true)
            || padding
                .flatMap(TrainerNotes::word)
                .filter(Generation.TO_LONGEST::equals)
                .isPresent();
    return isToLength
        || (isToLongest
            && encoding.arguments().stream().findFirst().filter(this::isSeveral).isPresent());
  }

  /** Whether a value is surely more than one text. */
  private boolean isSeveral(Expr texts) {
    return switch (LastValues.source(texts, module)) {
      case Expr.ListExpr list -> list.elements().size() > 1;
      case Expr.ListComp list -> true;
      case Expr.Subscript part -> part.index() instanceof Expr.Slice;
      default -> false;
    };
  }

  /** Whether a tokenizer is told to pad on the right and nothing else, or does so by itself. */
  private boolean padsRight(String tokenizer, Expr.Call made) {
    List<Expr> sides = new ArrayList<>(made.keyword(Generation.SIDE).stream().toList());
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.Assign assign
                  && assign.targets().getFirst() instanceof Expr.Attribute member
                  && member.name().equals(Generation.SIDE)
                  && notes.text(member.value()).equals(tokenizer)) {
                sides.add(assign.value());
              }
            });
    boolean isRight =
        sides.stream()
            .allMatch(side -> TrainerNotes.word(side).filter(Generation.RIGHT::equals).isPresent());
    boolean doesByItself =
        made.arguments().stream()
            .findFirst()
            .map(notes::settled)
            .flatMap(TrainerNotes::word)
            .filter(Generation::padsRight)
            .isPresent();
    return isRight && (doesByItself || !sides.isEmpty());
  }
}
