package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.facts.LightningSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Node;
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

  Place place(Node node) {
    return CodeCalls.shown(node, module);
  }
}
