package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LightningSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.reader.query.NamePattern;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what modules log, and which of that is watched. */
public final class LightningLogs {

  /** So many of the names that are logged are told where another is asked for. */
  private static final int MOST_TOLD = 4;

  private final Project project;
  private final Mentions mentions;
  private final SourceModule module;
  private final LightningNotes notes;

  LightningLogs(Project project, Mentions mentions, SourceModule module, LightningNotes notes) {
    this.project = project;
    this.mentions = mentions;
    this.module = module;
    this.notes = notes;
  }

  // --- how it is logged

  /** Reads the calls of one class's own methods. */
  void read(LightningClass owner) {
    for (Stmt.FunctionDef method : owner.methods()) {
      Map<String, Expr.Call> known = new HashMap<>();
      Tree.walk(
          method,
          node -> {
            if (node instanceof Expr.Call call
                && LightningClass.isOwn(call.callee(), LightningApi.LOG)
                && !call.arguments().isEmpty()) {
              value(call);
              if (LightningApi.isHookOfLoop(method.name())) {
                once(call, method.name(), known);
              }
            }
            if (node instanceof Expr.Call call
                && isLog(call)
                && isOwnCode(call, method)
                && LightningApi.refusesLog(method.name())) {
              notes.add(Kind.LOGS_ELSEWHERE, call, notes.text(call.callee()), method.name());
            }
            if (node instanceof Expr.Call call
                && isLog(call)
                && isOwnCode(call, method)
                && method.name().equals("__init__")) {
              notes.add(Kind.LOGS_TOO_EARLY, call, notes.text(call.callee()));
            }
          });
    }
  }

  /** Whether a call stands in a method itself, and in no function inside of it. */
  private boolean isOwnCode(Node node, Stmt.FunctionDef method) {
    return module.tree().enclosingScope(node).filter(method::equals).isPresent();
  }

  private static boolean isLog(Expr.Call call) {
    return LightningClass.isOwn(call.callee(), LightningApi.LOG)
        || LightningClass.isOwn(call.callee(), LightningApi.LOG_DICT);
  }

  private void value(Expr.Call call) {
    Optional<Expr> value =
        call.arguments().size() > 1 ? Optional.of(call.arguments().get(1)) : call.keyword("value");
    value
        .filter(
            v ->
                v instanceof Expr.Dict
                    || v instanceof Expr.ListExpr
                    || v instanceof Expr.Tuple
                    || v instanceof Expr.StringLiteral
                    || v instanceof Expr.JoinedString)
        .ifPresent(v -> notes.add(Kind.LOGS_NO_NUMBER, v, notes.text(call.arguments().getFirst())));
  }

  /**
   * In one method, Lightning takes a name only with the same options; one block runs as a whole.
   */
  private void once(Expr.Call call, String hook, Map<String, Expr.Call> known) {
    if (!(call.arguments().getFirst() instanceof Expr.StringLiteral name)
        || CodeCalls.isOpen(call)) {
      return;
    }
    Expr.Call before = known.putIfAbsent(name.value(), call);
    if (before == null) {
      return;
    }
    Optional<Stmt> here = module.tree().statement(call);
    Optional<Stmt> there = module.tree().statement(before);
    boolean isOneBlock =
        here.isPresent()
            && there.isPresent()
            && CodeCalls.block(here.get(), module.tree()).stream()
                .anyMatch(s -> s.id() == there.get().id());
    if (isOneBlock && !options(before, hook).equals(options(call, hook))) {
      notes.add(
          Kind.LOGGED_TWICE,
          call,
          name.value(),
          "",
          Optional.of(notes.place(before)),
          Certainty.PROVEN);
    }
  }

  /** The options that are not what the hook takes for untold. */
  private Map<String, String> options(Expr.Call call, String hook) {
    Map<String, String> options = new HashMap<>();
    for (Node.Keyword keyword : call.keywords()) {
      keyword
          .name()
          .filter(LightningApi::isLogOption)
          .filter(name -> !LightningApi.isDefault(name, notes.text(keyword.value()), hook))
          .ifPresent(name -> options.put(name, notes.text(keyword.value())));
    }
    return options;
  }

  // --- what is watched

  /** A value that is watched, and where the code says so. */
  void watched(Expr name, List<LightningClass> owners) {
    if (!(name instanceof Expr.StringLiteral text) || owners.isEmpty()) {
      return;
    }
    String wanted = LightningApi.withoutSuffix(text.value());
    Set<String> told = new LinkedHashSet<>();
    for (LightningClass owner : owners) {
      Optional<List<NamePattern>> logged = owner.isKnown() ? logged(owner) : Optional.empty();
      if (logged.isEmpty()
          || LightningApi.isOwnMetric(wanted)
          || logged.get().stream().anyMatch(p -> p.fits(wanted) || p.fits(text.value()))) {
        return;
      }
      logged.get().stream().filter(NamePattern::isWhole).forEach(p -> told.add(p.prefix()));
    }
    if (owners.stream().anyMatch(owner -> names(owner, wanted, name))
        || isLoggedElsewhere(wanted)) {
      return;
    }
    notes.add(
        Kind.NEVER_LOGGED,
        name,
        text.value(),
        nearest(wanted, told),
        Optional.empty(),
        Certainty.LIKELY);
  }

