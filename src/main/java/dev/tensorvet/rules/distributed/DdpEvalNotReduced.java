package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.facts.LoaderUse.Pass;
import dev.tensorvet.facts.LoaderUse.Sampling;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import java.util.Optional;

/** Each process evaluates a part of the samples, and nothing puts the results together. */
final class DdpEvalNotReduced implements Rule<DataPipeline> {

  private static final RuleId ID = new RuleId("ddp-eval-not-reduced");

  @Override
  public Class<DataPipeline> subject() {
    return DataPipeline.class;
  }

  @Override
  public void check(DataPipeline pipeline, RuleContext context) {
    // Who does not train wants no number to choose by: each process may write what it finds.
    if (pipeline.training().findAny().isEmpty() || pipeline.joinsProcesses()) {
      return;
    }
    pipeline
        .evaluating()
        .filter(DdpEvalNotReduced::isDealtOut)
        .forEach(
            loader ->
                loader.passes().stream()
                    .filter(pass -> pass.role() == DataRole.EVALUATION)
                    .filter(pass -> staysApart(pipeline, pass.site()))
                    .findFirst()
                    .flatMap(pass -> finding(pipeline, loader, pass))
                    .ifPresent(context::report));
  }

  private static boolean isDealtOut(LoaderUse loader) {
    return !loader.isPrepared()
        && (loader.sampling() == Sampling.DISTRIBUTED_IN_ORDER
            || loader.sampling() == Sampling.DISTRIBUTED_RANDOM);
  }

  /** Whether no code on the way may put results together. */
  private static boolean staysApart(DataPipeline pipeline, Site pass) {
    return !Processes.mayJoin(pipeline.file().text())
        && pass.way().stream().noneMatch(place -> Processes.mayJoin(place.file().text()));
  }

  private static Optional<Finding> finding(DataPipeline pipeline, LoaderUse loader, Pass pass) {
    return SiteFinding.at(
            ID,
            pipeline.file(),
            pass.site(),
            "each process evaluates its own part of `"
                + loader.name()
                + "`, and nothing puts the results together: what one of them tells holds for that"
                + " part",
            "it is evaluated here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(
                        loader
                            .sampler()
                            .map(site -> new Related(site.place(), "the samples are dealt out"))));
  }
}
