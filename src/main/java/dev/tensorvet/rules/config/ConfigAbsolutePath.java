package dev.tensorvet.rules.config;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.syntax.DataNode;
import java.util.List;
import java.util.regex.Pattern;

/** A path of a configuration lies in somebody's own folder. */
final class ConfigAbsolutePath implements Rule<DataNode.Mapping> {

  private static final RuleId ID = new RuleId("config-absolute-path");

  @Override
  public Class<DataNode.Mapping> subject() {
    return DataNode.Mapping.class;
  }

  @Override
  public void check(DataNode.Mapping mapping, RuleContext context) {
    if (Paths.OF_CONTAINER.matcher(context.file().path()).find()) {
      return;
    }
    // An environment of conda says where it lay when it was written down, and nobody reads that.
    boolean isEnvironment = mapping.get("dependencies").isPresent();
    for (DataNode.Entry entry : mapping.written()) {
      if (isEnvironment && entry.name().equals("prefix")) {
        continue;
      }
      values(entry.value()).forEach(value -> check(entry, value, context));
    }
  }

  private static List<DataNode> values(DataNode value) {
    return value instanceof DataNode.Sequence list ? list.elements() : List.of(value);
  }

  private static void check(DataNode.Entry entry, DataNode value, RuleContext context) {
    if (value instanceof DataNode.Scalar scalar
        && scalar.value() instanceof String path
        && Paths.OWN.matcher(path).find()
        && !Paths.PLACEHOLDER.matcher(path).find()) {
      context.report(
          Finding.of(
              ID,
              Values.place(value, context),
              "`" + entry.name() + "` is a path on one machine: nobody else has that folder"));
    }
  }

  /** How paths look, read when the first configuration is: most runs check none. */
  private static final class Paths {

    private static final Pattern OWN =
        Pattern.compile(
            "^(file://)?(/home/[\\w.-]+/|/Users/[\\w.-]+/|[A-Za-z]:[\\\\/]+Users[\\\\/])");

    /** Where settings lie that hold in a container, whose folders are the same for all. */
    private static final Pattern OF_CONTAINER =
        Pattern.compile("(?i)docker|container|singularity|apptainer");

    /** Folders that everybody has in a container or a lesson, and names that stand for another. */
    private static final Pattern PLACEHOLDER =
        Pattern.compile(
            "(?i)^(file://)?(/home/|/Users/|[a-z]:[\\\\/]+Users[\\\\/]+)"
                + "(user(name)?|you|your\\W?(user)?\\W?name|me|xxx+|name|runner|jovyan|vscode|ubuntu"
                + "|ec2-user|nobody|shared?|public|default|\\.\\.\\.)[/\\\\]");
  }
}
