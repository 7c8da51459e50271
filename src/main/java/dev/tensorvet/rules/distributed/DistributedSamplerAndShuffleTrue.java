package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LoaderFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** A loader is given a sampler, and told to shuffle. */
final class DistributedSamplerAndShuffleTrue implements Rule<DataPipeline> {

  private static final RuleId ID = new RuleId("distributed-sampler-and-shuffle-true");

  @Override
  public Class<DataPipeline> subject() {
    return DataPipeline.class;
  }

  @Override
  public void check(DataPipeline pipeline, RuleContext context) {
    pipeline.loaders().stream()
        .filter(loader -> loader.shuffles() == Proof.YES && hasSampler(loader))
        .flatMap(
            loader ->
                LoaderFinding.at(
                    ID,
                    pipeline,
                    loader,
                    "`"
                        + loader.name()
                        + "` is given a sampler and `shuffle=True`, which cannot both be: making it"
                        + " raises a `ValueError`",
                    loader.shuffle())
                    .stream())
        .forEach(context::report);
  }

  private static boolean hasSampler(LoaderUse loader) {
    return switch (loader.sampling()) {
      case DISTRIBUTED_RANDOM, DISTRIBUTED_IN_ORDER -> true;
      case OTHER -> loader.sampler().isPresent();
      case NONE, UNKNOWN -> false;
    };
  }
}
