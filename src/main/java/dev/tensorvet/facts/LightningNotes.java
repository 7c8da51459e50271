package dev.tensorvet.facts;

import dev.tensorvet.facts.LightningSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The slips of one file, as its readers come by them. */
final class LightningNotes {

  private final SourceModule module;
  private final List<LightningSlip> found = new ArrayList<>();

  LightningNotes(SourceModule module) {
    this.module = module;
  }

  List<LightningSlip> found() {
    return List.copyOf(found);
  }

  void add(Kind kind, Node at, String subject) {
    add(kind, at, subject, "", Optional.empty(), Certainty.PROVEN);
  }

  void add(Kind kind, Node at, String subject, String detail) {
    add(kind, at, subject, detail, Optional.empty(), Certainty.PROVEN);
  }

  void add(
      Kind kind,
      Node at,
      String subject,
      String detail,
      Optional<Place> other,
      Certainty certainty) {
    found.add(new LightningSlip(kind, place(at), subject, detail, other, certainty));
  }

  String text(Node node) {
    return CodeCalls.text(node, module);
  }

  /** Where a node is shown; of a function or class, its name. */
  Place place(Node node) {
    Span span =
        switch (node) {
          case Stmt.FunctionDef def ->
              new Span(def.nameStart(), def.nameStart() + def.name().length());
          case Stmt.ClassDef def ->
              new Span(def.nameStart(), def.nameStart() + def.name().length());
          default -> node.span();
        };
    return new Place(module.file(), span);
  }
}
