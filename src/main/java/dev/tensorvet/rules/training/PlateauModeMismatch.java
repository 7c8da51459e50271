package dev.tensorvet.rules.training;

import dev.tensorvet.facts.SchedulerTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.tensor.Proof;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scheduler waits for a value to become smaller that should become larger, or the other way
 * round.
 */
final class PlateauModeMismatch implements Rule<SchedulerTrace> {

  private static final RuleId ID = new RuleId("plateau-mode-mismatch");

  @Override
  public Class<SchedulerTrace> subject() {
    return SchedulerTrace.class;
  }

  private static final Pattern GIVEN =
      Pattern.compile("\\(\\s*(?:metrics\\s*=\\s*)?([\\w.\\[\\]'\"]+)\\s*\\)$");

  private static final Pattern LARGER =
      Pattern.compile("acc|accuracy|auc|auroc|f1|dice|iou|miou|precision|recall|bleu|psnr|ssim");

  private static final Pattern SMALLER =
      Pattern.compile("loss|error|mse|rmse|mae|perplexity|ppl|wer|cer");

  @Override
  public void check(SchedulerTrace trace, RuleContext context) {
    if (!trace.takesMetric() || trace.wantsLarger() == Proof.UNKNOWN) {
      return;
    }
    boolean isForLarger = trace.wantsLarger() == Proof.YES;
    for (int node : trace.schedules().toArray()) {
      Optional<String> metric = wrong(trace, node);
      if (metric.isPresent()) {
        TraceFinding.at(
                ID,
                trace,
                node,
                "`"
                    + trace.name()
                    + "` waits for `"
                    + metric.get()
                    + (isForLarger
                        ? "` to become larger, which should become smaller"
                        : "` to become smaller, which should become larger"),
                List.of())
            .map(finding -> finding.withCertainty(Certainty.LIKELY))
            .map(finding -> finding.withFix(fix(trace, context)))
            .ifPresent(context::report);
      }
    }
  }

  /** The metric that a step is given, when it should move the other way. */
  private static Optional<String> wrong(SchedulerTrace trace, int node) {
    boolean isForLarger = trace.wantsLarger() == Proof.YES;
    return metric(trace, node)
        .filter(m -> is(m, isForLarger ? SMALLER : LARGER))
        .filter(m -> !is(m, isForLarger ? LARGER : SMALLER));
  }

  /** The other mode where one is written, if no step of what is made there is right. */
  private static Optional<Fix> fix(SchedulerTrace trace, RuleContext context) {
    boolean isAlwaysWrong =
        context.facts().all(SchedulerTrace.class).stream()
            .filter(other -> other.madeAt().equals(trace.madeAt()))
            .allMatch(other -> other.schedules().allMatch(n -> wrong(other, n).isPresent()));
    return trace
        .modeAt()
        .filter(place -> isAlwaysWrong)
        .map(
            place -> {
              String from = trace.wantsLarger() == Proof.YES ? "max" : "min";
              String to = from.equals("max") ? "min" : "max";
              String mode = place.file().text(place.span()).replace(from, to);
              return new Fix(
                  "write `" + mode + "`",
                  Fix.Safety.SAFE,
                  List.of(new TextEdit(place.span(), mode)));
            });
  }

  /** What the step is given, when it is a name and no more. */
  private static Optional<String> metric(SchedulerTrace trace, int node) {
    Place place = trace.event(node).site().place();
    Matcher given = GIVEN.matcher(place.file().text(place.span()));
    return given.find() ? Optional.of(given.group(1)) : Optional.empty();
  }

  /** Whether one of the words of a name is one of a list. */
  private static boolean is(String name, Pattern words) {
    return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
        .anyMatch(word -> words.matcher(word).matches());
  }
}
