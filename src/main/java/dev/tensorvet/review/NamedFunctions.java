package dev.tensorvet.review;

import dev.tensorvet.framework.Jax;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Which function of the project a call means, as far as the text tells: also where the function is
 * wrapped, given by another, handed to a library, or a method of what a variable is made by.
 */
final class NamedFunctions {

  /** A function is wrapped, but not that often. */
  private static final int DEEPEST = 5;

  /**
   * What is called.
   *
   * @param isGradient whether the gradient of the function is computed by the call
   */
  record Meant(FunctionEntity function, boolean isGradient) {}

  /**
   * The calls of a file.
   *
   * @param named by the last word of what is called
   * @param given by the last word of what is given first
   * @param bound the variables that hold what a function gives, or a function wrapped, by its name
   */
  private record Calls(
      Map<String, List<Expr.Call>> named,
      Map<String, List<Expr.Call>> given,
      Map<String, Set<String>> bound) {}

  private final Map<SourceModule, FileSurvey> surveys;
  private final Map<FileSurvey, Calls> calls = new HashMap<>();
  private final Map<Code, Map<String, List<Expr.Call>>> locals = new HashMap<>();

  NamedFunctions(Map<SourceModule, FileSurvey> surveys) {
    this.surveys = surveys;
  }

  /** The code of a function. */
  Optional<Code> code(FunctionEntity function) {
    return Optional.ofNullable(surveys.get(function.module()))
        .map(survey -> new Code(survey, Optional.of(function)));
  }

  /** Whether a class is a model of the project. */
  boolean isModel(ClassEntity type) {
    return Optional.ofNullable(surveys.get(type.module()))
        .filter(survey -> survey.models().contains(type))
        .isPresent();
  }

  /** All calls of a file. */
  List<Expr.Call> all(FileSurvey survey) {
    return calls(survey).named().values().stream().flatMap(List::stream).toList();
  }

  // --- where a function is called

  /** Shows where a function is called, and by which code. */
  void callsOf(FunctionEntity function, BiConsumer<Expr.Call, Code> found) {
    List<String> makers = new ArrayList<>(List.of(function.name()));
    maker(function).ifPresent(makers::add);
    for (FileSurvey survey : surveys.values()) {
      String text = survey.module().file().text();
      if (survey.isTest() || makers.stream().noneMatch(text::contains)) {
        continue;
      }
      Calls calls = calls(survey);
      Set<Expr.Call> candidates = Collections.newSetFromMap(new IdentityHashMap<>());
      List<Expr.Call> all = new ArrayList<>(survey.module().callsOf(function));
      all.addAll(calls.named().getOrDefault(function.name(), List.of()));
      all.addAll(calls.given().getOrDefault(function.name(), List.of()));
      for (String maker : makers) {
        for (String name : calls.bound().getOrDefault(maker, Set.of())) {
          all.addAll(calls.named().getOrDefault(name, List.of()));
        }
      }
      for (Expr.Call call : all) {
        Code caller = Code.around(call, survey);
        if (candidates.add(call)
            && Stream.concat(
                    meant(call.callee(), caller, Map.of()).stream(), handed(call, caller).stream())
                .anyMatch(meant -> meant.function() == function)) {
          found.accept(call, caller);
        }
      }
    }
  }

  /** The function that defines another, and may give it. */
  private static Optional<String> maker(FunctionEntity function) {
    return function
        .module()
        .tree()
        .enclosingScope(function.node())
        .filter(Stmt.FunctionDef.class::isInstance)
        .map(scope -> ((Stmt.FunctionDef) scope).name());
  }

  private Calls calls(FileSurvey survey) {
    return calls.computeIfAbsent(
        survey,
        of -> {
          Calls found = new Calls(new LinkedHashMap<>(), new HashMap<>(), new HashMap<>());
          of.module()
              .tree()
              .walk(
                  node -> {
                    if (node instanceof Expr.Call call) {
                      found
                          .named()
                          .computeIfAbsent(CodeView.name(call), n -> new ArrayList<>())
                          .add(call);
                      call.arguments().stream()
                          .limit(1)
                          .map(CodeView::lastWord)
                          .filter(word -> !word.isEmpty())
                          .forEach(
                              word ->
                                  found
                                      .given()
                                      .computeIfAbsent(word, n -> new ArrayList<>())
                                      .add(call));
                    } else if (node instanceof Stmt.Assign assign
                        && assign.targets().getFirst() instanceof Expr.Name alias
                        && assign.value() instanceof Expr.Call wrap) {
                      for (String name : List.of(CodeView.name(wrap), wrapped(wrap))) {
                        found
                            .bound()
                            .computeIfAbsent(name, n -> new LinkedHashSet<>())
                            .add(alias.name());
                      }
                    }
                  });
          return found;
        });
  }

  /** What the innermost of calls in each other is given first; empty when that has no name. */
  private static String wrapped(Expr.Call call) {
    Expr inner = call;
    while (inner instanceof Expr.Call each && !each.arguments().isEmpty()) {
      inner = each.arguments().getFirst();
    }
    return CodeView.lastWord(inner);
  }

  // --- what is called

  /**
   * What an expression means.
   *
   * @param given the functions that the code is given, by its parameters
   */
  List<Meant> meant(Expr value, Code code, Map<String, FunctionEntity> given) {
    return meant(value, code, given, 0);
  }

