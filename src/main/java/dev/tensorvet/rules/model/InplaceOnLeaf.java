package dev.tensorvet.rules.model;

import dev.tensorvet.facts.LeafWrite;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A tensor that has gradients is changed in place while a graph is built. */
final class InplaceOnLeaf implements Rule<LeafWrite> {

  @Override
  public Class<LeafWrite> subject() {
    return LeafWrite.class;
  }

  @Override
  public void check(LeafWrite write, RuleContext context) {
    String what = write.isView() ? "is a view of a tensor that has" : "has";
    context.report(
        Finding.of(
                id(),
                write.place(),
                "`%s` %s gradients: PyTorch refuses to change it in place outside of `no_grad`"
                    .formatted(write.tensor(), what))
            .withCertainty(write.certainty())
            .withRelated(new Related(write.made(), "it is made here")));
  }
}
