package dev.tensorvet.reader.code;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Keras;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what is told to the training of a model of Keras too late, or in vain. */
final class KerasTraining {

  private final SourceModule module;
  private final List<Expr.Call> compiles = new ArrayList<>();
  private final List<Expr.Call> fits = new ArrayList<>();
  private final List<KerasSlip> found = new ArrayList<>();

  KerasTraining(SourceModule module) {
    this.module = module;
  }

  List<KerasSlip> read() {
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call
                  && call.callee() instanceof Expr.Attribute method) {
                if (method.name().equals("compile")) {
                  compiles.add(call);
                } else if (method.name().equals("fit")) {
                  fits.add(call);
                }
              }
            });
    module
        .tree()
        .walk(
            node -> {
              switch (node) {
                case Stmt.Assign assign
                    when assign.targets().getFirst() instanceof Expr.Attribute target
                        && target.name().equals(Keras.TRAINABLE) ->
                    frozen(assign, target.value());
                case Expr.Call call -> watched(call);
                default -> {}
              }
            });
    fits.forEach(this::fitted);
    return found;
  }

  private static Expr receiver(Expr.Call call) {
    return ((Expr.Attribute) call.callee()).value();
  }

  // --- weights that are frozen too late

  private void frozen(Stmt.Assign assign, Expr owner) {
    Optional<Entity> root = root(owner);
    Optional<Expr.Call> fit =
        fits.stream().filter(f -> f.start() > assign.end() && isBelow(f, assign)).findFirst();
    if (root.isEmpty() || fit.isEmpty()) {
      return;
    }
    Expr model = receiver(fit.get());
    Optional<Expr.Call> compiled =
        compiles.stream()
            .filter(
                c -> c.end() <= assign.start() && isSame(receiver(c), model) && isBelow(assign, c))
            .reduce((before, last) -> last);
    boolean isCompiledAgain =
        compiles.stream().anyMatch(c -> c.start() > assign.end() && c.end() <= fit.get().start());
    boolean isMadeAgain =
        compiled.isPresent()
            && model instanceof Expr.Name name
            && module.resolve(name) instanceof VariableEntity variable
            && variable.binding().sites().stream()
                .anyMatch(
                    site ->
                        site.node().start() > compiled.get().end()
                            && site.node().end() < fit.get().start());
    if (compiled.isPresent()
        && !isCompiledAgain
        && !isMadeAgain
        && madeOf(model).contains(root.get())) {
      found.add(
          new KerasSlip(
              Kind.FROZEN_LATE,
              CodeCalls.place(assign, module),
              CodeCalls.text(model, module),
              Optional.of(CodeCalls.place(compiled.get(), module)),
              Optional.empty()));
    }
  }

  /** Whether a later piece of code surely comes after an earlier one: it stands in its block. */
  private boolean isBelow(Node later, Node earlier) {
    return module
        .tree()
        .statement(earlier)
        .map(statement -> CodeCalls.around(statement, module.tree()))
        .map(
            around ->
                around.stream()
                    .filter(node -> node instanceof Stmt.If || node instanceof Stmt.Try)
                    .allMatch(node -> node.span().contains(later.span())))
        .filter(
            is -> module.tree().enclosingScope(later).equals(module.tree().enclosingScope(earlier)))
        .orElse(false);
  }

  private boolean isSame(Expr one, Expr other) {
    return one instanceof Expr.Name
        && other instanceof Expr.Name
        && module.resolve(one) instanceof VariableEntity variable
        && module.resolve(other).equals(variable);
  }

  /** The variable whose layer, or layers one after the other, something is told to. */
  private Optional<Entity> root(Expr owner) {
    Expr at = owner;
    while (!(at instanceof Expr.Name)) {
      switch (at) {
        case Expr.Attribute member -> at = member.value();
        case Expr.Subscript element -> at = element.value();
        case Expr.Call call -> at = call.callee();
        default -> {
          return Optional.empty();
        }
      }
    }
    if (module.resolve(at) instanceof VariableEntity variable) {
      Optional<Expr> loop =
          variable.binding().sites().stream()
              .map(site -> module.tree().statement(site.node()))
              .flatMap(Optional::stream)
              .filter(Stmt.For.class::isInstance)
              .map(each -> ((Stmt.For) each).iterable())
              .filter(iterable -> !iterable.span().contains(owner.span()))
              .findFirst();
      return loop.isPresent() ? root(loop.get()) : Optional.of(variable);
    }
    return Optional.empty();
  }

  /** The variables that a model is made of: itself, and what its making names, and so on. */
  private Set<Entity> madeOf(Expr model) {
    Set<Entity> parts = new HashSet<>();
    List<Expr> open = new ArrayList<>(List.of(model));
    while (!open.isEmpty() && parts.size() < 100) {
      Tree.walk(
          open.removeLast(),
          node -> {
            if (node instanceof Expr.Name name
                && module.resolve(name) instanceof VariableEntity variable
                && parts.add(variable)) {
              LastValues.of(name, module).ifPresent(open::add);
            }
          });
    }
    return parts;
  }

  // --- what a callback watches

  private void watched(Expr.Call call) {
    Optional<String> callback = CodeCalls.library(call.callee(), module).filter(Keras::watches);
    Optional<Expr> monitor =
        callback.flatMap(name -> CodeCalls.argument(call, Keras.monitor(name)));
    if (monitor.isEmpty() || !(monitor.get() instanceof Expr.StringLiteral written)) {
      return;
    }
    Optional<Set<String>> measures = measures();
    String measure =
        written.value().startsWith("val_") ? written.value().substring(4) : written.value();
    if (measures.isEmpty() || Keras.isAlwaysMeasured(measure) || measures.get().contains(measure)) {
      return;
    }
    Optional<String> meant = other(measure).filter(measures.get()::contains);
    Place place = CodeCalls.place(written, module);
    String prefix = written.value().startsWith("val_") ? "val_" : "";
    found.add(
        new KerasSlip(
            Kind.UNMEASURED,
            place,
            written.value(),
            Optional.of(CodeCalls.place(compiles.getFirst(), module)),
            meant.map(
                name -> {
                  char quote = module.file().text().charAt(written.start());
                  return new TextEdit(written.span(), quote + prefix + name + quote);
                })));
  }

  private static Optional<String> other(String measure) {
    return switch (measure) {
      case "acc" -> Optional.of("accuracy");
      case "accuracy" -> Optional.of("acc");
      default -> Optional.empty();
    };
  }

  /** What the file's models measure by name; empty where not all of it is seen. */
  private Optional<Set<String>> measures() {
    Set<String> names = new HashSet<>();
    for (Expr.Call compile : compiles) {
      Optional<Expr> metrics = CodeCalls.argument(compile, Keras.METRICS);
      Optional<Expr> loss = CodeCalls.argument(compile, Keras.LOSS);
      boolean isSeen =
          !CodeCalls.isOpen(compile)
              && loss.filter(l -> l instanceof Expr.Dict || l instanceof Expr.ListExpr).isEmpty()
              && compile.keyword("weighted_metrics").isEmpty();
      if (!isSeen) {
        return Optional.empty();
      }
      if (metrics.isPresent()) {
        if (!(metrics.get() instanceof Expr.ListExpr list)
            || !list.elements().stream().allMatch(Expr.StringLiteral.class::isInstance)) {
          return Optional.empty();
        }
        list.elements().forEach(each -> names.add(((Expr.StringLiteral) each).value()));
      }
    }
    return compiles.isEmpty() ? Optional.empty() : Optional.of(names);
  }

  // --- fitting

  private void fitted(Expr.Call fit) {
    Optional<Expr> samples = CodeCalls.argument(fit, Keras.SAMPLES);
    if (samples.isPresent() && !CodeCalls.isOpen(fit) && fit.keyword(Keras.STEPS).isEmpty()) {
      DatasetChain chain = DatasetChain.of(samples.get(), module);
      if (chain.isDataset() && chain.isEndless()) {
        add(Kind.ENDLESS_EPOCH, fit, CodeCalls.text(samples.get(), module), chain.repeat());
      }
    }
    madeInLoop(fit);
  }

  /** A model that each turn of a loop makes anew, while the framework keeps those before. */
  private void madeInLoop(Expr.Call fit) {
    Optional<Node> loop = CodeCalls.innermostLoop(fit, module.tree());
    if (loop.isEmpty()
        || Keras.mayClear(module.file().text())
        || !(receiver(fit) instanceof Expr.Name model)) {
      return;
    }
    LastValues.site(model, module)
        .filter(site -> loop.get().span().contains(site.node().span()))
        .filter(site -> KerasStack.of(model, module).isPresent())
        .ifPresent(
            site ->
                add(
                    Kind.MODEL_EACH_TURN,
                    module.tree().statement(site.node()).orElseThrow(),
                    model.name(),
                    Optional.of(fit)));
  }

  private void add(Kind kind, Node at, String subject, Optional<? extends Node> other) {
    Optional<Place> second = other.map(node -> CodeCalls.place(node, module));
    found.add(new KerasSlip(kind, CodeCalls.place(at, module), subject, second, Optional.empty()));
  }
}
