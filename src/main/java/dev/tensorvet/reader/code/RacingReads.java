package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.StoredFiles;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.Vocabulary;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the files that the first process writes, and all read before it may have come so far. */
final class RacingReads {

  /** What the names of functions hold that let the processes wait for each other. */
  private static final Set<String> WAITING =
      Set.of(
          "barrier",
          "rendezvous",
          "sync",
          "wait",
          "reduce",
          "gather",
          "broadcast",
          "scatter",
          "sleep",
          "join",
          "backward");

  /** What the names of functions out of sight hold that may train, or wait for other reasons. */
  private static final Set<String> WORKING =
      Set.of("train", "fit", "epoch", "step", "eval", "run", "init", "setup", "prepare", "wrap");

  private final SourceModule module;
  private final Tree tree;
  private final List<ProcessSlip> found = new ArrayList<>();

  RacingReads(SourceModule module) {
    this.module = module;
    this.tree = module.tree();
  }

  /**
   * What a call writes or reads.
   *
   * @param argument what says which file it is
   * @param file how the code names it
   */
  private record FileUse(Expr.Call call, Expr argument, String file) {}

  List<ProcessSlip> read() {
    tree.walk(
        node -> {
          if (node instanceof Stmt.If choice
              && choice.orElse().isEmpty()
              && isOfFirst(choice.test())
              && choice.body().stream().noneMatch(this::mayWait)) {
            uses(choice, StoredFiles::written, true)
                .forEach(written -> readBehind(choice, written));
          }
        });
    return found.isEmpty() || tree.holds(RacingReads::speaksOfSeveral) ? found : List.of();
  }

  /** Whether code speaks of several processes, and not only a comment of how samples spread. */
  private static boolean speaksOfSeveral(Node node) {
    return switch (node) {
      case Stmt.ImportFrom from -> Processes.mayBeOneOfSeveral(from.module());
      case Node.Alias imported -> Processes.mayBeOneOfSeveral(imported.name());
      case Expr.Attribute member -> Processes.mayBeOneOfSeveral(member.name());
      case Expr.Name name -> Processes.mayBeOneOfSeveral(name.name());
      default -> false;
    };
  }

  // --- what the first process does

  private boolean isOfFirst(Expr test) {
    return switch (test) {
      case Expr.Compare compare ->
          compare.operators().equals(List.of(Expr.CompareOperator.EQUAL))
              && CodeCalls.text(compare.comparators().getFirst(), module).equals("0")
              && isRank(compare.left());
      case Expr.Call call -> Processes.saysFirst(CodeCalls.name(call));
      case Expr.Name name -> Processes.saysFirst(name.name());
      case Expr.Attribute member -> Processes.saysFirst(member.name());
      default -> false;
    };
  }

  private boolean isRank(Expr value) {
    return switch (value) {
      case Expr.Name name -> Processes.isRankName(name.name());
      case Expr.Attribute member -> Processes.isRankName(member.name());
      case Expr.Call call ->
          Processes.isRankName(CodeCalls.name(call))
              || CodeCalls.library(call.callee(), module).filter(Processes::givesRank).isPresent();
      default -> false;
    };
  }

  // --- what all do behind it

  private void readBehind(Stmt.If choice, FileUse written) {
    Set<String> named = Vocabulary.words(written.argument());
    Stmt at = choice;
    while (true) {
      List<Stmt> block = CodeCalls.block(at, tree);
      int start = at.start();
      if (block.stream().anyMatch(s -> s.start() < start && lets(s))) {
        return;
      }
      for (Stmt statement : block.stream().filter(s -> s.start() > start).toList()) {
        Optional<FileUse> read =
            uses(statement, StoredFiles::read, false).stream()
                .filter(use -> use.file().equals(written.file()))
                .filter(use -> !ProcessQuestions.areAskedAround(use.call(), tree))
                .findFirst();
        boolean isOther = sets(statement, named);
        if (read.isPresent() && !isOther && !waitsBefore(statement, read.get().call())) {
          found.add(slip(read.get(), written));
          return;
        }
        if (read.isPresent()
            || isOther
            || mayWait(statement)
            || leaves(statement)
            || lets(statement)) {
          return;
        }
      }
      Optional<Stmt> above = tree.parent(at).flatMap(tree::statement);
      if (above.isEmpty()
          || above.get() instanceof Stmt.FunctionDef
          || above.get() instanceof Stmt.ClassDef
          || (above.get() instanceof Stmt.If around && ProcessQuestions.tells(around.test()))) {
        return;
      }
      at = above.get();
    }
  }

  private ProcessSlip slip(FileUse read, FileUse written) {
    return new ProcessSlip(
        Kind.READ_BEFORE_WRITTEN,
        CodeCalls.place(read.call(), module),
        read.file(),
        Optional.of(CodeCalls.place(written.call(), module)),
        Certainty.LIKELY);
  }

