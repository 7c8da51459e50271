package dev.tensorvet.facts;

import dev.tensorvet.facts.ModelClass.Use;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where an object of a class is used as only a module can be: called, asked for what every module
 * has, made a step of a sequence. Objects are followed from where they are made to a variable or an
 * attribute that holds nothing else.
 */
final class InstanceUses {

  private final Project project;
  private final Mentions mentions;

  InstanceUses(Project project, Mentions mentions) {
    this.project = project;
    this.mentions = mentions;
  }

  /**
   * The first use, in the class's own file if it has one.
   *
   * @param countMethods whether a call of a method that every module has is one
   */
  Optional<Use> of(ClassEntity type, boolean countMethods) {
    Set<Path> files = new LinkedHashSet<>(List.of(type.module().path()));
    mentions.filesWith(type.name(), type.module()).ifPresent(files::addAll);
    for (Path file : files) {
      if (!mentions.uses(file).mayMake(type.name())) {
        continue;
      }
      Optional<Use> found = project.module(file).flatMap(module -> in(module, type, countMethods));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * The first use that the methods of a class make of their own object. It tells nothing of a class
   * that others inherit from: they may bring what is used.
   */
  Optional<Use> ofSelf(ClassEntity type) {
    if (!mentions.subclasses(type).filter(List::isEmpty).isPresent()) {
      return Optional.empty();
    }
    List<Expr.Name> selves = new ArrayList<>();
    for (Stmt.FunctionDef method : Methods.of(type.node())) {
      String self = Methods.self(method).orElse("");
      Tree.walk(
          method,
          node -> {
            if (node instanceof Expr.Name name && name.name().equals(self)) {
              selves.add(name);
            }
          });
    }
    Search search = new Search(type.module(), type, true);
    return selves.stream().flatMap(self -> search.ofObject(self).stream()).findFirst();
  }

  private static Optional<Use> in(SourceModule module, ClassEntity type, boolean countMethods) {
    List<Expr.Call> made = new ArrayList<>();
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call
                  && mayName(call.callee(), type.name())
                  && module.resolve(call.callee()) == type) {
                made.add(call);
              }
            });
    Search search = new Search(module, type, countMethods);
    return made.stream().flatMap(call -> search.ofObject(call).stream()).findFirst();
  }

  private static boolean mayName(Expr callee, String name) {
    return switch (callee) {
      case Expr.Name plain -> true;
      case Expr.Attribute attribute -> attribute.name().equals(name);
      default -> false;
    };
  }

  private record Search(SourceModule module, ClassEntity type, boolean countMethods) {

    /** The use of the object that an expression gives. */
    Optional<Use> ofObject(Expr object) {
      Node parent = module.tree().parent(object).orElse(object);
      return switch (parent) {
        case Expr.Call call when call.callee().id() == object.id() ->
            Optional.of(use(call, Use.Kind.CALL));
        case Expr.Call call -> ofArgument(object, call);
        case Expr.Attribute member -> ofMember(member);
        case Stmt.Assign assign when assign.targets().size() == 1 ->
            switch (assign.targets().getFirst()) {
              case Expr.Name variable -> ofVariable(variable);
              case Expr.Attribute attribute -> ofAttribute(attribute, assign.value());
              default -> Optional.empty();
            };
        default -> Optional.empty();
      };
    }

    /** A step runs when its sequence is called. */
    private Optional<Use> ofArgument(Expr object, Expr.Call call) {
      boolean isStep =
          module.resolve(call.callee()) instanceof LibraryEntity library
              && Layers.isSequence(library.qualifiedName());
      return isStep && new Search(module, type, false).ofObject(call).isPresent()
          ? Optional.of(use(object, Use.Kind.STEP))
          : Optional.empty();
    }

    private Optional<Use> ofMember(Expr.Attribute member) {
      Node parent = module.tree().parent(member).orElse(member);
      boolean isCalled = parent instanceof Expr.Call call && call.callee().id() == member.id();
      if (!isCalled || !Layers.isModuleMethod(member.name())) {
        return Optional.empty();
      }
      boolean isOwn =
          type.lookup(member.name()) instanceof MethodLookup.Found
              || !type.attributeSites(member.name()).isEmpty();
      if (isOwn) {
        return Optional.empty();
      }
      Optional<Use> further =
          Layers.givesBackItself(member.name()) ? ofObject((Expr.Call) parent) : Optional.empty();
      return further.isPresent() || !countMethods
          ? further
          : Optional.of(use(parent, Use.Kind.MODULE_METHOD));
    }

    /** A variable that is assigned nothing else. */
    private Optional<Use> ofVariable(Expr.Name variable) {
      if (!(module.resolve(variable) instanceof VariableEntity entity)
          || entity.binding().sites().size() != 1) {
        return Optional.empty();
      }
      List<Expr.Name> loads = new ArrayList<>();
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.Name name
                    && name.id() != variable.id()
                    && name.name().equals(variable.name())
                    && module.resolve(name).equals(entity)) {
                  loads.add(name);
                }
              });
      return loads.stream().flatMap(load -> ofObject(load).stream()).findFirst();
    }

    /** An attribute of {@code self} that is assigned nothing else. */
    private Optional<Use> ofAttribute(Expr.Attribute attribute, Expr value) {
      for (ClassEntity owner : module.classes()) {
        List<AttributeSite> sites = owner.attributeSites(attribute.name());
        boolean isOnly =
            sites.size() == 1
                && sites.getFirst().value().map(Expr::id).equals(Optional.of(value.id()));
        if (isOnly) {
          return ofLoads(owner, attribute);
        }
      }
      return Optional.empty();
    }

    private Optional<Use> ofLoads(ClassEntity owner, Expr.Attribute stored) {
      List<Expr.Attribute> loads = new ArrayList<>();
      for (Stmt.FunctionDef method : Methods.of(owner.node())) {
        String self = Methods.self(method).orElse("");
        Tree.walk(
            method,
            node -> {
              if (node instanceof Expr.Attribute load
                  && load.id() != stored.id()
                  && load.name().equals(stored.name())
                  && load.value() instanceof Expr.Name name
                  && name.name().equals(self)) {
                loads.add(load);
              }
            });
      }
      return loads.stream().flatMap(load -> ofObject(load).stream()).findFirst();
    }

    private Use use(Node node, Use.Kind kind) {
      return new Use(new Place(module.file(), node.span()), kind);
    }
  }
}
