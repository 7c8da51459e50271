package dev.tensorvet.reader.java;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Change;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.framework.Dl4j;
import dev.tensorvet.requirement.Version;
import dev.tensorvet.requirement.VersionRange;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads how networks of DL4J are configured. */
final class Dl4jConfigurations implements JavaReader {

  @Override
  public boolean mayApply(String text) {
    return Dl4j.mayBeUsed(text) && text.contains("Builder");
  }

  /**
   * A layer as its builder is told.
   *
   * @param outputs how many numbers it gives; nothing where that is not written out
   */
  private record Layer(Expression at, OptionalInt inputs, OptionalInt outputs) {}

  @Override
  public List<JavaSlip> read(JavaCode code) {
    List<JavaSlip> slips = new ArrayList<>();
    for (ObjectCreationExpr made : code.unit().unit().findAll(ObjectCreationExpr.class)) {
      Optional<String> builder = code.made(made);
      builder.flatMap(Dl4j::layer).ifPresent(layer -> output(code, layer, made, slips));
      if (builder.filter(Dl4j::isConfiguration).isPresent()) {
        List<MethodCallExpr> chain = JavaCode.chain(JavaCode.chainEnd(made));
        seed(code, made, chain).ifPresent(slips::add);
        sizes(code, chain, slips);
        removed(code, chain, slips);
      }
    }
    return slips;
  }

  // --- output layers

  private static void output(
      JavaCode code, String layer, ObjectCreationExpr made, List<JavaSlip> to) {
    List<MethodCallExpr> chain = JavaCode.chain(JavaCode.chainEnd(made));
    Optional<Expression> loss =
        argument(chain, "lossFunction")
            .or(
                () ->
                    made.getArguments().size() == 1
                        ? Optional.of(made.getArgument(0))
                        : Optional.empty());
    Optional<Expression> activation = argument(chain, "activation");
    if (!Dl4j.isOutput(layer) || activation.isEmpty()) {
      return;
    }
    String function = JavaCode.lastName(activation.get());
    if (function.equals("SOFTMAX")
        && argument(chain, "nOut").map(code::number).filter(n -> n.orElse(0) == 1).isPresent()) {
      to.add(
          JavaSlip.of(
                  Kind.OUTPUT_MISFIT, code.place(activation.get()), code.quoted(activation.get()))
              .withDetail("nOut(1)"));
      return;
    }
    if (loss.isEmpty()) {
      return;
    }
    String lossName = JavaCode.lastName(loss.get());
    Optional<Dl4j.Misfit> misfit = Dl4j.misfit(lossName, function);
    if (misfit.isEmpty()) {
      return;
    }
    JavaSlip slip =
        JavaSlip.of(Kind.OUTPUT_MISFIT, code.place(activation.get()), code.quoted(activation.get()))
            .withDetail(lossName)
            .withOther(code.place(loss.get()));
    to.add(
        misfit.get() == Dl4j.Misfit.REFUSED
            ? fitted(code, slip, activation.get(), lossName)
            : slip.unsure());
  }

  private static JavaSlip fitted(JavaCode code, JavaSlip slip, Expression activation, String loss) {
    Span span = code.unit().span(activation);
    String written = code.unit().module().file().text(span);
    String function = JavaCode.lastName(activation);
    return slip.withChange(
        Dl4j.activationFor(loss)
            .filter(fits -> written.endsWith(function))
            .map(
                fits ->
                    new Change(
                        "use `" + fits + "`",
                        List.of(
                            new TextEdit(
                                new Span(span.end() - function.length(), span.end()), fits)))));
  }

  private static Optional<Expression> argument(List<MethodCallExpr> chain, String method) {
    return chain.stream()
        .filter(call -> call.getNameAsString().equals(method) && call.getArguments().size() == 1)
        .reduce((first, last) -> last)
        .map(call -> call.getArgument(0));
  }

  // --- seeds