  private List<Meant> meant(Expr value, Code code, Map<String, FunctionEntity> given, int depth) {
    if (depth > DEEPEST) {
      return List.of();
    }
    return switch (value) {
      case Expr.Call call -> made(call, code, given, depth);
      case Expr.Name name when given.containsKey(name.name()) ->
          List.of(new Meant(given.get(name.name()), false));
      case Expr.Name name when function(name, code).isEmpty() ->
          makers(name, code).stream()
              .limit(DEEPEST)
              .flatMap(made -> meant(made, code, given, depth + 1).stream())
              .toList();
      case Expr.Attribute method
          when function(method, code).isEmpty() && method.value() instanceof Expr.Name owner ->
          types(owner.name(), code).stream()
              .map(type -> type.lookup(method.name()))
              .filter(MethodLookup.Found.class::isInstance)
              .map(found -> new Meant(((MethodLookup.Found) found).function(), false))
              .toList();
      default -> function(value, code).map(f -> new Meant(f, false)).stream().toList();
    };
  }

  /** The function that a call gives: the one that it is given, or the one that it defines. */
  private List<Meant> made(
      Expr.Call call, Code code, Map<String, FunctionEntity> given, int depth) {
    Optional<String> library = code.view().library(call.callee());
    boolean isGradient = library.filter(Jax::givesGradients).isPresent();
    if (isGradient || library.filter(Jax::wraps).isPresent()) {
      return call.arguments().stream()
          .limit(1)
          .flatMap(of -> meant(of, code, given, depth + 1).stream())
          .map(of -> new Meant(of.function(), of.isGradient() || isGradient))
          .toList();
    }
    return function(call.callee(), code).stream()
        .flatMap(maker -> returned(maker).stream())
        .map(function -> new Meant(function, false))
        .toList();
  }

  /** The functions that a function defines and gives. */
  private static List<FunctionEntity> returned(FunctionEntity maker) {
    List<FunctionEntity> returned = new ArrayList<>();
    Code.walk(
        maker.node(),
        node -> {
          if (node instanceof Stmt.Return statement) {
            statement
                .value()
                .filter(Expr.Name.class::isInstance)
                .map(maker.module()::resolve)
                .filter(given -> given instanceof FunctionEntity function && function.isLocal())
                .ifPresent(given -> returned.add((FunctionEntity) given));
          }
        });
    return returned;
  }

  /** What a file gives away to be run, as to the library that reads its command line. */
  List<Meant> handed(Expr.Call call, Code code) {
    boolean isRun =
        code.function().isEmpty()
            && code.view()
                .library(call.callee())
                .filter(library -> !Jax.wraps(library) && !Jax.givesGradients(library))
                .isPresent();
    return isRun
        ? call.arguments().stream()
            .limit(1)
            .flatMap(argument -> function(argument, code).stream())
            .map(function -> new Meant(function, false))
            .toList()
        : List.of();
  }

  /** The functions that a function is given. */
  Map<String, FunctionEntity> arguments(
      Expr.Call call, FunctionEntity function, Code code, Map<String, FunctionEntity> given) {
    Map<String, FunctionEntity> arguments = new HashMap<>();
    List<Node.Parameter> parameters = function.parameters().positional();
    int skipped = function.selfName().isPresent() ? 1 : 0;
    for (int i = 0; i < call.arguments().size() && i + skipped < parameters.size(); i++) {
      String name = parameters.get(i + skipped).name();
      meant(call.arguments().get(i), code, given)
          .forEach(meant -> arguments.putIfAbsent(name, meant.function()));
    }
    for (Node.Keyword keyword : call.keywords()) {
      meant(keyword.value(), code, given)
          .forEach(
              meant -> keyword.name().ifPresent(n -> arguments.putIfAbsent(n, meant.function())));
    }
    return arguments;
  }

  private static Optional<FunctionEntity> function(Expr value, Code code) {
    return (value instanceof Expr.Name || value instanceof Expr.Attribute)
            && code.survey().module().resolve(value) instanceof FunctionEntity function
        ? Optional.of(function)
        : Optional.empty();
  }

  static Optional<ClassEntity> type(Expr value, Code code) {
    return (value instanceof Expr.Name || value instanceof Expr.Attribute)
            && code.survey().module().resolve(value) instanceof ClassEntity type
        ? Optional.of(type)
        : Optional.empty();
  }

  /**
   * The classes that something may be of: that of a method's own object, that which a parameter
   * says, those that a variable is made by.
   */
  private List<ClassEntity> types(String name, Code code) {
    Optional<FunctionEntity> function = code.function();
    if (function.flatMap(FunctionEntity::selfName).filter(name::equals).isPresent()) {
      return function.flatMap(FunctionEntity::owner).stream().toList();
    }
    Stream<Expr> said =
        function.stream()
            .flatMap(f -> f.parameters().all().stream())
            .filter(parameter -> parameter.name().equals(name))
            .flatMap(parameter -> parameter.annotation().stream());
    Stream<Expr> made = locals(code).getOrDefault(name, List.of()).stream().map(Expr.Call::callee);
    return Stream.concat(said, made)
        .flatMap(value -> type(value, code).stream())
        .distinct()
        .toList();
  }

  /** The calls that a variable is made by, of the code itself or of its file. */
  private List<Expr.Call> makers(Expr.Name name, Code code) {
    List<Expr.Call> own = locals(code).getOrDefault(name.name(), List.of());
    return own.isEmpty() && code.function().isPresent()
        ? locals(new Code(code.survey(), Optional.empty())).getOrDefault(name.name(), List.of())
        : own;
  }

  /** The calls that the variables of code are made by. */
  Map<String, List<Expr.Call>> locals(Code code) {
    return locals.computeIfAbsent(
        code,
        of -> {
          Map<String, List<Expr.Call>> made = new HashMap<>();
          of.walk(
              node -> {
                if (node instanceof Stmt.Assign assign
                    && assign.targets().getFirst() instanceof Expr.Name name
                    && assign.value() instanceof Expr.Call call) {
                  made.computeIfAbsent(name.name(), n -> new ArrayList<>()).add(call);
                }
              });
          return made;
        });
  }
}