  /** What is logged and differs in signs alone; else the first few names. */
  public static String nearest(String wanted, Set<String> logged) {
    return logged.stream()
        .filter(each -> letters(each).equals(letters(wanted)))
        .findFirst()
        .orElseGet(() -> String.join("`, `", logged.stream().limit(MOST_TOLD).toList()));
  }

  private static String letters(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }

  /** The names that a module logs; empty when not all of them can be told. */
  public static Optional<List<NamePattern>> logged(LightningClass owner) {
    List<NamePattern> logged = new ArrayList<>();
    boolean[] isTold = {true};
    for (ClassEntity type : owner.line()) {
      for (Stmt.FunctionDef method : LightningClass.definitions(type)) {
        Tree.walk(
            method,
            node -> {
              if (node instanceof Expr.Call call) {
                isTold[0] &= !givesItself(call) && collect(call, type.module(), logged);
              } else if (node instanceof Expr.Attribute member && isLogMember(member)) {
                isTold[0] &= isCalled(member, type.module());
              }
            });
      }
    }
    return isTold[0] ? Optional.of(logged) : Optional.empty();
  }

  private static boolean isLogMember(Expr.Attribute member) {
    return LightningClass.isOwn(member, LightningApi.LOG)
        || LightningClass.isOwn(member, LightningApi.LOG_DICT);
  }

  private static boolean isCalled(Expr.Attribute member, SourceModule in) {
    return in.tree()
        .parent(member)
        .filter(p -> p instanceof Expr.Call call && call.callee().id() == member.id())
        .isPresent();
  }

  /** Whether the module is handed on, to code that may log by it. */
  private static boolean givesItself(Expr.Call call) {
    return !(call.callee() instanceof Expr.Name name && LightningApi.onlyAsks(name.name()))
        && (call.arguments().stream().anyMatch(LightningClass::isSelf)
            || call.keywords().stream().anyMatch(k -> LightningClass.isSelf(k.value())));
  }

  /** Adds the names of a call; false when they cannot be told. */
  private static boolean collect(Expr.Call call, SourceModule in, List<NamePattern> to) {
    Optional<Expr> first =
        call.arguments().stream()
            .findFirst()
            .or(() -> call.keyword("name"))
            .or(() -> call.keyword("dictionary"));
    if (LightningClass.isOwn(call.callee(), LightningApi.LOG)) {
      return first.filter(name -> add(name, in, to)).isPresent();
    }
    if (!LightningClass.isOwn(call.callee(), LightningApi.LOG_DICT)) {
      return true;
    }
    Expr dict = first.flatMap(d -> CodeCalls.onlyValue(d, in)).or(() -> first).orElse(call);
    boolean isTold = dict instanceof Expr.Dict;
    if (dict instanceof Expr.Dict written) {
      for (Node.DictItem item : written.items()) {
        isTold &= item.key().filter(key -> add(key, in, to)).isPresent();
      }
      isTold &= first.filter(Expr.Dict.class::isInstance).isPresent();
    }
    return isTold;
  }

  private static boolean add(Expr name, SourceModule in, List<NamePattern> to) {
    NamePattern pattern = NamePattern.of(CodeCalls.onlyValue(name, in).orElse(name));
    to.add(pattern);
    return !pattern.isOpen();
  }

  /**
   * Whether a module's code has the name in another text: once, what a step returned was logged.
   */
  private boolean names(LightningClass owner, String wanted, Expr asked) {
    return owner.line().stream()
        .anyMatch(
            type ->
                Tree.holds(
                    type.node(),
                    node ->
                        (node.id() != asked.id() || type.module() != module)
                            && isText(node, wanted)
                            && !isMonitor(node, type.module())));
  }

  private static boolean isMonitor(Node text, SourceModule in) {
    return in.tree().parent(text).orElse(text) instanceof Node.DictItem item
        && item.key().orElse(item.value()) instanceof Expr.StringLiteral key
        && key.value().equals(LightningApi.MONITOR);
  }

  /** Whether code other than a module's own may log the name: a callback, or a function. */
  private boolean isLoggedElsewhere(String name) {
    Optional<List<Path>> files = mentions.filesWith(name, module);
    return files.isEmpty()
        || files.get().stream()
            .flatMap(file -> project.module(file).stream())
            .anyMatch(file -> logsByOthers(file, name));
  }

  private static boolean logsByOthers(SourceModule file, String name) {
    return file.tree()
        .holds(
            node ->
                switch (node) {
                  case Expr.Call call ->
                      call.callee() instanceof Expr.Attribute method
                          && (method.name().equals(LightningApi.LOG)
                              || method.name().equals(LightningApi.LOG_DICT))
                          && !LightningClass.isSelf(method.value())
                          && Tree.holds(call, part -> isText(part, name));
                  case Expr.Subscript part ->
                      isText(part.index(), name)
                          && part.value() instanceof Expr.Attribute owner
                          && owner.name().endsWith("_metrics");
                  default -> false;
                });
  }

  private static boolean isText(Node node, String text) {
    return node instanceof Expr.StringLiteral literal && literal.value().equals(text);
  }
}