  private static Optional<JavaSlip> seed(
      JavaCode code, ObjectCreationExpr made, List<MethodCallExpr> chain) {
    boolean isWhole =
        chain.stream()
            .map(MethodCallExpr::getNameAsString)
            .anyMatch(n -> n.matches("build|list|graphBuilder"));
    boolean hasSeed = chain.stream().anyMatch(call -> call.getNameAsString().equals("seed"));
    return isWhole && !hasSeed && !code.isTest()
        ? Optional.of(JavaSlip.of(Kind.SEED_MISSING, code.place(made), code.quoted(made)))
        : Optional.empty();
  }

  // --- sizes

  private static void sizes(JavaCode code, List<MethodCallExpr> chain, List<JavaSlip> to) {
    boolean isAdapted =
        chain.stream()
            .map(MethodCallExpr::getNameAsString)
            .anyMatch(n -> n.matches("setInputType|inputType|inputPreProcessor|graphBuilder"));
    if (isAdapted) {
      return;
    }
    Optional<Layer> before = Optional.empty();
    int number = 0;
    for (MethodCallExpr call : chain) {
      if (!call.getNameAsString().equals("layer") || call.getArguments().isEmpty()) {
        continue;
      }
      boolean isInOrder =
          call.getArguments().size() == 1 || code.number(call.getArgument(0)).orElse(-1) == number;
      number++;
      Optional<Layer> layer =
          isInOrder
              ? layer(code, call.getArgument(call.getArguments().size() - 1))
              : Optional.empty();
      if (before.isPresent() && layer.isPresent()) {
        differ(code, before.get(), layer.get()).ifPresent(to::add);
      }
      before = layer;
    }
  }

  private static Optional<JavaSlip> differ(JavaCode code, Layer before, Layer layer) {
    boolean isDifferent =
        before.outputs().isPresent()
            && layer.inputs().isPresent()
            && before.outputs().getAsInt() != layer.inputs().getAsInt();
    return isDifferent
        ? Optional.of(
            JavaSlip.of(
                    Kind.SIZES_DIFFER,
                    code.place(layer.at()),
                    Integer.toString(layer.inputs().getAsInt()))
                .withDetail(Integer.toString(before.outputs().getAsInt()))
                .withOther(code.place(before.at())))
        : Optional.empty();
  }

  /** A layer of a kind whose sizes are what is written. */
  private static Optional<Layer> layer(JavaCode code, Expression given) {
    Expression value = code.value(given);
    boolean isPlain =
        code.made(JavaCode.root(value)).flatMap(Dl4j::layer).filter(Dl4j::isPlain).isPresent();
    if (!isPlain) {
      return Optional.empty();
    }
    List<MethodCallExpr> chain = JavaCode.chain(value);
    Optional<Expression> inputs = argument(chain, "nIn");
    return Optional.of(
        new Layer(
            inputs.orElse(value), number(code, inputs), number(code, argument(chain, "nOut"))));
  }

  private static OptionalInt number(JavaCode code, Optional<Expression> written) {
    return written.map(code::number).orElse(OptionalInt.empty());
  }

  // --- what is gone

  private static void removed(JavaCode code, List<MethodCallExpr> chain, List<JavaSlip> to) {
    VersionRange versions = code.requirements().versions(code.unit().module(), Dl4j.GROUP);
    if (!versions.isFrom(Version.of(Dl4j.REMOVED_SINCE))) {
      return;
    }
    for (MethodCallExpr call : chain) {
      Optional<String> instead = Dl4j.removed(call.getNameAsString());
      // What comes behind `list` is another builder.
      if (call.getNameAsString().matches("list|graphBuilder")) {
        return;
      }
      instead.ifPresent(
          advice ->
              to.add(
                  JavaSlip.of(
                          Kind.BUILDER_METHOD_REMOVED,
                          code.place(call.getName()),
                          call.getNameAsString())
                      .withDetail(advice)));
    }
  }
}
