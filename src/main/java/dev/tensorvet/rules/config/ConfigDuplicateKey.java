package dev.tensorvet.rules.config;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.syntax.DataNode;
import java.util.HashMap;
import java.util.Map;

/** A key stands in one mapping twice, and only the last value counts. */
final class ConfigDuplicateKey implements Rule<DataNode.Mapping> {

  private static final RuleId ID = new RuleId("config-duplicate-key");

  @Override
  public Class<DataNode.Mapping> subject() {
    return DataNode.Mapping.class;
  }

  @Override
  public void check(DataNode.Mapping mapping, RuleContext context) {
    Map<String, DataNode.Entry> seen = new HashMap<>();
    for (DataNode.Entry entry : mapping.written()) {
      DataNode.Entry before = seen.put(entry.name(), entry);
      if (before != null && !entry.name().equals(DataNode.Mapping.MERGE)) {
        report(before, entry, context);
      }
    }
  }

  private static void report(DataNode.Entry before, DataNode.Entry entry, RuleContext context) {
    boolean isSame =
        Values.text(before.value(), context).equals(Values.text(entry.value(), context));
    int line = context.file().locate(before.key().start()).line();
    Finding finding =
        Finding.of(
                ID,
                Values.place(entry, context),
                isSame
                    ? "`" + entry.name() + "` is written twice here, with the same value"
                    : "`"
                        + entry.name()
                        + "` is written twice here: the value of line "
                        + line
                        + " is lost")
            .withRelated(new Related(Values.place(before, context), "it is written first here"));
    context.report(isSame ? finding.withLevelAtMost(Level.ADVICE) : finding);
  }
}
