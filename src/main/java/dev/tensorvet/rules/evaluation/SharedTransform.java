package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LoaderFinding;
import java.util.Optional;

/** What the rules about random transforms share. */
final class SharedTransform {

  private SharedTransform() {}

  /** Whether two loaders take their samples from one dataset, with one transform. */
  static boolean isShared(LoaderUse one, LoaderUse other) {
    return one.dataset().isPart()
        && other.dataset().isPart()
        && one.dataset().transform().isSameAs(other.dataset().transform());
  }

  /** A finding about a loader, with the transform that is random. */
  static Optional<Finding> finding(
      RuleId rule, DataPipeline pipeline, LoaderUse loader, String message) {
    return LoaderFinding.at(rule, pipeline, loader, message)
        .map(
            finding ->
                finding.withRelated(
                    loader
                        .dataset()
                        .transform()
                        .random()
                        .map(site -> new Related(site.place(), "this is random"))));
  }
}
