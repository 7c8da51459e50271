package dev.tensorvet.rule;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** A finding about a loader, at the place where it is made. */
public final class LoaderFinding {

  private LoaderFinding() {}

  /** The same, with the fix that writes {@code False} for what the loader is told by that word. */
  public static Optional<Finding> at(
      RuleId rule,
      DataPipeline pipeline,
      LoaderUse loader,
      String message,
      LoaderUse.Flag switchedOff) {
    Optional<Fix> fix = switchOff(pipeline, loader, switchedOff);
    return at(rule, pipeline, loader, message).map(finding -> finding.withFix(fix));
  }

  /** Where one call makes several loaders, the others may want what this one should not do. */
  private static Optional<Fix> switchOff(
      DataPipeline pipeline, LoaderUse loader, LoaderUse.Flag flag) {
    boolean isOnlyOne =
        pipeline.loaders().stream()
                .filter(other -> other.madeAt().place().equals(loader.madeAt().place()))
                .count()
            == 1;
    return flag.written()
        .filter(place -> isOnlyOne && place.file() == pipeline.file())
        .map(
            place ->
                new Fix(
                    "write `" + flag.name() + "=False`",
                    Fix.Safety.SAFE,
                    List.of(new TextEdit(place.span(), "False"))));
  }

  /** Empty when the place cannot be shown in the file under check. */
  public static Optional<Finding> at(
      RuleId rule, DataPipeline pipeline, LoaderUse loader, String message) {
    return SiteFinding.at(
            rule, pipeline.file(), loader.madeAt(), message, "the loader is made here")
        .map(finding -> finding.withCertainty(pipeline.certainty()));
  }
}
