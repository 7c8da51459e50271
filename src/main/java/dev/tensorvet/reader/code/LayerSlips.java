package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LayerSlip;
import dev.tensorvet.facts.LayerSlip.Kind;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.LayerArguments;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.framework.SizeArguments;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what layers are told, and models do with what they give, that cannot be meant. */
final class LayerSlips implements CodeReader<LayerSlip> {

  private final Mentions mentions;

  LayerSlips(Mentions mentions) {
    this.mentions = mentions;
  }

  @Override
  public Class<LayerSlip> kind() {
    return LayerSlip.class;
  }

  @Override
  public List<LayerSlip> read(SourceModule module) {
    return module.isTest() || !Layers.mayBeUsed(module.file().text())
        ? List.of()
        : new Reader(module, mentions).read();
  }

  private static final class Reader {

    private final SourceModule module;
    private final Mentions mentions;
    private final List<LayerSlip> found = new ArrayList<>();

    Reader(SourceModule module, Mentions mentions) {
      this.module = module;
      this.mentions = mentions;
    }

    List<LayerSlip> read() {
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.Call call) {
                  CodeCalls.library(call.callee(), module).ifPresent(name -> layer(call, name));
                  masks(call);
                }
              });
      for (ClassEntity type : module.classes()) {
        if (Layers.isModule(type)) {
          model(type);
        }
      }
      found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
      return found;
    }

    private String text(Node node) {
      return CodeCalls.text(node, module);
    }

    // --- what a layer is told

    private void layer(Expr.Call layer, String name) {
      if (CodeCalls.isOpen(layer)) {
        return;
      }
      if (LayerArguments.dropsBetweenLayers(name)) {
        boolean isSingle =
            CodeCalls.argument(layer, LayerArguments.LAYERS)
                .map(count -> CodeCalls.number(count).orElse(2) == 1)
                .orElse(true);
        layer.keywords().stream()
            .filter(given -> given.name().filter(LayerArguments.DROPOUT::equals).isPresent())
            .filter(given -> isSingle && CodeCalls.number(given.value()).orElse(1) > 0)
            .findFirst()
            .ifPresent(given -> add(Kind.DROPOUT_IDLE, given, layer.callee(), layer));
      } else if (Layers.mayBeSparse(name)) {
        Optional<Expr> count = CodeCalls.argument(layer, LayerArguments.ROWS);
        CodeCalls.argument(layer, LayerArguments.PADDING)
            .filter(padding -> !(padding instanceof Expr.NumberLiteral))
            .filter(padding -> count.map(this::text).filter(text(padding)::equals).isPresent())
            .ifPresent(padding -> add(Kind.PADDING_OUTSIDE, padding, padding, count.get()));
      }
    }

    // --- masks

    /** A mask of what is to be left out, which is true for what is not padding. */
    private void masks(Expr.Call call) {
      for (Node.Keyword given : call.keywords()) {
        if (given.name().filter(LayerArguments::leavesOut).isPresent()
            && isOfLibrary(call.callee())) {
          Expr mask = LastValues.of(given.value(), module).orElse(given.value());
          if (keeps(mask)) {
            add(Kind.MASK_INVERTED, given, given.value(), mask);
          }
        }
      }
    }

    /** Whether a member is a layer of the library that attends. */
    private boolean isOfLibrary(Expr callee) {
      return CodeCalls.lastingValue(callee, module)
          .filter(
              layer ->
                  layer instanceof Expr.Call made
                      && CodeCalls.library(made.callee(), module)
                          .filter(name -> Layers.family(name) == Layers.Family.ATTENTION)
                          .isPresent())
          .isPresent();
    }

    private boolean keeps(Expr mask) {
      return switch (mask) {
        case Expr.Compare comparison ->
            comparison.operators().equals(List.of(Expr.CompareOperator.NOT_EQUAL))
                && LayerArguments.isPadding(text(comparison.comparators().getFirst()));
        case Expr.Call call ->
            call.callee() instanceof Expr.Attribute method
                && LayerArguments.makesFlags(method.name())
                && call.arguments().isEmpty()
                && (keeps(method.value()) || LayerArguments.marksKept(text(method.value())));
        default -> false;
      };
    }

    // --- what a model does

    private void model(ClassEntity type) {
      Computing.calls(type, (call, method) -> fixed(call, type));
      type.ownMethod(Computing.FORWARD).ifPresent(forward -> carried(type, forward));
    }

    /** {@code x.view(self.batch_size, -1)}, where the last batch may be smaller. */
    private void fixed(Expr.Call call, ClassEntity type) {
      if (call.callee() instanceof Expr.Attribute method
          && SizeArguments.areShape(method.name())
          && call.arguments().size() > 1
          && call.arguments().getFirst() instanceof Expr.Attribute size
          && text(size.value()).equals("self")
          && Losses.isBatchSize(text(size))
          && !mentions.isMentioned(DataLoading.DROP_LAST.name(), module)) {
        List<AttributeSite> sites = type.attributeSites(size.name());
        boolean isSetOnce =
            sites.size() == 1
                && sites
                    .getFirst()
                    .method()
                    .filter(m -> m.name().equals(Computing.INIT))
                    .isPresent()
                && !mentions.maySet(size.name(), module);
        if (isSetOnce) {
          add(Kind.BATCH_FIXED, call, size, sites.getFirst().node());
        }
      }
    }

    /**
     * A member that {@code forward} alone computes of layers, and of what the member was before:
     * nothing cuts or resets it.
     */
    private void carried(ClassEntity type, FunctionEntity forward) {
      if (!(forward.node() instanceof Stmt.FunctionDef body) || !forward.decorators().isEmpty()) {
        return;
      }
      for (Stmt statement : body.body()) {
        if (statement instanceof Stmt.Assign assign
            && member(assign.targets().getFirst()).isPresent()) {
          String name = member(assign.targets().getFirst()).get();
          boolean isOwn =
              type.attributeSites(name).stream()
                      .filter(s -> s.method().filter(forward::equals).isPresent())
                      .count()
                  == 1;
          boolean isLastOfLayers =
              isOwn && isOfLayer(assign.value()) && isReadBefore(body, name, assign);
          if (isLastOfLayers && !isReset(type, name) && !isOfOthers(name) && !mayCut(type)) {
            add(Kind.STATE_CARRIED, assign, assign.targets().getFirst(), assign);
          }
        }
      }
    }

    private Optional<String> member(Expr target) {
      Expr first =
          target instanceof Expr.Tuple all && !all.elements().isEmpty()
              ? all.elements().getLast()
              : target;
      return first instanceof Expr.Attribute member && text(member.value()).equals("self")
          ? Optional.of(member.name())
          : Optional.empty();
    }

    /** Whether a member of the model computes a value. */
    private boolean isOfLayer(Expr value) {
      return value instanceof Expr.Call call
          && call.callee() instanceof Expr.Attribute layer
          && text(layer.value()).equals("self")
          && CodeCalls.lastingValue(layer, module)
              .filter(made -> CodeCalls.isCall(made, Layers::startsAtRandom, module))
              .isPresent();
    }

    /** Whether the state of the call before is read, no later than where it gets another. */
    private boolean isReadBefore(Stmt.FunctionDef forward, String name, Stmt.Assign assign) {
      return Tree.holds(
          forward,
          node ->
              node instanceof Expr.Attribute member
                  && member.name().equals(name)
                  && text(member.value()).equals("self")
                  && member.end() <= assign.end()
                  && !LastValues.isTarget(member, module.tree()));
    }

    /** Whether a method beside the constructor and {@code forward} gives it a value. */
    private static boolean isReset(ClassEntity type, String name) {
      return type.attributeSites(name).stream()
          .anyMatch(
              site ->
                  site.method()
                      .filter(
                          m ->
                              !m.name().equals(Computing.INIT)
                                  && !m.name().equals(Computing.FORWARD))
                      .isPresent());
    }

    /** Whether code of another object may read the member, or give it a value. */
    private boolean isOfOthers(String name) {
      return mentions.maySet(name, module)
          || mentions.foreignReaders(name, module).filter(List::isEmpty).isEmpty();
    }

    private static boolean mayCut(ClassEntity type) {
      return Tree.holds(
          type.node(),
          node ->
              node instanceof Expr.Attribute member
                  && (GraphFlow.isCutMember(member.name())
                      || GraphFlow.cutsInPlace(member.name())
                      || GraphFlow.leaves(member.name())));
    }

    private void add(Kind kind, Node at, Node code, Node other) {
      found.add(
          new LayerSlip(
              kind,
              CodeCalls.place(at, module),
              text(code),
              other.id() == at.id()
                  ? Optional.empty()
                  : Optional.of(CodeCalls.place(other, module))));
    }
  }
}
