package dev.tensorvet.rules.training;

import dev.tensorvet.facts.CutTerm;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A part of a loss is cut off from the model that the loss is to train. */
final class DetachBreaksGraph implements Rule<CutTerm> {

  @Override
  public Class<CutTerm> subject() {
    return CutTerm.class;
  }

  @Override
  public void check(CutTerm part, RuleContext context) {
    String message =
        switch (part.kind()) {
          case NUMBER ->
              "this part of the loss has lost its graph: it is a number that is added, and trains"
                  + " nothing";
          case ADVERSARY ->
              "this part of the loss asks to be taken for real, and is cut off from what it judges:"
                  + " it trains the judge alone";
        };
    SiteFinding.at(id(), part.file(), part.cut(), message, "it loses its graph here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(
                        new Related(part.backward().place(), "the loss is learnt from here")))
        .ifPresent(context::report);
  }
}