  /** The files that a statement writes or reads. */
  private List<FileUse> uses(
      Stmt statement, Function<String, Optional<Parameter>> which, boolean isWriting) {
    List<FileUse> uses = new ArrayList<>();
    Tree.walkWhere(
        statement,
        node -> {
          if (node instanceof Expr.Call call) {
            CodeCalls.library(call.callee(), module)
                .flatMap(name -> use(call, name, which, isWriting))
                .ifPresent(uses::add);
          }
          return !(node instanceof Stmt.FunctionDef || node instanceof Expr.Lambda);
        });
    return uses;
  }

  /** The file of a call; of a dataset that can fetch itself, its class and folder. */
  private Optional<FileUse> use(
      Expr.Call call, String name, Function<String, Optional<Parameter>> which, boolean isWriting) {
    if (DataLoading.canFetch(name)) {
      boolean fetches = CodeCalls.is(call.keyword(DataLoading.FETCH), true);
      return fetches == isWriting && !call.arguments().isEmpty()
          ? Optional.of(fileUse(call, call.arguments().getFirst(), name + " in "))
          : Optional.empty();
    }
    boolean mayWrite =
        StoredFiles.mode(name)
            .flatMap(mode -> CodeCalls.argument(call, mode))
            .filter(mode -> !onlyReads(mode))
            .isPresent();
    return which
        .apply(name)
        .filter(parameter -> isWriting || !mayWrite)
        .flatMap(parameter -> CodeCalls.argument(call, parameter))
        .map(argument -> fileUse(call, argument, ""));
  }

  private static boolean onlyReads(Expr mode) {
    return mode instanceof Expr.StringLiteral text && StoredFiles.onlyReads(text.value());
  }

  private FileUse fileUse(Expr.Call call, Expr argument, String of) {
    return new FileUse(call, argument, of + CodeCalls.text(argument, module));
  }

  // --- whether they wait for it

  private boolean waitsBefore(Stmt statement, Expr.Call read) {
    return Tree.holds(
        statement,
        node ->
            node instanceof Expr.Call call
                && call.end() <= read.start()
                && mayWait(call, new HashSet<>()));
  }

  private boolean mayWait(Stmt statement) {
    return Tree.holds(
        statement,
        node ->
            node instanceof Stmt.While
                || (node instanceof Expr.Call call && mayWait(call, new HashSet<>())));
  }

  private boolean mayWait(Expr.Call call, Set<Entity> seen) {
    return WAITING.stream().anyMatch(CodeCalls.name(call).toLowerCase(Locale.ROOT)::contains)
        || CodeCalls.library(call.callee(), module)
            .filter(
                name ->
                    Processes.joinsGroup(name)
                        || Processes.isCollective(name)
                        || Wrapper.of(name).isPresent())
            .isPresent()
        || mayWait(module.resolve(call.callee()), CodeCalls.name(call), seen);
  }

  /** Whether code of the project may wait: it, or what it calls, names something that does. */
  private static boolean mayWait(Entity callee, String name, Set<Entity> seen) {
    return switch (callee) {
      case FunctionEntity function -> mayWait(function, function.node(), function.module(), seen);
      case ClassEntity type -> mayWait(type, type.node(), type.module(), seen);
      case LibraryEntity library -> false;
      default -> WORKING.stream().anyMatch(name::contains);
    };
  }

  private static boolean mayWait(Entity entity, Node code, SourceModule of, Set<Entity> seen) {
    return seen.add(entity)
        && (new Vocabulary(Vocabulary.words(code), true).mayName(WAITING)
            || Tree.holds(
                code,
                node ->
                    node instanceof Expr.Call call
                        && mayWait(of.resolve(call.callee()), CodeCalls.name(call), seen)));
  }

  private static boolean leaves(Stmt statement) {
    return statement instanceof Stmt.Return || statement instanceof Stmt.Raise;
  }

  /** Whether only some processes go on behind a statement, as behind {@code if rank: return}. */
  private boolean lets(Stmt statement) {
    return switch (statement) {
      case Stmt.If choice ->
          ProcessQuestions.tells(choice.test()) && Tree.holds(choice, this::isEnd);
      case Stmt.Assert claim -> ProcessQuestions.tells(claim.test());
      default -> false;
    };
  }

  private boolean isEnd(Node node) {
    return switch (node) {
      case Stmt.Return end -> true;
      case Stmt.Raise end -> true;
      case Stmt.Continue end -> true;
      case Stmt.Break end -> true;
      case Expr.Call call -> CodeCalls.isCall(call, PythonFunctions::ends, module);
      default -> false;
    };
  }

  /** Whether a statement gives a variable another value that the name of the file is made of. */
  private boolean sets(Stmt statement, Set<String> named) {
    return Tree.holds(
        statement,
        node ->
            switch (node) {
              case Expr.Name name -> sets(name, name.name(), named);
              case Expr.Attribute member -> sets(member, member.name(), named);
              default -> false;
            });
  }

  private boolean sets(Expr target, String name, Set<String> named) {
    return named.contains(name.toLowerCase(Locale.ROOT)) && LastValues.isTarget(target, tree);
  }
}
