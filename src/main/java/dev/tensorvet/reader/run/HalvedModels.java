package dev.tensorvet.reader.run;

import dev.tensorvet.facts.HalvedModel;
import dev.tensorvet.facts.Site;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Hub;
import dev.tensorvet.framework.MixedPrecision;
import dev.tensorvet.framework.NumberTypes;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.run.Inventory.Move;
import dev.tensorvet.semantic.MainGuard;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the models that are surely in float16 when an optimizer of PyTorch steps them: it keeps no
 * weights of more bits beside them.
 */
final class HalvedModels implements RunReader<HalvedModel> {

  @Override
  public Class<HalvedModel> kind() {
    return HalvedModel.class;
  }

  @Override
  public List<HalvedModel> read(FinishedRun run) {
    List<HalvedModel> found = new ArrayList<>();
    if (!mayBePlain(run)) {
      return found;
    }
    for (Term optimizer : run.steppingOptimizers()) {
      if (run.relations().settled(optimizer) instanceof Term.Made made && isPlain(made, run)) {
        run.nodes(Event.Step.class).stream()
            .filter(node -> !run.graph().loopsAround(node).isEmpty())
            .map(node -> (Event.Step) run.event(node))
            .filter(step -> step.optimizer().equals(optimizer))
            .findFirst()
            .flatMap(step -> halved(step, made, run))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** Whether no code is known that keeps the weights, or steps them, in a way of its own. */
  private static boolean mayBePlain(FinishedRun run) {
    return !run.nodes(Event.Step.class).isEmpty()
        && !NumberTypes.mayKeepMaster(run.file().text())
        && run.nodes(Event.Prepare.class).isEmpty()
        && run.events(Event.Wrap.class).noneMatch(wrap -> wrap.wrapper() == Wrapper.SHARDED);
  }

  private static boolean isPlain(Term.Made optimizer, FinishedRun run) {
    return run.objects().libraryName(optimizer.callee()).filter(Optimizers::isOptimizer).isPresent()
        && run.training().of(optimizer).isComplete();
  }

  private static Optional<HalvedModel> halved(
      Event.Step step, Term.Made optimizer, FinishedRun run) {
    Optional<Term> scaler = step.scaler();
    boolean isKnown = scaler.isEmpty() || scaler.filter(s -> isOn(s, run)).isPresent();
    return run.training().of(optimizer).modules().stream()
        .map(run.relations()::settled)
        .filter(model -> isKnown && run.objects().isModule(model))
        .flatMap(
            model ->
                halving(model, run).stream()
                    .filter(site -> step.site().comesAfter(site))
                    .map(
                        site ->
                            new HalvedModel(
                                run.file(),
                                site,
                                ModelTraces.name(model, run),
                                step.site(),
                                optimizer.site().place(),
                                scaler.isPresent())))
        .findFirst();
  }

  private static boolean isOn(Term scaler, FinishedRun run) {
    return run.relations().settled(scaler) instanceof Term.Made made
        && run.objects().is(made, Role.GRAD_SCALER)
        && made.argument(-1, "enabled").isEmpty();
  }

  /** Where a model surely becomes one of float16, and nothing may take that back. */
  private static Optional<Site> halving(Term model, FinishedRun run) {
    List<Move> conversions =
        run.run().inventory().moves().stream()
            .filter(move -> isPartOf(model, move.target(), run))
            .filter(move -> !Devices.onlyMoves(move.method()))
            .filter(move -> isHalving(move, run) || mayRestore(move, run))
            .toList();
    boolean isHalvedOnly =
        conversions.stream()
            .allMatch(
                move ->
                    isHalving(move, run)
                        && run.relations().same(move.target(), model) == Proof.YES);
    return isHalvedOnly
        ? Stream.concat(conversions.stream().map(Move::site), loadedAsHalf(model, run).stream())
            .filter(site -> isUnconditional(site, run))
            .findFirst()
        : Optional.empty();
  }

  /** Whether it is the model, a part of it, or what a loop over its parts takes. */
  private static boolean isPartOf(Term model, Term target, FinishedRun run) {
    return run.relations().same(target, model) == Proof.YES
        || run.relations().holds(model, target)
        || (target instanceof Term.Element each
            && run.relations().comesFrom(each.of(), model::equals));
  }

  private static boolean isHalving(Move move, FinishedRun run) {
    return NumberTypes.halves(move.method())
        || move.given().stream().anyMatch(given -> isHalf(given, run));
  }

  /** A method that converts always does; another does if it is given a type. */
  private static boolean mayRestore(Move move, FinishedRun run) {
    boolean isAlways = !move.method().equals("to");
    return isAlways
        || move.given().stream()
            .anyMatch(
                given ->
                    run.objects().libraryName(given).filter(NumberTypes::isOfTensors).isPresent());
  }

  private static boolean isHalf(Term type, FinishedRun run) {
    return run.objects().libraryName(type).filter(MixedPrecision::isHalf).isPresent();
  }

  /** {@code from_pretrained(name, torch_dtype=torch.float16)}, of all weights. */
  private static Optional<Site> loadedAsHalf(Term model, FinishedRun run) {
    return model instanceof Term.Made made
            && run.objects().libraryName(made.callee()).filter(Hub::loadsByMethod).isPresent()
            && Hub.typeArguments().stream()
                .flatMap(name -> made.argument(-1, name).stream())
                .anyMatch(type -> isHalf(type, run))
            && made.keywords().keySet().stream().noneMatch(Hub::mayQuantise)
        ? Optional.of(made.site())
        : Optional.empty();
  }

  /** Whether no question in the file decides whether code is run. */
  private static boolean isUnconditional(Site site, FinishedRun run) {
    return site.way().stream()
        .allMatch(
            place ->
                place.file() == run.file()
                    && run.module()
                        .tree()
                        .covering(place.span())
                        .filter(node -> !isUnderQuestion(node, run))
                        .isPresent());
  }

  private static boolean isUnderQuestion(Node node, FinishedRun run) {
    return CodeCalls.around(node, run.module().tree()).stream()
        .anyMatch(
            around ->
                (around instanceof Stmt.If choice && !MainGuard.is(choice.test()))
                    || around instanceof Stmt.Try
                    || around instanceof Stmt.Match
                    || around instanceof Expr.IfExp
                    || around instanceof Expr.BoolOp);
  }
}
