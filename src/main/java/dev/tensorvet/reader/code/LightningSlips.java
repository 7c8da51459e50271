package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.facts.LightningSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.framework.Role;
import dev.tensorvet.reader.code.LightningTrainers.Run;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.requirement.VersionRange;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds what a file tells Lightning that it refuses, passes over, or does itself. Modules are read
 * with the classes above and below them, in whatever file these are. Safe for use by many threads.
 */
final class LightningSlips implements CodeReader<LightningSlip> {

  private final Project project;
  private final Frameworks frameworks;
  private final Mentions mentions;
  private final Requirements requirements;

  LightningSlips(
      Project project, Frameworks frameworks, Mentions mentions, Requirements requirements) {
    this.project = project;
    this.frameworks = frameworks;
    this.mentions = mentions;
    this.requirements = requirements;
  }

  @Override
  public Class<LightningSlip> kind() {
    return LightningSlip.class;
  }

  @Override
  public List<LightningSlip> read(SourceModule module) {
    return module.isTest() || !LightningApi.mayUse(module.file().text())
        ? List.of()
        : new Reader(module).read();
  }

  private final class Reader {

    private final SourceModule module;
    private final LightningNotes notes;
    private final LightningLogs logs;
    private final Supplier<VersionRange> versions;

    Reader(SourceModule module) {
      this.module = module;
      this.notes = new LightningNotes(module);
      this.logs = new LightningLogs(project, mentions, module, notes);
      this.versions = () -> requirements.of(module, LightningApi.DISTRIBUTIONS).range();
    }

    List<LightningSlip> read() {
      for (ClassEntity type : module.classes()) {
        Optional<LightningClass> owner = LightningClass.of(type);
        owner.ifPresent(this::module);
        if (owner.isPresent() || type.isSubclassOf(LightningApi.DATA_MODULE) == Proof.YES) {
          new LightningData(module, frameworks, type, notes).read();
        }
      }
      List<Run> runs = new LightningTrainers(module, this::isManual, notes).read();
      callbacks(runs);
      return notes.found();
    }

    private void module(LightningClass owner) {
      Proof isManual = isManual(owner);
      owner
          .method(ManualOptimization.MAKER)
          .filter(maker -> !LightningClass.isSketch(maker) && !hasOtherTrainer())
          .ifPresent(
              maker -> {
                new LightningOptimizers(module, frameworks, owner, maker, isManual, versions, notes)
                    .read();
                monitored(maker, owner);
              });
      new LightningHooks(module, frameworks, owner, isManual, versions, notes).read();
      logs.read(owner);
      owner.method("__init__").ifPresent(this::hyperparameters);
    }

    /** Whether the file makes a trainer that is not Lightning's: it may read what it likes. */
    private boolean hasOtherTrainer() {
      return module
          .tree()
          .holds(
              node ->
                  node instanceof Expr.Call call
                      && LightningApi.isTrainerName(CodeCalls.name(call))
                      && !CodeCalls.isCall(call, LightningApi::isTrainer, module));
    }

    /**
     * Whether a module steps its optimizers itself; what a class does not say, those below it or
     * the code that makes its objects may.
     */
    private Proof isManual(LightningClass owner) {
      Proof itself = owner.isManual();
      if (itself != Proof.NO) {
        return itself;
      }
      boolean isSetBelow =
          mentions
              .subclasses(owner.type())
              .map(
                  below ->
                      below.stream()
                          .anyMatch(
                              type -> !type.attributeSites(ManualOptimization.FLAG).isEmpty()))
              .orElse(true);
      return isSetBelow || isSetOutside() ? Proof.UNKNOWN : Proof.NO;
    }

    private boolean isSetOutside() {
      Optional<List<Path>> files = mentions.filesWith(ManualOptimization.FLAG, module);
      return files.isEmpty()
          || files.get().stream()
              .flatMap(file -> project.module(file).stream())
              .anyMatch(
                  file ->
                      file.tree()
                          .holds(
                              node ->
                                  node instanceof Expr.Attribute member
                                      && member.name().equals(ManualOptimization.FLAG)
                                      && !LightningClass.isSelf(member.value())));
    }

