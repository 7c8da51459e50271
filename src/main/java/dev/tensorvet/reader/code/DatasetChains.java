package dev.tensorvet.reader.code;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.framework.Keras;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds streams of samples whose steps stand in an order that undoes one of them. */
final class DatasetChains {

  private final SourceModule module;
  private final List<KerasSlip> found = new ArrayList<>();

  DatasetChains(SourceModule module) {
    this.module = module;
  }

  List<KerasSlip> read() {
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call
                  && call.callee() instanceof Expr.Attribute method) {
                switch (method.name()) {
                  case "shuffle" -> shuffled(call, DatasetChain.of(call, module));
                  case "cache" -> cached(call, DatasetChain.of(call, module));
                  case "batch" -> batched(call, DatasetChain.of(call, module));
                  default -> {}
                }
              }
            });
    return found;
  }

  private void shuffled(Expr.Call shuffle, DatasetChain chain) {
    Optional<Expr.Call> batch = chain.lastBefore("batch", shuffle);
    boolean isLate =
        batch.isPresent()
            && chain.isDataset()
            && !chain.isBefore("shuffle", shuffle)
            && !chain.isBefore("unbatch", shuffle)
            && !chain.isBefore("window", shuffle)
            && !chain.isBefore("flat_map", shuffle);
    if (isLate) {
      add(Kind.SHUFFLED_BATCHES, shuffle, text(batch.get()), batch);
    } else if (chain.isDataset() && number(shuffle).equals(OptionalInt.of(1))) {
      add(Kind.SMALL_SHUFFLE, shuffle, "1", Optional.empty());
    }
  }

  /** A shuffle that draws from less than half a batch. */
  private void batched(Expr.Call batch, DatasetChain chain) {
    Optional<Expr.Call> shuffle = chain.lastBefore("shuffle", batch);
    if (shuffle.isEmpty() || !chain.isDataset() || chain.isBefore("batch", batch)) {
      return;
    }
    OptionalInt buffer = number(shuffle.get());
    OptionalInt size = number(batch);
    if (buffer.isPresent()
        && size.isPresent()
        && size.getAsInt() >= 16
        && buffer.getAsInt() > 1
        && 2 * buffer.getAsInt() <= size.getAsInt()) {
      add(
          Kind.SMALL_SHUFFLE,
          shuffle.get(),
          Integer.toString(buffer.getAsInt()),
          Optional.of(batch));
    }
  }

  private static OptionalInt number(Expr.Call call) {
    return call.arguments().stream()
        .findFirst()
        .filter(a -> a instanceof Expr.NumberLiteral n && n.text().matches("\\d{1,8}"))
        .map(a -> OptionalInt.of(Integer.parseInt(((Expr.NumberLiteral) a).text())))
        .orElse(OptionalInt.empty());
  }

  private void cached(Expr.Call cache, DatasetChain chain) {
    if (!chain.isDataset()) {
      return;
    }
    chain.steps().stream()
        .takeWhile(step -> step.id() != cache.id())
        .filter(step -> CodeCalls.name(step).equals("map") && isRandom(step))
        .findFirst()
        .ifPresent(map -> add(Kind.KEPT_AUGMENTED, cache, text(map), Optional.of(map)));
  }

  private boolean isRandom(Expr.Call map) {
    return map.arguments().stream()
        .findFirst()
        .map(
            function ->
                function instanceof Expr.Name name
                    ? code(name)
                    : function instanceof Expr.Lambda lambda ? codeOf(lambda) : "")
        .filter(Keras::mayAugment)
        .isPresent();
  }

  /** The text of a lambda, with that of the values that it names. */
  private String codeOf(Expr.Lambda lambda) {
    StringBuilder code = new StringBuilder(text(lambda));
    Tree.walk(
        lambda.body(),
        node -> {
          if (node instanceof Expr.Name name) {
            code.append('\n').append(code(name));
          }
        });
    return code.toString();
  }

  private String code(Expr.Name name) {
    return switch (module.resolve(name)) {
      case FunctionEntity function when function.module() == module -> text(function.node());
      case VariableEntity variable when variable.binding().sites().size() == 1 ->
          Optional.of(variable.binding().sites().getFirst())
              .flatMap(BindingSite::value)
              .map(this::text)
              .orElse("");
      default -> "";
    };
  }

  private String text(Node node) {
    return CodeCalls.text(node, module);
  }

  private void add(Kind kind, Expr.Call at, String subject, Optional<Expr.Call> other) {
    found.add(
        new KerasSlip(
            kind,
            CodeCalls.place(at, module),
            subject,
            other.map(node -> CodeCalls.place(node, module)),
            Optional.empty()));
  }
}
