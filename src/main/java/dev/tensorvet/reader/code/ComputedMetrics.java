package dev.tensorvet.reader.code;

import dev.tensorvet.framework.TrainerApi;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the trainers of Hugging Face measure beside the loss. */
final class ComputedMetrics {

  private ComputedMetrics() {}

  /** The names of what a trainer computes; empty where they are not all written. */
  static Optional<Set<String>> of(Expr.Call trainer, SourceModule module) {
    Optional<Expr> function = trainer.keyword(TrainerApi.METRICS);
    return function.isEmpty()
        ? Optional.of(Set.of())
        : function.flatMap(given -> keys(given, module));
  }

  /**
   * The names of what all trainers of a project compute; empty where they are not all written,
   * there is none, or a class of the project or of another library measures by itself.
   */
  static Optional<Set<String>> near(SourceModule config) {
    Set<String> all = new TreeSet<>();
    List<SourceModule> files = config.othersWith(TrainerApi.WORD);
    List<Expr.Call> trainers = new ArrayList<>();
    boolean isKnown = true;
    for (SourceModule file : files) {
      if (file.file().language().isData() || file.isTest()) {
        continue;
      }
      isKnown &=
          file.classes().stream()
              .flatMap(type -> type.node().bases().stream())
              .noneMatch(base -> isTrainer(base, file));
      List<Expr.Call> here = new ArrayList<>();
      file.tree()
          .walk(
              node -> {
                if (node instanceof Expr.Call call && isTrainer(call.callee(), file)) {
                  here.add(call);
                }
              });
      for (Expr.Call call : here) {
        Optional<Set<String>> computed =
            CodeCalls.library(call.callee(), file).filter(TrainerApi::isPlainTrainer).isPresent()
                    && !CodeCalls.isOpen(call)
                ? of(call, file)
                : Optional.empty();
        isKnown &= computed.isPresent();
        computed.ifPresent(all::addAll);
      }
      trainers.addAll(here);
    }
    return isKnown && !trainers.isEmpty() ? Optional.of(all) : Optional.empty();
  }

  /** Whether an expression is called a trainer, whose ever it is. */
  private static boolean isTrainer(Expr called, SourceModule module) {
    return (called instanceof Expr.Name || called instanceof Expr.Attribute)
        && CodeCalls.text(called, module).endsWith(TrainerApi.WORD);
  }

  /** Whether a trainer that computes these has what is asked for. */
  static boolean has(Set<String> computed, String metric) {
    return TrainerApi.isOwnMetric(metric)
        || computed.stream().anyMatch(key -> TrainerApi.withoutPrefix(key).equals(metric));
  }

  /** The keys of what a function returns; empty when they are not all written. */
  private static Optional<Set<String>> keys(Expr function, SourceModule module) {
    if (!(module.resolve(function) instanceof FunctionEntity entity)
        || !(entity.node() instanceof Stmt.FunctionDef def)) {
      return Optional.empty();
    }
    Set<String> keys = new HashSet<>();
    List<Stmt.Return> returns = LightningClass.returns(def);
    for (Stmt.Return end : returns) {
      if (!(end.value().orElse(function) instanceof Expr.Dict dict)) {
        return Optional.empty();
      }
      for (Node.DictItem item : dict.items()) {
        Optional<String> key = item.key().flatMap(TrainerNotes::word);
        if (key.isEmpty()) {
          return Optional.empty();
        }
        keys.add(key.get());
      }
    }
    return returns.isEmpty() ? Optional.empty() : Optional.of(keys);
  }
}
