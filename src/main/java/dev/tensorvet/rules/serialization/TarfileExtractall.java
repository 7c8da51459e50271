package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.Extraction;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.CallArgument;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The members of an archive are written to wherever they say. */
final class TarfileExtractall implements Rule<Extraction> {

  private static final RuleId ID = new RuleId("tarfile-extractall");

  @Override
  public Class<Extraction> subject() {
    return Extraction.class;
  }

  @Override
  public void check(Extraction extraction, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                extraction.place(),
                "`"
                    + extraction.function()
                    + "` writes each member to the path that the archive names, which may lead out"
                    + " of the folder: it has no `filter`")
            .withFix(CallArgument.add(extraction.place(), "filter=\"data\"", Fix.Safety.SAFE)));
  }
}
