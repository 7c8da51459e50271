package dev.tensorvet.rule;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import java.util.List;
import java.util.Optional;

/** A finding about a loader, at the place where it is made. */
public final class LoaderFinding {

  private LoaderFinding() {}

  /** Empty when the place cannot be shown in the file under check. */
  public static Optional<Finding> at(
      RuleId rule, DataPipeline pipeline, LoaderUse loader, String message) {
    Optional<Place> place = loader.madeAt().in(pipeline.file());
    return place.map(
        at ->
            Finding.of(rule, at, message)
                .withCertainty(pipeline.certainty())
                .withBeneath(loader.madeAt().beneath(pipeline.file()))
                .withRelated(
                    at.file() == loader.madeAt().place().file()
                        ? List.of()
                        : List.of(
                            new Related(loader.madeAt().place(), "the loader is made here"))));
  }
}
