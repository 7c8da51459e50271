package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.CrossEntropyInput;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A cross-entropy loss, which normalises scores itself, is given probabilities. */
final class SoftmaxBeforeCrossEntropy implements Rule<CrossEntropyInput> {

  private static final RuleId ID = new RuleId("softmax-before-cross-entropy");

  @Override
  public Class<CrossEntropyInput> subject() {
    return CrossEntropyInput.class;
  }

  @Override
  public void check(CrossEntropyInput input, RuleContext context) {
    String what =
        switch (input.kind()) {
          case SOFTMAX -> "a softmax";
          case SIGMOID -> "a sigmoid";
        };
    List<Related> related =
        input.normalisedAt().stream()
            .map(place -> new Related(place, what + " is applied here"))
            .toList();
    String scores = input.input().file().text(input.input().span());
    String shown = scores.length() <= 40 && !scores.contains("\n") ? "`" + scores + "`" : "the input";
    context.report(
        Finding.of(
                ID,
                input.input(),
                shown
                    + " has been through "
                    + what
                    + ", and the cross-entropy loss applies a softmax of its own")
            .withCertainty(
                input.kind() == CrossEntropyInput.Kind.SOFTMAX
                    ? Certainty.PROVEN
                    : Certainty.LIKELY)
            .withRelated(related));
  }
}
