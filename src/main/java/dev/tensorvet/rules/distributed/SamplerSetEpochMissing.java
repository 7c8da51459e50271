package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.CodeLayout;
import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.facts.LoaderUse.Pass;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LineInsert;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A distributed sampler is never told the epoch, and deals out the same order each time. */
final class SamplerSetEpochMissing implements Rule<DataPipeline> {

  private static final RuleId ID = new RuleId("sampler-set-epoch-missing");

  @Override
  public Class<DataPipeline> subject() {
    return DataPipeline.class;
  }

  @Override
  public void check(DataPipeline pipeline, RuleContext context) {
    pipeline
        .training()
        .filter(loader -> loader.sampling() == LoaderUse.Sampling.DISTRIBUTED_RANDOM)
        .filter(loader -> !loader.isPrepared())
        .forEach(
            loader ->
                loader.passes().stream()
                    .filter(SamplerSetEpochMissing::repeatsItsOrder)
                    .findFirst()
                    .flatMap(pass -> finding(pipeline, loader, pass, context))
                    .ifPresent(context::report));
  }

  private static boolean repeatsItsOrder(Pass pass) {
    return pass.role() != DataRole.EVALUATION
        && pass.isRepeated()
        && pass.isToldEpoch() == Proof.NO;
  }

  private static Optional<Finding> finding(
      DataPipeline pipeline, LoaderUse loader, Pass pass, RuleContext context) {
    return SiteFinding.at(
            ID,
            pipeline.file(),
            pass.site(),
            "each epoch takes the samples of `"
                + loader.name()
                + "` in the same order: nothing calls `set_epoch` on its distributed sampler",
            "the batches are taken here")
        .map(
            finding ->
                finding
                    .withCertainty(
                        pass.isDirect() && pass.role() == DataRole.TRAINING
                            ? pipeline.certainty()
                            : Certainty.LIKELY)
                    .withRelated(
                        loader
                            .sampler()
                            .map(site -> new Related(site.place(), "the sampler is made here")))
                    .withFix(loader.sampler().flatMap(made -> fix(made, pass.site(), context))));
  }

  /**
   * The call at the head of the loop over the epochs, where that counts them and stands in the code
   * that makes the sampler.
   */
  private static Optional<Fix> fix(Site sampler, Site pass, RuleContext context) {
    int depth = sampler.calls().size();
    List<Place> way = new ArrayList<>(pass.calls());
    way.add(pass.place());
    CodeLayout layout = context.facts().all(CodeLayout.class).getFirst();
    boolean isHere =
        depth < way.size()
            && sampler.calls().equals(way.subList(0, depth))
            && sampler.place().file() == context.file()
            && way.subList(depth, way.size()).stream().allMatch(p -> p.file() == context.file())
            && way.subList(depth + 1, way.size()).stream().allMatch(p -> layout.loops(p).isEmpty());
    if (!isHere) {
      return Optional.empty();
    }
    Place inLoop = way.get(depth);
    return layout
        .variable(sampler.place(), inLoop)
        .flatMap(
            name ->
                layout.loops(inLoop).stream()
                    .findFirst()
                    .flatMap(
                        loop ->
                            loop.counter()
                                .map(epoch -> name + ".set_epoch(" + epoch + ")")
                                .flatMap(
                                    code ->
                                        LineInsert.before(loop.head(), code, Fix.Safety.SAFE))));
  }
}
