package dev.tensorvet.reader.code;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.facts.StructureSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Role;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One file as the readers of how models are put together see it, and what they have found. */
final class StructureNotes {

  private final SourceModule module;
  private final Frameworks frameworks;
  private final LayerValues values;
  private final List<StructureSlip> found = new ArrayList<>();

  StructureNotes(SourceModule module, Frameworks frameworks, LayerValues values) {
    this.module = module;
    this.frameworks = frameworks;
    this.values = values;
  }

  SourceModule module() {
    return module;
  }

  Tree tree() {
    return module.tree();
  }

  LayerValues values() {
    return values;
  }

  Frameworks frameworks() {
    return frameworks;
  }

  /** What was found, in the order of the text. */
  List<StructureSlip> found() {
    return found.stream().sorted(Comparator.comparingInt(s -> s.place().span().start())).toList();
  }

  /** Something proven, with nothing beside it. */
  void note(Kind kind, Node at, String code, String subject) {
    note(kind, at, code, subject, Certainty.PROVEN, Optional.empty(), List.of());
  }

  void note(
      Kind kind,
      Node at,
      String code,
      String subject,
      Certainty certainty,
      Optional<? extends Node> other,
      List<TextEdit> repair) {
    found.add(
        new StructureSlip(
            kind,
            CodeCalls.shown(at, module),
            code,
            subject,
            certainty,
            other.map(node -> CodeCalls.shown(node, module)),
            repair));
  }

  String text(Node node) {
    return CodeCalls.text(node, module);
  }

  Node parent(Node node) {
    return module.tree().parent(node).orElse(node);
  }

  /** Whether a node is what a call calls. */
  boolean isCalled(Node node) {
    return parent(node) instanceof Expr.Call call && call.callee().id() == node.id();
  }

  /** The name of a library's class of modules that an expression stands for. */
  Optional<String> layerClass(Expr value) {
    return CodeCalls.library(value, module)
        .filter(name -> frameworks.role(name).filter(Role::isModule).isPresent())
        .filter(frameworks::isClass);
  }

  /** What an expression names as a member of an object that a method of a class works on. */
  static Optional<String> member(Node value, Optional<String> self) {
    return value instanceof Expr.Attribute member
            && member.value() instanceof Expr.Name object
            && self.filter(object.name()::equals).isPresent()
        ? Optional.of(member.name())
        : Optional.empty();
  }

  /** What builds a member that surely is a layer, and that one place alone assigns. */
  static Optional<Expr.Call> layer(ClassEntity type, String attribute, LayerValues values) {
    List<AttributeSite> sites = type.attributeSites(attribute);
    return sites.size() == 1
        ? sites
            .getFirst()
            .value()
            .filter(value -> values.isLayer(value, type.module(), Optional.of(type)))
            .map(Expr.Call.class::cast)
        : Optional.empty();
  }

  /** The layer that a method of a class calls, by the name of the member that keeps it. */
  Optional<String> layerCalled(Expr.Call call, ClassEntity type, FunctionEntity method) {
    return member(call.callee(), method.selfName())
        .filter(name -> layer(type, name, values).isPresent());
  }

  /** Whether a method of a class calls a layer that has weights. */
  boolean callsWeighted(Expr.Call call, ClassEntity type, FunctionEntity method) {
    return member(call.callee(), method.selfName())
        .flatMap(name -> layer(type, name, values))
        .filter(built -> values.isWeighted(built, module, Optional.of(type)))
        .isPresent();
  }

  /** An edit that writes something right behind a node. */
  static TextEdit behind(Node node, String text) {
    return new TextEdit(new Span(node.end(), node.end()), text);
  }

  /** An edit that writes something right before a node. */
  static TextEdit before(Node node, String text) {
    return new TextEdit(new Span(node.start(), node.start()), text);
  }
}