    // --- what is watched

    private void monitored(Stmt.FunctionDef maker, LightningClass owner) {
      if (!mentions.subclasses(owner.type()).filter(List::isEmpty).isPresent()) {
        return;
      }
      Tree.walk(
          maker,
          node -> {
            if (node instanceof Node.DictItem item
                && item.key().orElse(item.value()) instanceof Expr.StringLiteral key
                && key.value().equals(LightningApi.MONITOR)) {
              logs.watched(item.value(), List.of(owner));
            }
          });
    }

    /** What callbacks of the file watch, where all that the file trains is known. */
    private void callbacks(List<Run> runs) {
      List<Run> fits = runs.stream().filter(r -> r.method().equals(LightningApi.FIT)).toList();
      List<LightningClass> models = fits.stream().flatMap(r -> r.model().stream()).toList();
      if (fits.isEmpty() || models.size() < fits.size()) {
        return;
      }
      CodeCalls.each(
          module,
          (call, name) -> {
            if (LightningApi.watches(name) && isBesideFit(call, fits)) {
              CodeCalls.argument(call, LightningApi.watched(name))
                  .ifPresent(watched -> logs.watched(watched, models));
            }
          });
    }

    /** Whether a callback is made in the function of a fit, or outside of all. */
    private boolean isBesideFit(Expr.Call callback, List<Run> fits) {
      Optional<Node> here = module.tree().enclosingScope(callback);
      return here.isEmpty()
          || fits.stream().anyMatch(f -> module.tree().enclosingScope(f.call()).equals(here));
    }

    // --- hyperparameters

    private void hyperparameters(Stmt.FunctionDef init) {
      Tree.walk(
          init,
          node -> {
            if (node instanceof Expr.Call call
                && LightningClass.isOwn(call.callee(), LightningApi.SAVE_HYPERPARAMETERS)
                && call.arguments().isEmpty()
                && !CodeCalls.isOpen(call)) {
              String ignored = call.keyword(LightningApi.IGNORE).map(notes::text).orElse("");
              boolean isWritten =
                  call.keyword(LightningApi.IGNORE)
                      .filter(
                          v ->
                              !(v instanceof Expr.ListExpr
                                  || v instanceof Expr.StringLiteral
                                  || v instanceof Expr.Tuple))
                      .isEmpty();
              init.parameters().all().stream()
                  .skip(1)
                  .filter(
                      p ->
                          isWritten
                              && !LightningApi.isMeasure(p.name())
                              && !isMaker(p.name(), init)
                              && p.annotation().filter(this::isModule).isPresent())
                  .filter(
                      p ->
                          !ignored.contains("\"" + p.name() + "\"")
                              && !ignored.contains("'" + p.name() + "'"))
                  .forEach(
                      p ->
                          notes.add(
                              Kind.MODULE_SAVED,
                              call,
                              p.name(),
                              "",
                              Optional.of(notes.place(p)),
                              Certainty.PROVEN));
            }
          });
    }

    /** Whether a constructor keeps what it gets by calling a parameter: that makes modules. */
    private static boolean isMaker(String parameter, Stmt.FunctionDef init) {
      return Tree.holds(
          init,
          node ->
              node instanceof Stmt.Assign kept
                  && kept.targets().getFirst() instanceof Expr.Attribute
                  && kept.value() instanceof Expr.Call call
                  && call.callee() instanceof Expr.Name name
                  && name.name().equals(parameter));
    }

    private boolean isModule(Expr annotation) {
      return switch (annotation) {
        case Expr.Subscript optional ->
            isModule(optional.index())
                && CodeCalls.library(optional.value(), module)
                    .filter(LightningApi::isOptional)
                    .isPresent();
        case Expr.BinOp either -> isModule(either.left()) || isModule(either.right());
        default ->
            switch (module.resolve(annotation)) {
              case LibraryEntity library ->
                  frameworks.role(library.qualifiedName()).filter(Role::isModule).isPresent()
                      || LightningApi.isModuleBase(library.qualifiedName());
              case ClassEntity type -> Layers.isModule(type);
              default -> false;
            };
      };
    }
  }
}
