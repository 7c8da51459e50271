package dev.tensorvet.facts;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which modules compute differently in training and in evaluation: those with dropout, batch
 * normalisation and the like, or that ask for their mode. Serves one thread.
 */
final class ModeDependence {

  /** Classes that build classes that build classes: deeper than this is not followed. */
  private static final int DEEPEST = 6;

  private final Frameworks frameworks;
  private final Map<Entity, Proof> known = new HashMap<>();

  ModeDependence(Frameworks frameworks) {
    this.frameworks = frameworks;
  }

  Proof of(ClassEntity type) {
    return of(type, 0);
  }

  private Proof of(ClassEntity type, int depth) {
    Proof answer = known.get(type);
    if (answer == null) {
      // A class that builds objects of itself depends on the mode if anything else in it does.
      known.put(type, Proof.NO);
      answer = depth > DEEPEST ? Proof.UNKNOWN : find(type, depth);
      known.put(type, answer);
    }
    return answer;
  }

  private Proof find(ClassEntity type, int depth) {
    Proof any = type.mro().isComplete() ? Proof.NO : Proof.UNKNOWN;
    for (Entity each : type.mro().linear()) {
      any =
          any.or(
              switch (each) {
                case ClassEntity own -> ofCode(own.node(), own.module(), depth);
                case LibraryEntity library
                    when Layers.isBase(library.qualifiedName())
                        || frameworks.role(library.qualifiedName()).isEmpty() ->
                    Proof.NO;
                case LibraryEntity library -> ofLibrary(library.qualifiedName(), List.of());
                default -> Proof.UNKNOWN;
              });
    }
    return any;
  }

  private Proof ofCode(Node code, SourceModule module, int depth) {
    Proof[] any = {Proof.NO};
    Tree.walk(
        code,
        node -> {
          switch (node) {
            case Expr.Attribute member when Layers.isModeFlag(member.name()) ->
                any[0] = any[0].or(Proof.YES);
            case Expr.Call call when any[0] != Proof.YES ->
                any[0] = any[0].or(ofCall(call, module, depth));
            default -> {}
          }
        });
    return any[0];
  }

  /** What a call in the code of a module may build. */
  private Proof ofCall(Expr.Call call, SourceModule module, int depth) {
    return switch (module.resolve(call.callee())) {
      case LibraryEntity library ->
          frameworks.role(library.qualifiedName()).filter(r -> r.isModule()).isPresent()
              ? ofLibrary(
                  library.qualifiedName(),
                  call.keywords().stream().flatMap(k -> k.name().stream()).toList())
              : Proof.NO;
      case ClassEntity own when frameworks.isModule(own) != Proof.NO -> of(own, depth + 1);
      case ClassEntity own -> Proof.NO;
      case FunctionEntity function -> ofFunction(function, depth);
      // A method of some object builds no module; a class in a variable or a table may.
      default -> call.callee() instanceof Expr.Attribute ? Proof.NO : Proof.UNKNOWN;
    };
  }

  private Proof ofFunction(FunctionEntity function, int depth) {
    Proof answer = known.get(function);
    if (answer == null) {
      known.put(function, Proof.NO);
      answer =
          depth > DEEPEST ? Proof.UNKNOWN : ofCode(function.node(), function.module(), depth + 1);
      known.put(function, answer);
    }
    return answer;
  }

  private static Proof ofLibrary(String qualifiedName, List<String> keywords) {
    return Layers.dependsOnMode(qualifiedName, keywords);
  }

  /** The same for an object: what it was given when it was made counts too. */
  Proof of(Term object, Objects objects) {
    if (object instanceof Term.Either either) {
      List<Proof> answers = either.options().stream().map(o -> of(o, objects)).distinct().toList();
      return answers.size() == 1 ? answers.getFirst() : Proof.UNKNOWN;
    }
    if (!(object instanceof Term.Made made)) {
      return objects.classOf(object).map(this::of).orElse(Proof.UNKNOWN);
    }
    Optional<Term> copied = objects.copied(made);
    if (copied.isPresent()) {
      return of(copied.get(), objects);
    }
    Optional<ClassEntity> type = objects.classOf(made);
    Proof own =
        type.map(this::of)
            .or(
                () ->
                    objects
                        .libraryName(made.callee())
                        .map(name -> ofLibrary(name, List.copyOf(made.keywords().keySet()))))
            .orElse(Proof.UNKNOWN);
    for (Term given : made.arguments()) {
      if (own != Proof.YES && objects.isModule(given)) {
        own = own.or(of(given, objects));
      }
    }
    return own;
  }
}
