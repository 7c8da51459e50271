package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigSchedule;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A configuration gives a schedule fewer epochs than the loop which steps it. */
final class ConfigScheduleLength implements Rule<ConfigSchedule> {

  private static final RuleId ID = new RuleId("config-schedule-length");

  @Override
  public Class<ConfigSchedule> subject() {
    return ConfigSchedule.class;
  }

  @Override
  public void check(ConfigSchedule schedule, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                schedule.place(),
                "with `"
                    + schedule.length()
                    + "` and `"
                    + schedule.epochs()
                    + "`, the learning rate of `"
                    + schedule.scheduler()
                    + "` rises again before training ends")
            .withCertainty(Certainty.LIKELY)
            .withRelated(new Related(schedule.turns(), "it is stepped so often")));
  }
}
