package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.SavedModule;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A model is saved as an object that only this very code can read. */
final class SaveEntireModel implements Rule<SavedModule> {

  private static final RuleId ID = new RuleId("save-entire-model");

  @Override
  public Class<SavedModule> subject() {
    return SavedModule.class;
  }

  @Override
  public void check(SavedModule saved, RuleContext context) {
    SiteFinding.at(
            ID,
            saved.file(),
            saved.site(),
            "this saves `"
                + saved.name()
                + "` as an object, which can be read only with the same code in the same files, and"
                + " by a reader that may run anything: save `"
                + saved.name()
                + ".state_dict()`",
            "the model is saved here")
        .ifPresent(context::report);
  }
}
