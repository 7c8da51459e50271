package dev.tensorvet.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NewRuleTest {

  @Test
  void writesPageAndClassAndListsTheRule(@TempDir Path root) throws IOException {
    String sources = "src/main/java/dev/tensorvet/rules/model/";
    Path list = root.resolve(sources + "ModelRules.java");
    Files.createDirectories(list.getParent());
    Files.copy(Path.of(sources + "ModelRules.java"), list);

    NewRule.begin(root, "model", new RuleId("module-missing-example"));

    assertThat(root.resolve("rules/model/module-missing-example.md"))
        .content()
        .contains("category: model", "# expect: module-missing-example");
    assertThat(root.resolve(sources + "ModuleMissingExample.java"))
        .content()
        .contains("final class ModuleMissingExample implements Rule<ModelClass>");
    assertThat(list)
        .content()
        .contains(
            """
                  case "module-method-typo" -> new ModuleMethodTypo();
                  case "module-missing-example" -> new ModuleMissingExample();
                  case "module-missing-forward" -> new ModuleMissingForward();
            """);
  }
}
