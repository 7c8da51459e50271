package dev.tensorvet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.rules.Findings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Configurations are checked as code is: with suppressions, and with problems that have a place.
 */
final class ConfigurationsTest {

  @Test
  void aCommentSilencesAFindingInYaml() {
    Findings findings =
        Findings.in(
            Map.of(
                "a.yaml",
                "lr: 1\nlr: 2  # tensorvet: ignore[config-duplicate-key] tried out\n",
                "b.yaml",
                "lr: 1\n# tensorvet: ignore[config-duplicate-key]\nlr: 2\n",
                "c.yaml",
                "# tensorvet: ignore-file[config-duplicate-key]\nlr: 1\nlr: 2\nlr: 3\n"));
    assertThat(findings.all()).isEmpty();
    assertThat(findings.problems()).isEmpty();
  }

  @Test
  void aCommentSilencesAFindingInToml() {
    String conflict = "deterministic = true\nbenchmark = true";
    assertThat(Findings.in(Map.of("a.toml", conflict + "\n")).all()).hasSize(1);
    assertThat(
            Findings.in(
                    Map.of(
                        "a.toml", conflict + " # tensorvet: ignore[config-precision-conflict]\n"))
                .all())
        .isEmpty();
  }

  @Test
  void whatSilencesNothingIsTold() {
    assertThat(
            Findings.in(Map.of("a.yaml", "lr: 1 # tensorvet: ignore[config-duplicate-key]\n"))
                .problems())
        .containsExactly("a.yaml: nothing here is found by `config-duplicate-key`");
  }

  @Test
  void aBrokenFileKeepsNoOtherFromBeingChecked() {
    Findings findings = Findings.in(Map.of("a.yaml", "a: [1\nb: 2\n", "b.yaml", "lr: 1\nlr: 2\n"));
    assertThat(findings.problems()).hasSize(1);
    assertThat(findings.problems().getFirst()).startsWith("a.yaml: this is not valid YAML: ");
    findings.only("config-duplicate-key").at("lr");
  }
}
