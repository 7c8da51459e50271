package dev.tensorvet.reader.code;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.facts.TrainerSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The slips of one file, as its readers come by them, and what these ask of its code. */
final class TrainerNotes {

  private final SourceModule module;
  private final List<TrainerSlip> found = new ArrayList<>();

  TrainerNotes(SourceModule module) {
    this.module = module;
  }

  List<TrainerSlip> found() {
    return List.copyOf(found);
  }

  void add(Kind kind, Node at, String subject, String detail) {
    add(kind, at, subject, detail, Optional.empty(), Certainty.PROVEN);
  }

  void likely(Kind kind, Node at, String subject, String detail) {
    add(kind, at, subject, detail, Optional.empty(), Certainty.LIKELY);
  }

  void add(
      Kind kind,
      Node at,
      String subject,
      String detail,
      Optional<Node> other,
      Certainty certainty) {
    found.add(new TrainerSlip(kind, place(at), subject, detail, other.map(this::place), certainty));
  }

  String text(Node node) {
    return CodeCalls.text(node, module);
  }

  /** The text of the whole file. */
  String all() {
    return module.file().text();
  }

  /** What an expression stands for: itself, or what a variable was given and nothing else. */
  Expr settled(Expr value) {
    return CodeCalls.onlyValue(value, module).orElse(value);
  }

  static Optional<String> word(Expr value) {
    return value instanceof Expr.StringLiteral text ? Optional.of(text.value()) : Optional.empty();
  }

  private Place place(Node node) {
    return CodeCalls.shown(node, module);
  }
}
