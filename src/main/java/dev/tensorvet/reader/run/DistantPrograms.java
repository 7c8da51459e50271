package dev.tensorvet.reader.run;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.workspace.Memo;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The programs of other files that run code of this file, so that who reads this file alone is told
 * too what mode a model comes in, and what a loader is used for. Which files are checked makes no
 * difference.
 */
final class DistantPrograms {

  /** A function that more files use is a library's: its users are told in their own files. */
  private static final int MOST_PROGRAMS = 8;

  /** What decides which samples a loader gives, and in which order. */
  private static final List<Parameter> CHOICES =
      List.of(
          DataLoading.DATASET,
          DataLoading.SHUFFLE,
          DataLoading.SAMPLER,
          DataLoading.BATCH_SAMPLER,
          DataLoading.DROP_LAST);

  private final Project project;
  private final Programs programs;
  private final Relevance relevance;
  private final Mentions mentions;
  private final Callers callers;
  private final Memo<SourceModule, Told> told;

  /**
   * What a program tells of code of others.
   *
   * @param runs all that its runs know, for the file itself
   */
  private record Told(List<ModelTrace> models, List<DataPipeline> pipelines, Leftover runs) {}

  /**
   * Runs that are taken once, since they serve one thread. They hold all their values: until then
   * they stay only as long as there is room.
   */
  private static final class Leftover {
    private final SoftReference<RunFacts> runs;

    Leftover(RunFacts runs) {
      this.runs = new SoftReference<>(runs);
    }

    synchronized Optional<RunFacts> take() {
      Optional<RunFacts> taken = Optional.ofNullable(runs.get());
      runs.clear();
      return taken;
    }
  }

  DistantPrograms(
      Project project, Programs programs, Relevance relevance, Mentions mentions, Callers callers) {
    this.project = project;
    this.programs = programs;
    this.relevance = relevance;
    this.mentions = mentions;
    this.callers = callers;
    this.told = new Memo<>(project.files());
  }

  /** What the runs that start in a file tell; a file that others ask about is run once for all. */
  public RunFacts runsOf(SourceModule program) {
    return told.get(program, this::tell).runs().take().orElseGet(() -> programs.of(program));
  }

  /** Runs a file before it is asked for. */
  public void foresee(SourceModule program) {
    told.get(program, this::tell);
  }

  /** What happens to the models of other files in the code of this one. */
  public List<ModelTrace> models(SourceModule module) {
    Set<Path> users = new TreeSet<>();
    for (FunctionEntity function : relevance.evaluations(module)) {
      List<Path> files = mentions.filesWith(function.name(), module).orElse(List.of());
      if (files.size() <= MOST_PROGRAMS) {
        users.addAll(files);
      }
    }
    return told(users, module)
        .flatMap(by -> by.models().stream())
        .filter(trace -> trace.passes(file -> file == module.file()))
        .map(trace -> trace.in(module.file()))
        .toList();
  }

  /** What other files do with the loaders that functions of this one make. */
  public List<DataPipeline> pipelines(SourceModule module) {
    Set<Path> users =
        relevance.loading(module).stream()
            .flatMap(function -> callers.of(function).stream())
            .map(caller -> caller.module().path())
            .collect(Collectors.toCollection(TreeSet::new));
    return told(users, module)
        .flatMap(by -> by.pipelines().stream())
        .filter(pipeline -> choosesLoaders(module, pipeline))
        .map(pipeline -> pipeline.in(module.file()))
        .toList();
  }

  /** What other files tell that use this one, if they are few. */
  private Stream<Told> told(Set<Path> users, SourceModule module) {
    users.remove(module.path());
    return users.size() > MOST_PROGRAMS
        ? Stream.empty()
        : users.stream()
            .flatMap(path -> project.module(path).stream())
            .filter(program -> relevance.mayRun(program, module))
            .map(program -> told.get(program, this::tell));
  }

  private Told tell(SourceModule program) {
    RunFacts runs = programs.of(program);
    return new Told(
        runs.all(ModelTrace.class).stream()
            .filter(trace -> trace.passes(file -> file != program.file()))
            .toList(),
        List.copyOf(runs.all(DataPipeline.class)),
        new Leftover(runs));
  }

  /**
   * Whether code of a file makes loaders, and chooses their samples and how they are taken: what a
   * caller chooses, only the caller is told.
   */
  private static boolean choosesLoaders(SourceModule module, DataPipeline pipeline) {
    List<Expr.Call> made =
        pipeline.loaders().stream()
            .flatMap(loader -> WrittenArguments.call(loader.madeAt(), module).stream())
            .toList();
    return !made.isEmpty() && made.stream().noneMatch(call -> isChosenByCaller(call, module));
  }

  private static boolean isChosenByCaller(Expr.Call call, SourceModule module) {
    Set<String> given =
        module.tree().enclosingScope(call).stream()
            .filter(Stmt.FunctionDef.class::isInstance)
            .flatMap(function -> ((Stmt.FunctionDef) function).parameters().all().stream())
            .map(Node.Parameter::name)
            .collect(Collectors.toSet());
    return call.keywords().stream().anyMatch(keyword -> keyword.name().isEmpty())
        || CHOICES.stream()
            .flatMap(choice -> CodeCalls.argument(call, choice).stream())
            .anyMatch(value -> value instanceof Expr.Name name && given.contains(name.name()));
  }
}
