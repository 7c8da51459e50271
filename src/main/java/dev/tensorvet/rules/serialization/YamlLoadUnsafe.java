package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.DocumentLoad;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** A document is read in the way that makes any object that it asks for. */
final class YamlLoadUnsafe implements Rule<DocumentLoad> {

  private static final RuleId ID = new RuleId("yaml-load-unsafe");

  @Override
  public Class<DocumentLoad> subject() {
    return DocumentLoad.class;
  }

  @Override
  public void check(DocumentLoad load, RuleContext context) {
    Finding finding = Finding.of(ID, load.place(), message(load));
    boolean isUntold = !load.isUnsafe() && load.loader().isEmpty();
    context.report(isUntold ? finding.withFix(safe(load)) : finding);
  }

  private static String message(DocumentLoad load) {
    String function = "`" + load.function() + "`";
    if (load.isUnsafe()) {
      return function + " makes any object that the document asks for, and so can run any code";
    }
    return load.loader()
        .map(
            loader ->
                "with `"
                    + loader
                    + "`, "
                    + function
                    + " makes any object that the document asks for, and so can run any code")
        .orElse(
            function
                + " without a loader fails since PyYAML 6, and before that could run what the"
                + " document asks for");
  }

  private static Optional<Fix> safe(DocumentLoad load) {
    return load.name()
        .flatMap(
            name ->
                load.successor()
                    .map(
                        successor ->
                            new Fix(
                                "call `" + successor + "`",
                                Fix.Safety.SAFE,
                                List.of(new TextEdit(name, successor)))));
  }
}
