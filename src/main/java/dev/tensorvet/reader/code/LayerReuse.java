package dev.tensorvet.reader.code;

import dev.tensorvet.facts.StructureSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.ModuleApi;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the layers that a forward pass uses once more, where another one is meant. */
final class LayerReuse {

  private static final Pattern NUMBERED = Pattern.compile("(.*?[a-zA-Z_])(\\d+)");

  /** Words of a comment that says that a thing is shared. */
  private static final Pattern ON_PURPOSE = Pattern.compile("(?i)shar|same|tied|reuse");

  private final ClassEntity type;
  private final SourceModule module;
  private final StructureNotes notes;

  LayerReuse(ClassEntity type, StructureNotes notes) {
    this.type = type;
    this.module = type.module();
    this.notes = notes;
  }

  /**
   * A call of a layer.
   *
   * @param producer the layer whose output it is given
   */
  private record Use(String layer, Expr.Call call, Optional<String> producer) {}

  void read() {
    type.ownMethod(Computing.FORWARD)
        .filter(forward -> forward.selfName().isPresent())
        .ifPresent(this::read);
  }

  private void read(FunctionEntity method) {
    Map<String, List<Use>> uses = new LinkedHashMap<>();
    Tree.walk(
        method.node(),
        node -> {
          if (node instanceof Expr.Call call) {
            notes
                .layerCalled(call, type, method)
                .ifPresent(
                    layer ->
                        uses.computeIfAbsent(layer, l -> new ArrayList<>())
                            .add(new Use(layer, call, producer(call, method))));
          }
        });
    uses.forEach(
        (layer, all) -> {
          if (all.size() > 1 && !wrongIndex(all)) {
            sharedStatistics(layer, all);
          }
        });
  }

  private Optional<String> producer(Expr.Call call, FunctionEntity method) {
    if (call.arguments().isEmpty()) {
      return Optional.empty();
    }
    Expr given = call.arguments().getFirst();
    Expr value = LastValues.of(given, module).orElse(given);
    return value instanceof Expr.Call before
        ? notes.layerCalled(before, type, method)
        : Optional.empty();
  }

  /** {@code bn1(conv1(x))} and {@code bn1(conv2(x))}, where nothing uses {@code bn2}. */
  private boolean wrongIndex(List<Use> uses) {
    Matcher own = NUMBERED.matcher(uses.getFirst().layer());
    if (!own.matches()) {
      return false;
    }
    for (Use use : uses) {
      Matcher from = NUMBERED.matcher(use.producer().orElse(""));
      if (!from.matches() || from.group(2).equals(own.group(2))) {
        continue;
      }
      String meant = own.group(1) + from.group(2);
      boolean isPattern =
          uses.stream()
              .anyMatch(
                  other ->
                      other.producer().filter((from.group(1) + own.group(2))::equals).isPresent());
      if (isPattern && isSpare(meant, use.layer())) {
        Expr.Attribute callee = (Expr.Attribute) use.call().callee();
        notes.note(
            Kind.WRONG_INDEX,
            callee,
            use.layer(),
            meant,
            Certainty.PROVEN,
            type.attributeSites(meant).stream().map(AttributeSite::node).findFirst(),
            List.of(new TextEdit(new Span(callee.nameStart(), callee.end()), meant)));
        return true;
      }
    }
    return false;
  }

  /** Whether a layer is there, of the same kind as another, and no method uses it. */
  private boolean isSpare(String attribute, String like) {
    Optional<Expr.Call> spare = StructureNotes.layer(type, attribute, notes.values());
    Optional<Expr.Call> used = StructureNotes.layer(type, like, notes.values());
    return spare.isPresent()
        && used.isPresent()
        && notes.text(spare.get().callee()).equals(notes.text(used.get().callee()))
        && !SelfUses.of(type.node(), module.tree()).mayRead(attribute);
  }

  private void sharedStatistics(String layer, List<Use> uses) {
    boolean counts =
        StructureNotes.layer(type, layer, notes.values())
            .flatMap(built -> CodeCalls.library(built.callee(), module))
            .filter(ModuleApi::keepsStatistics)
            .isPresent();
    if (!counts || ON_PURPOSE.matcher(lines(type, layer)).find()) {
      return;
    }
    Set<String> producers = new HashSet<>();
    List<Use> apart = new ArrayList<>();
    for (Use use : uses) {
      if (use.producer().isPresent()
          && isStraight(use.call())
          && producers.add(use.producer().get())) {
        apart.add(use);
      }
    }
    if (apart.size() > 1) {
      notes.note(
          Kind.SHARED_STATISTICS,
          apart.get(1).call(),
          layer,
          String.join("` and `", apart.stream().limit(2).map(u -> u.producer().get()).toList()),
          Certainty.PROVEN,
          Optional.of(apart.getFirst().call()),
          List.of());
    }
  }

  /** The lines that make a member, with the comments on them. */
  private String lines(ClassEntity of, String attribute) {
    return of.attributeSites(attribute).stream()
        .map(
            site -> {
              var lines = module.file().lines();
              int line = lines.line(site.node().start());
              return module
                  .file()
                  .text(new Span(lines.start(line), lines.end(lines.line(site.node().end()))));
            })
        .reduce("", String::concat);
  }

  private boolean isStraight(Expr.Call call) {
    return CodeCalls.around(call, module.tree()).stream()
        .noneMatch(
            around ->
                around instanceof Stmt.If
                    || around instanceof Expr.IfExp
                    || around instanceof Stmt.For
                    || around instanceof Stmt.While);
  }
}
