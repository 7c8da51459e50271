package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ModelClass.Use;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Methods;
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
 * has, made a step of a sequence. Objects are followed from where they are made to a variable, as
 * long as it holds nothing else, to an attribute that never does, and into the functions and
 * classes that they are given to.
 */
final class InstanceUses {

  /** Functions that hand an object to functions: deeper than this is not followed. */
  private static final int DEEPEST = 4;

  private final Project project;
  private final Frameworks frameworks;
  private final Mentions mentions;

  InstanceUses(Project project, Frameworks frameworks, Mentions mentions) {
    this.project = project;
    this.frameworks = frameworks;
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
    Search search = new Search(type.module(), type, frameworks, true, 0);
    return selves.stream().flatMap(self -> search.ofObject(self).stream()).findFirst();
  }

  private Optional<Use> in(SourceModule module, ClassEntity type, boolean countMethods) {
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
    Search search = new Search(module, type, frameworks, countMethods, 0);
    return made.stream().flatMap(call -> search.ofObject(call).stream()).findFirst();
  }

  private static boolean mayName(Expr callee, String name) {
    return switch (callee) {
      case Expr.Name plain -> true;
      case Expr.Attribute attribute -> attribute.name().equals(name);
      default -> false;
    };
  }

  private record Search(
      SourceModule module,
      ClassEntity type,
      Frameworks frameworks,
      boolean countMethods,
      int depth) {

    /** The use of the object that an expression gives. */
    Optional<Use> ofObject(Expr object) {
      Node parent = module.tree().parent(object).orElse(object);
      return switch (parent) {
        case Expr.Call call when call.callee().id() == object.id() ->
            Optional.of(use(call, Use.Kind.CALL));
        case Expr.Call call -> ofArgument(object, call);
        case Expr.Attribute member -> ofMember(member);
        case Stmt.Assign assign
            when assign.targets().size() == 1 && assign.value().id() == object.id() ->
            switch (assign.targets().getFirst()) {
              case Expr.Name variable -> ofVariable(variable);
              case Expr.Attribute attribute -> ofAttribute(attribute, assign.value());
              default -> Optional.empty();
            };
        default -> Optional.empty();
      };
    }

    private Optional<Use> ofArgument(Expr object, Expr.Call call) {
      return switch (module.resolve(call.callee())) {
        case LibraryEntity library when Layers.isSequence(library.qualifiedName()) ->
            ofStep(object, call);
        case LibraryEntity library when Effects.standsForArgument(library.qualifiedName()) ->
            isFirst(object, call) ? ofObject(call) : Optional.empty();
        case LibraryEntity library when Effects.callsModule(library.qualifiedName()) ->
            isFirst(object, call) ? Optional.of(use(call, Use.Kind.CALL)) : Optional.empty();
        case FunctionEntity function -> ofParameter(function, 0, object, call);
        case ClassEntity taker when taker.lookup("__init__") instanceof MethodLookup.Found init ->
            ofParameter(init.function(), 1, object, call);
        default -> ofPrepared(object, call);
      };
    }

    /** What an accelerator gives back of the object that it is given among others. */
    private Optional<Use> ofPrepared(Expr object, Expr.Call call) {
      boolean isPreparing =
          call.callee() instanceof Expr.Attribute method
              && Effects.prepares(method.name())
              && isAccelerator(method.value());
      int position = call.arguments().indexOf(object);
      if (!isPreparing || position < 0) {
        return Optional.empty();
      }
      return call.arguments().size() == 1
          ? ofObject(call)
          : module.tree().parent(call).orElse(call) instanceof Stmt.Assign assign
                  && assign.targets().getFirst() instanceof Expr.Tuple targets
                  && targets.elements().size() == call.arguments().size()
                  && targets.elements().get(position) instanceof Expr.Name variable
              ? ofVariable(variable)
              : Optional.empty();
    }

    private boolean isAccelerator(Expr object) {
      return object instanceof Expr.Name name
          && module.resolve(name) instanceof VariableEntity variable
          && variable.binding().sites().size() == 1
          && variable.binding().sites().getFirst().value().orElse(object) instanceof Expr.Call made
          && module.resolve(made.callee()) instanceof LibraryEntity library
          && frameworks
              .role(library.qualifiedName())
              .filter(role -> role == Role.ACCELERATOR)
              .isPresent();
    }

    private static boolean isFirst(Expr object, Expr.Call call) {
      return !call.arguments().isEmpty() && call.arguments().getFirst().id() == object.id();
    }

    /** A step runs when its sequence is called. */
    private Optional<Use> ofStep(Expr object, Expr.Call call) {
      return new Search(module, type, frameworks, false, depth).ofObject(call).isPresent()
          ? Optional.of(use(object, Use.Kind.STEP))
          : Optional.empty();
    }

    /**
     * The use of a parameter in the function that is given the object.
     *
     * @param first the position of the parameter that takes the first argument
     */
    private Optional<Use> ofParameter(
        FunctionEntity function, int first, Expr object, Expr.Call call) {
      int position = call.arguments().indexOf(object);
      List<Node.Parameter> parameters = function.parameters().positional();
      boolean isPlain =
          depth < DEEPEST
              && position >= 0
              && first + position < parameters.size()
              && call.arguments().stream().noneMatch(a -> a instanceof Expr.Starred)
              && function.decorators().isEmpty();
      if (!isPlain) {
        return Optional.empty();
      }
      String name = parameters.get(first + position).name();
      Search there = new Search(function.module(), type, frameworks, countMethods, depth + 1);
      return there.loads(function.node(), name).stream()
          .filter(load -> !there.isAsked(load))
          .flatMap(load -> there.ofObject(load).stream())
          .findFirst();
    }

    /** The reads of a parameter that keeps its value. */
    private List<Expr.Name> loads(Node function, String name) {
      List<Expr.Name> all = new ArrayList<>();
      Tree.walk(
          function,
          node -> {
            if (node instanceof Expr.Name mention && mention.name().equals(name)) {
              all.add(mention);
            }
          });
      boolean isKept =
          all.stream()
              .allMatch(
                  mention ->
                      module.resolve(mention) instanceof VariableEntity variable
                          && variable.binding().sites().size() == 1);
      return isKept ? all : List.of();
    }

    /** Whether a condition around a mention asks about the same variable: what it is, perhaps. */
    private boolean isAsked(Expr.Name mention) {
      Optional<Node> at = module.tree().parent(mention);
      while (at.isPresent()) {
        Optional<Expr> test =
            switch (at.get()) {
              case Stmt.If branch -> Optional.of(branch.test());
              case Expr.IfExp choice -> Optional.of(choice.test());
              default -> Optional.empty();
            };
        if (test.filter(t -> names(t, mention.name())).isPresent()) {
          return true;
        }
        at = module.tree().parent(at.get());
      }
      return false;
    }

    private static boolean names(Expr expression, String name) {
      boolean[] found = {false};
      Tree.walk(
          expression,
          node -> found[0] |= node instanceof Expr.Name other && other.name().equals(name));
      return found[0];
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

    /** A variable, until it is assigned something else. */
    private Optional<Use> ofVariable(Expr.Name variable) {
      if (!(module.resolve(variable) instanceof VariableEntity entity)) {
        return Optional.empty();
      }
      List<BindingSite> sites = entity.binding().sites();
      List<Expr.Name> loads = new ArrayList<>();
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.Name name
                    && name.id() != variable.id()
                    && name.name().equals(variable.name())
                    && module.resolve(name).equals(entity)
                    && (sites.size() == 1 || holdsStill(variable, sites, name))) {
                  loads.add(name);
                }
              });
      return loads.stream().flatMap(load -> ofObject(load).stream()).findFirst();
    }

    /**
     * Whether a variable that is assigned several times still holds at a mention what it got at
     * {@code from}: the mention follows in the same function, before the next assignment, and no
     * loop leads back to it from another one.
     */
    private boolean holdsStill(Expr.Name from, List<BindingSite> sites, Expr.Name mention) {
      Tree tree = module.tree();
      Stmt assignment = tree.statement(from).orElseThrow();
      return mention.start() > assignment.end()
          && tree.enclosingScope(mention).equals(tree.enclosingScope(from))
          && isInBlockOf(assignment, mention)
          && sites.stream()
              .filter(site -> site.node().start() != from.start())
              .noneMatch(
                  site ->
                      (site.node().start() > from.start() && starts(site, mention))
                          || isInLoopWith(site.node(), mention));
    }

    /** Whether an assignment begins before a mention, which its own value is not part of. */
    private boolean starts(BindingSite site, Expr.Name mention) {
      return module
          .tree()
          .statement(site.node())
          .filter(
              other -> other.start() < mention.start() && !other.span().contains(mention.span()))
          .isPresent();
    }

    /** Whether what is assigned is there whenever the mention is reached. */
    private boolean isInBlockOf(Stmt assignment, Node mention) {
      return module
          .tree()
          .parent(assignment)
          .filter(block -> block.span().contains(mention.span()))
          .isPresent();
    }

    private boolean isInLoopWith(Node site, Node mention) {
      Optional<Node> at = module.tree().parent(mention);
      while (at.isPresent()) {
        boolean isLoop = at.get() instanceof Stmt.For || at.get() instanceof Stmt.While;
        if (isLoop && at.get().span().contains(site.span())) {
          return true;
        }
        at = module.tree().parent(at.get());
      }
      return false;
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
