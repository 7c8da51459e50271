package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.workspace.MemoryTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose sizes stand in a file. */
final class DocumentsTest {

  private static final String NET =
      """
      from torch import nn


      class Net(nn.Module):
          def __init__(self, width, classes):
              super().__init__()
              self.stem = nn.Linear(3, width)
              self.head = nn.Linear(width, classes)

          def forward(self, x):
              return self.head(self.stem(x))
      """;

  private final Frameworks frameworks = Frameworks.all();
  private final Interpreter interpreter = new Interpreter(Tensorvet::parse, frameworks, Ops::all);

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        import yaml
        with open("conf/net.yaml") as file:
            config = yaml.safe_load(file)
        net = Net(config["model"]["width"], config["model"].get("classes"))
        """,
        """
        import yaml
        config = yaml.load(open("conf/net.yaml"), Loader=yaml.FullLoader)
        net = Net(**config["model"])
        """,
        """
        from pathlib import Path
        import yaml
        config = yaml.safe_load((Path("conf") / "net.yaml").read_text())
        net = Net(**config["model"])
        """,
        """
        from omegaconf import OmegaConf
        config = OmegaConf.load("conf/net.yaml")
        net = Net(config.model.width, config.model.classes)
        """,
        """
        import yaml
        from easydict import EasyDict
        def load(path):
            with open(path, "r") as stream:
                return EasyDict(yaml.safe_load(stream))
        def main():
            config = load("conf/net.yaml")
            return Net(config.model.width, config.model.classes)
        """,
        """
        import os
        import yaml
        def main():
            path = os.path.join(os.path.dirname(__file__), "conf", "net.yaml")
            with open(path) as file:
                config = yaml.safe_load(file)
            return Net(config["model"]["width"], config["model"]["classes"])
        """
      })
  void sizesAreReadFromTheFileThatTheCodeNames(String script) {
    assertThat(weights(script, "conf/net.yaml", "model:\n  width: 24\n  classes: 7\n"))
        .isEqualTo("(24, 3) (24,) (7, 24) (7,)");
  }

  @Test
  void jsonAndToml() {
    String read = "net = Net(config['model']['width'], config['model']['classes'])\n";
    assertThat(
            weights(
                "import json\nconfig = json.load(open('net.json'))\n" + read,
                "net.json",
                "{\"model\": {\"width\": 24, \"classes\": 7}}"))
        .isEqualTo("(24, 3) (24,) (7, 24) (7,)");
    assertThat(
            weights(
                "import tomllib\nwith open('net.toml', 'rb') as file:\n    config = tomllib.load(file)\n"
                    + read,
                "net.toml",
                "[model]\nwidth = 24\nclasses = 7\n"))
        .isEqualTo("(24, 3) (24,) (7, 24) (7,)");
  }

  /** What another reads as a number, PyYAML gives as a text, and a variable is anything. */
  @ParameterizedTest
  @CsvSource({"1e2", "${other}"})
  void whatTheFileDoesNotSayIsNotKnown(String width) {
    assertThat(
            weights(
                """
                import yaml
                with open("net.yaml") as file:
                    config = yaml.safe_load(file)
                net = Net(config["width"], 7)
                """,
                "net.yaml",
                "width: " + width + "\n"))
        .doesNotContain("24")
        .doesNotContain("100");
  }

  /** What is done to the settings may be anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "override(config)",
        "config.update(vars(arguments))",
        "config.merge_with(other)",
        "if arguments.width:\n    config[\"width\"] = arguments.width",
        "config.width = arguments.width"
      })
  void whatIsDoneToTheSettingsMayBeAnything(String change) {
    assertThat(
            weights(
                "import yaml\nfrom tools import override, arguments\n"
                    + "config = yaml.safe_load(open('net.yaml'))\n"
                    + change
                    + "\nnet = Net(config['width'], 7)\n",
                "net.yaml",
                "width: 24\n"))
        .doesNotContain("24");
  }

  @Test
  void whatTheCodeChangesIsNoLongerTheFiles() {
    assertThat(
            weights(
                """
                import yaml
                with open("net.yaml") as file:
                    config = yaml.safe_load(file)
                config["width"] = 12
                net = Net(config["width"], 7)
                """,
                "net.yaml",
                "width: 24\n"))
        .isEqualTo("(12, 3) (12,) (7, 12) (7,)");
  }

  @Test
  void aFileThatTwoFoldersHaveIsNotKnown() {
    Map<String, String> files = new HashMap<>();
    files.put("pyproject.toml", "");
    files.put("net.yaml", "width: 24\n");
    files.put("src/net.yaml", "width: 48\n");
    files.put(
        "src/net.py",
        NET
            + "import yaml\nconfig = yaml.safe_load(open('net.yaml'))\nnet = Net(config['width'], 7)\n");
    assertThat(weights(files, "src/net.py")).isEqualTo("(width, 3) (width,) (7, width) (7,)");
  }

  /** A class that only a configuration of Hydra names, and another that it is given. */
  @Test
  void classesThatAConfigurationNamesAreMadeWithWhatStandsThere() {
    Map<String, String> files = new HashMap<>();
    files.put("pyproject.toml", "");
    files.put(
        "src/net.py",
        """
        from torch import nn


        class Wrapper(nn.Module):
            def __init__(self, net, classes):
                super().__init__()
                self.net = net
                self.head = nn.Linear(24, classes)

            def forward(self, x):
                return self.head(self.net(x))


        if __name__ == "__main__":
            Wrapper(None, None)
        """);
    files.put(
        "conf/model/net.yaml",
        """
        _target_: src.net.Wrapper
        classes: 7
        net:
          _target_: torch.nn.Linear
          in_features: 3
          out_features: 24
        """);
    files.put("train.py", "import hydra\nmodel = hydra.utils.instantiate(cfg.model)\n");
    assertThat(weights(files, "src/net.py")).isEqualTo("(24, 3) (24,) (7, 24) (7,)");
    files.put("train.py", "");
    assertThat(weights(files, "src/net.py")).doesNotContain("7");
  }

  private String weights(String script, String name, String text) {
    return weights(Map.of("net.py", NET + script, name, text), "net.py");
  }

  private String weights(Map<String, String> files, String path) {
    Project project = new Project(new MemoryTree(files), Tensorvet::parse, frameworks);
    ClassEntity net =
        project.module(MemoryTree.ROOT.resolve(path)).orElseThrow().classes().getFirst();
    Interpretation told = interpreter.interpret(net, new Request(List.of(), false, false, true));
    return String.join(
        " ",
        told.graph().weights().stream()
            .map(weight -> weight.value().type().shape().toString())
            .toList());
  }
}
