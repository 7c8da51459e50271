package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.RemoteCode;
import dev.tensorvet.facts.RemoteCode.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** Code that comes with a published model is run in whatever version it has by then. */
final class HfTrustRemoteCode implements Rule<RemoteCode> {

  private static final RuleId ID = new RuleId("hf-trust-remote-code");

  @Override
  public Class<RemoteCode> subject() {
    return RemoteCode.class;
  }

  @Override
  public void check(RemoteCode code, RuleContext context) {
    if (code.kind() != Kind.BESIDE_MODEL) {
      return;
    }
    context.report(
        Finding.of(
                ID,
                code.place(),
                "this runs code that comes with what is loaded, in the version that its owner publishes by"
                    + " then: no `revision` names a commit")
            .withCertainty(code.isPublished() == Proof.YES ? Certainty.PROVEN : Certainty.LIKELY));
  }
}
