package dev.tensorvet.rules.training;

import dev.tensorvet.facts.NameFilter;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Parameters are chosen by a part of their name that none of them has. */
final class LayerwiseLrNameFilterEmpty implements Rule<NameFilter> {

  private static final RuleId ID = new RuleId("layerwise-lr-name-filter-empty");

  @Override
  public Class<NameFilter> subject() {
    return NameFilter.class;
  }

  @Override
  public void check(NameFilter filter, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                filter.place(),
                "no parameter of `%s` has `%s` in its name, so that this chooses none of them"
                    .formatted(filter.model(), filter.text()))
            .withCertainty(Certainty.LIKELY));
  }
}
