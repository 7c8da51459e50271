package dev.tensorvet.reader.code;

import dev.tensorvet.facts.CustomLoss;
import dev.tensorvet.facts.CustomLoss.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.TrainerApi;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.requirement.VersionRange;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;

/** Reads the losses that trainers of a file compute by themselves. Safe for use by many threads. */
final class CustomLosses implements CodeReader<CustomLoss> {

  private final Project project;
  private final Mentions mentions;
  private final Requirements requirements;

  CustomLosses(Project project, Mentions mentions, Requirements requirements) {
    this.project = project;
    this.mentions = mentions;
    this.requirements = requirements;
  }

  @Override
  public Class<CustomLoss> kind() {
    return CustomLoss.class;
  }

  @Override
  public List<CustomLoss> read(SourceModule module) {
    if (!module.file().words().mayHold(TrainerApi.LOSS_METHOD) || module.isTest()) {
      return List.of();
    }
    List<CustomLoss> found = new ArrayList<>();
    for (ClassEntity type : module.classes()) {
      LightningClass.definitions(type).stream()
          .filter(def -> def.name().equals(TrainerApi.LOSS_METHOD) && isTrainer(type))
          .findFirst()
          .ifPresent(loss -> read(loss, type, found));
    }
    return List.copyOf(found);
  }

  private static boolean isTrainer(ClassEntity type) {
    return type.mro().linear().stream()
        .anyMatch(
            base ->
                base instanceof LibraryEntity library
                    && TrainerApi.isPlainTrainer(library.qualifiedName()));
  }

  private void read(Stmt.FunctionDef loss, ClassEntity type, List<CustomLoss> to) {
    SourceModule module = type.module();
    String method = type.name() + "." + loss.name();
    VersionRange versions = requirements.of(module, TrainerApi.DISTRIBUTIONS).range();
    if (!takesItems(loss)
        && !versions.isBefore(TrainerApi.TELLS_ITEMS)
        && !TrainerApi.installsOlder(module.file().text(), TrainerApi.TELLS_ITEMS)) {
      to.add(
          new CustomLoss(
              Kind.ITEMS_NOT_TAKEN,
              CodeCalls.shown(loss, module),
              method,
              TrainerApi.ITEMS,
              versions.isFrom(TrainerApi.TELLS_ITEMS) ? Certainty.PROVEN : Certainty.LIKELY));
    }
    if (ignoresOutputs(loss)
        && !(type.lookup(TrainerApi.PREDICTION_STEP) instanceof MethodLookup.Found)
        && mayEvaluate(type)) {
      to.add(
          new CustomLoss(
              Kind.OUTPUTS_NOT_RETURNED,
              CodeCalls.shown(loss, module),
              method,
              TrainerApi.RETURN_OUTPUTS,
              Certainty.PROVEN));
    }
  }

  private static boolean takesItems(Stmt.FunctionDef loss) {
    return loss.parameters().all().stream()
        .anyMatch(
            p -> p.name().equals(TrainerApi.ITEMS) || p.kind() == Node.ParameterKind.VAR_KEYWORD);
  }

  /** Whether a loss alone is returned, whatever is asked for. */
  private static boolean ignoresOutputs(Stmt.FunctionDef loss) {
    List<Stmt.Return> returns = LightningClass.returns(loss);
    return loss.parameters().all().stream()
            .anyMatch(p -> p.name().equals(TrainerApi.RETURN_OUTPUTS))
        && loss.body().stream().noneMatch(s -> Tree.holds(s, CustomLosses::asksForOutputs))
        && !returns.isEmpty()
        && returns.stream()
            .noneMatch(r -> r.value().filter(Expr.Tuple.class::isInstance).isPresent());
  }

  private static boolean asksForOutputs(Node node) {
    return node instanceof Expr.Name name && name.name().equals(TrainerApi.RETURN_OUTPUTS);
  }

  /** Whether code that names a trainer's class speaks of an evaluation. */
  private boolean mayEvaluate(ClassEntity type) {
    return mentions.filesWith(type.name(), type.module()).stream()
        .flatMap(List::stream)
        .flatMap(file -> project.module(file).stream())
        .anyMatch(file -> TrainerApi.mayEvaluate(file.file().text()));
  }
}
