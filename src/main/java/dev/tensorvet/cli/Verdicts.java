package dev.tensorvet.cli;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.finding.Verdict;
import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.interp.Followed;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Request;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.Rules;
import dev.tensorvet.rules.Catalogue;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.verify.Libtorch;
import dev.tensorvet.verify.Recipe;
import dev.tensorvet.verify.Trial;
import dev.tensorvet.verify.Wire.Greeting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Has the models run that a check finds something about, and tells what that says of it. */
final class Verdicts {

  /** What models are about, and what only the code around them does. */
  private static final String NUMERICS = "numerics";

  private final Libtorch.Setting setting;

  /** What the models of a file compute. */
  private record Models(List<Interpretation> training, List<Interpretation> evaluation) {}

  /**
   * @throws UsageException where nothing is there that runs models
   */
  Verdicts(Console console) {
    this.setting = new VerifyLibraries(console).setting();
  }

  /**
   * @param paths the files that were checked, by the names that findings know them by
   */
  Report of(Report report, Tensorvet tensorvet, Map<String, Path> paths) {
    Rules rules = Catalogue.of(tensorvet.pages());
    Set<RuleId> ofModels =
        report.findings().stream()
            .map(found -> found.finding().rule())
            .filter(rule -> rules.find(rule).filter(Verdicts::isOfModels).isPresent())
            .collect(Collectors.toSet());
    if (report.findings().stream().noneMatch(f -> isAsked(f.finding(), ofModels, tensorvet))) {
      return report;
    }
    try (Libtorch torch = new Libtorch(setting)) {
      Greeting greeting =
          torch
              .greeting()
              .orElseThrow(() -> new UsageException(torch.failure().orElse("no libtorch")));
      Trial trial =
          new Trial(
              torch,
              greeting.gpu().isPresent() ? Recipe.Hardware.GPU : Recipe.Hardware.CPU,
              VerifyCommand.MEMORY);
      Map<String, Optional<Models>> models = new HashMap<>();
      return report.withVerdicts(
          found -> {
            Finding finding = found.finding();
            if (!isAsked(finding, ofModels, tensorvet)) {
              return found;
            }
            if (!ofModels.contains(finding.rule())) {
              return found.withVerdict(
                  Verdict.notVerified("it is about code around the model, which is not run"));
            }
            return models
                .computeIfAbsent(
                    finding.place().file().path(),
                    name -> Optional.ofNullable(paths.get(name)).flatMap(p -> models(p, tensorvet)))
                .map(m -> trial.of(finding, m.training(), m.evaluation()))
                .map(found::withVerdict)
                .orElse(found);
          });
    }
  }

  private static boolean isOfModels(Rule<?> rule) {
    return rule.subject() == Contradiction.class
        || rule.subject() == Interpretation.class
        || rule.subject() == Followed.class;
  }

  private static boolean isAsked(Finding finding, Set<RuleId> ofModels, Tensorvet tensorvet) {
    return ofModels.contains(finding.rule())
        || tensorvet
            .pages()
            .find(finding.rule().name())
            .map(RulePage::category)
            .filter(NUMERICS::equals)
            .isPresent();
  }

  private static Optional<Models> models(Path file, Tensorvet tensorvet) {
    Optional<SourceModule> module = tensorvet.module(file);
    return module.map(
        m ->
            new Models(
                tensorvet.models(m, new Request(List.of(), true)),
                tensorvet.models(m, new Request(List.of(), false))));
  }
}
