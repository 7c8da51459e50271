package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LoaderFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** Each process trains on all samples. */
final class DdpLoaderWithoutDistributedSampler implements Rule<DataPipeline> {

  private static final RuleId ID = new RuleId("ddp-loader-without-distributed-sampler");

  @Override
  public Class<DataPipeline> subject() {
    return DataPipeline.class;
  }

  @Override
  public void check(DataPipeline pipeline, RuleContext context) {
    if (!pipeline.isDistributed()) {
      return;
    }
    pipeline
        .training()
        .filter(DdpLoaderWithoutDistributedSampler::givesAllToEach)
        .flatMap(
            loader ->
                LoaderFinding.at(
                    ID,
                    pipeline,
                    loader,
                    "each process trains on all samples of `"
                        + loader.name()
                        + "`: without a `DistributedSampler` an epoch does the same work in each of"
                        + " them")
                    .stream())
        .forEach(finding -> context.report(finding.withCertainty(Certainty.LIKELY)));
  }

  private static boolean givesAllToEach(LoaderUse loader) {
    return loader.sampling() == LoaderUse.Sampling.NONE
        && loader.dataset().isOrdered() == Proof.YES
        && !loader.isPrepared()
        && !loader.knowsProcess();
  }
}
