package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.RemoteCode;
import dev.tensorvet.facts.RemoteCode.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** The code of a repository is run in whatever version it has by then. */
final class TorchHubLoadUntrusted implements Rule<RemoteCode> {

  private static final RuleId ID = new RuleId("torch-hub-load-untrusted");

  @Override
  public Class<RemoteCode> subject() {
    return RemoteCode.class;
  }

  @Override
  public void check(RemoteCode code, RuleContext context) {
    if (code.kind() != Kind.REPOSITORY) {
      return;
    }
    context.report(
        Finding.of(
                ID,
                code.place(),
                "`"
                    + code.function()
                    + "` runs the code of this repository as its owner publishes it by then: no version is"
                    + " named behind a colon, and nobody is asked whether it is trusted")
            .withCertainty(code.isPublished() == Proof.YES ? Certainty.PROVEN : Certainty.LIKELY));
  }
}
