package dev.tensorvet.reader.run;

import dev.tensorvet.facts.RepeatedMean;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.framework.PythonFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the losses of a run that are means, and are divided by the size of the batch again. */
final class RepeatedMeans implements RunReader<RepeatedMean> {

  @Override
  public Class<RepeatedMean> kind() {
    return RepeatedMean.class;
  }

  @Override
  public List<RepeatedMean> read(FinishedRun run) {
    List<RepeatedMean> found = new ArrayList<>();
    Cuts cuts = new Cuts(run);
    for (int node : run.nodes(Event.Backward.class)) {
      Event.Backward backward = (Event.Backward) run.event(node);
      for (Term loss : backward.losses()) {
        for (Term part : LossParts.of(cuts.unscaled(loss))) {
          if (part instanceof Term.Computed division
              && division.operator().equals("/")
              && isBatchSize(division.operands().getLast())
              && !isOfOneSample(division.operands().getLast(), node, run)) {
            mean(division.operands().getFirst(), run)
                .map(mean -> new RepeatedMean(run.file(), mean.site(), backward.site()))
                .ifPresent(found::add);
          }
        }
      }
    }
    return found;
  }

  /** {@code batch_size}, {@code x.size(0)} or {@code x.shape[0]} */
  private static boolean isBatchSize(Term size) {
    return switch (size) {
      case Term.Made made ->
          made.callee() instanceof Term.Member method
              && Costs.givesSize(method.name())
              && made.positional().size() == 1
              && isZero(made.positional().getFirst());
      case Term.Item item ->
          item.owner() instanceof Term.Member shape
              && Costs.givesSize(shape.name())
              && isZero(item.key());
      default -> Modulus.name(size).filter(Losses::isBatchSize).isPresent();
    };
  }

  private static boolean isZero(Term axis) {
    return axis instanceof Term.Written written
        && written.value() instanceof Constant.Number number
        && number.value() == 0;
  }

  /** A loss of the library, computed by its object or its function, that is a mean. */
  private static Optional<Term.Made> mean(Term loss, FinishedRun run) {
    if (!(loss instanceof Term.Made computed)) {
      return Optional.empty();
    }
    Term callee = run.relations().settled(computed.callee());
    Optional<Term.Made> options =
        callee instanceof Term.Made object ? Optional.of(object) : Optional.of(computed);
    return options
        .filter(
            made -> run.objects().libraryName(made.callee()).filter(Losses::isReduced).isPresent())
        .filter(RepeatedMeans::isMean)
        .map(made -> computed);
  }

  private static boolean isMean(Term.Made options) {
    return options.keywords().keySet().stream()
        .filter(Losses::reduces)
        .allMatch(
            option ->
                options.keywords().get(option) instanceof Term.Written written
                    && written.value() instanceof Constant.Text text
                    && Losses.isMean(text.value()));
  }

  /** Whether a batch is made of several passes: one for each sample, or before each step. */
  private static boolean isOfOneSample(Term size, int pass, FinishedRun run) {
    boolean isCounted =
        run.graph().loopsAround(pass).stream()
            .flatMap(loop -> run.run().control().iterated(loop.header()).stream())
            .anyMatch(
                turns ->
                    turns instanceof Term.Made range
                        && run.objects()
                            .libraryName(range.callee())
                            .filter(PythonFunctions::counts)
                            .isPresent()
                        && range.positional().contains(size));
    return isCounted
        || Modulus.name(size)
            .filter(name -> run.file().text().matches("(?s).*%\\s*" + Pattern.quote(name) + ".*"))
            .isPresent();
  }
}
