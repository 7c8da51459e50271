package dev.tensorvet.facts;

import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The programs of other files that run a model in code of this file, so that who reads this file
 * alone is told too what mode the model comes in. Which files are checked makes no difference.
 */
final class DistantPrograms {

  /** A function that more files use is a library's: its users are told in their own files. */
  private static final int MOST_PROGRAMS = 8;

  private final Project project;
  private final Programs programs;
  private final Relevance relevance;
  private final Mentions mentions;

  DistantPrograms(Project project, Programs programs, Relevance relevance, Mentions mentions) {
    this.project = project;
    this.programs = programs;
    this.relevance = relevance;
    this.mentions = mentions;
  }

  /** What happens to the models of other files in the code of this one. */
  List<ModelTrace> models(SourceModule module) {
    Set<Path> callers = new TreeSet<>();
    for (FunctionEntity function : relevance.evaluations(module)) {
      List<Path> users = mentions.filesWith(function.name(), module).orElse(List.of());
      if (users.size() <= MOST_PROGRAMS) {
        callers.addAll(users);
      }
    }
    callers.remove(module.path());
    return callers.size() > MOST_PROGRAMS
        ? List.of()
        : callers.stream()
            .flatMap(path -> project.module(path).stream())
            .filter(program -> relevance.mayRun(program, module))
            .flatMap(program -> programs.of(program).all(ModelTrace.class).stream())
            .filter(trace -> passes(trace, module.file()))
            .map(trace -> trace.in(module.file()))
            .toList();
  }

  private static boolean passes(ModelTrace trace, SourceFile file) {
    return trace.graph().eventNodes().anyMatch(node -> trace.place(node).file() == file);
  }
}
