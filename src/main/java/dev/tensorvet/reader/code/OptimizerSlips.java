package dev.tensorvet.reader.code;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.Schedulers;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what a file tells its optimizers and schedulers that they cannot use. */
final class OptimizerSlips implements CodeReader<OptimizerSlip> {

  private final Mentions mentions;

  OptimizerSlips(Mentions mentions) {
    this.mentions = mentions;
  }

  @Override
  public Class<OptimizerSlip> kind() {
    return OptimizerSlip.class;
  }

  @Override
  public List<OptimizerSlip> read(SourceModule module) {
    return module.isTest() || !Optimizers.mayOptimize(module.file().text())
        ? List.of()
        : new Reader(module, mentions).read();
  }

  private static boolean isFusedName(Node node) {
    return switch (node) {
      case Expr.Name name -> Optimizers.isFusedName(name.name());
      case Expr.Attribute member -> Optimizers.isFusedName(member.name());
      default -> false;
    };
  }

  private static boolean mayEmptyGradients(Node node) {
    return switch (node) {
      case Expr.Attribute member ->
          TrainingMethod.ZERO_GRADIENTS.isNamed(member.name())
              || GraphFlow.isGradientMember(member.name());
      case Expr.Call call -> CodeCalls.name(call).contains("zero");
      default -> false;
    };
  }

  private static boolean isFusedFunction(Node scope) {
    return scope instanceof Stmt.FunctionDef function
        && (Optimizers.isFusedName(function.name())
            || function.parameters().positional().stream()
                .anyMatch(parameter -> Optimizers.isFusedName(parameter.name())));
  }

  private static final int DEEPEST = 4;

  private static final class Reader {

    private final SourceModule module;
    private final Mentions mentions;
    private final List<OptimizerSlip> found = new ArrayList<>();

    Reader(SourceModule module, Mentions mentions) {
      this.module = module;
      this.mentions = mentions;
    }

    List<OptimizerSlip> read() {
      module
          .tree()
          .walk(
              node -> {
                switch (node) {
                  case Expr.Call call -> call(call);
                  case Stmt.Assign assign -> {
                    assign.targets().forEach(target -> rate(target, assign));
                    group(assign);
                  }
                  default -> {}
                }
              });
      found.addAll(new OptimizerShares(module).read());
      return found;
    }

    private void call(Expr.Call call) {
      Optional<String> name = CodeCalls.library(call.callee(), module);
      if (name.filter(Optimizers::isOptimizer).isPresent()) {
        optimizer(call, name.get());
      } else if (name.filter(Schedulers::takesFunctions).isPresent()) {
        functions(call);
      } else if (name.flatMap(Effects::of)
          .filter(e -> e == Effects.Effect.CLIP_GRADIENTS)
          .isPresent()) {
        CodeCalls.argument(call, Optimizers.BOUND)
            .filter(bound -> CodeCalls.number(bound).orElse(1) == 0)
            .ifPresent(bound -> add(Kind.CLIPS_TO_ZERO, call, bound, Optional.empty()));
      } else if (call.callee() instanceof Expr.Attribute method) {
        method(call, method);
      }
    }

    // --- the making of an optimizer

    private void optimizer(Expr.Call optimizer, String name) {
      CodeCalls.argument(optimizer, Optimizers.PARAMETERS)
          .filter(given -> !(given instanceof Expr.Starred))
          .ifPresent(given -> parameters(optimizer, given, name));
      if (CodeCalls.isOpen(optimizer)) {
        return;
      }
      boolean lacksMomentum =
          Optimizers.isPlain(name)
              && CodeCalls.is(CodeCalls.argument(optimizer, Optimizers.NESTEROV), true)
              && CodeCalls.argument(optimizer, Optimizers.MOMENTUM)
                  .filter(momentum -> CodeCalls.number(momentum).orElse(1) != 0)
                  .isEmpty();
      boolean isTwice =
          CodeCalls.is(optimizer.keyword(Optimizers.FUSED), true)
              && CodeCalls.is(optimizer.keyword(Optimizers.FOREACH), true);
      if (lacksMomentum || isTwice) {
        add(
            Kind.OPTIONS_CONFLICT,
            optimizer,
            optimizer.callee(),
            Optional.of(lacksMomentum ? "nesterov" : "fused"));
      }
      if (Optimizers.canFuse(name) && !isFusedSomewhere()) {
        claim(optimizer)
            .ifPresent(
                claim ->
                    found.add(
                        new OptimizerSlip(
                            Kind.FUSION_CLAIMED,
                            CodeCalls.place(optimizer, module),
                            text(optimizer.callee()),
                            Optional.empty(),
                            Optional.of(CodeCalls.shown(claim, module)))));
      }
      CodeCalls.argument(optimizer, Optimizers.RATE)
          .ifPresent(rate -> height(optimizer, rate, name));
    }

    /** Whether the file tells some optimizer to be fused, in whatever way. */
    private boolean isFusedSomewhere() {
      return Tree.holds(
          module.tree().root(),
          node ->
              switch (node) {
                case Node.Keyword keyword ->
                    keyword.name().filter(Optimizers.FUSED::equals).isPresent();
                case Expr.StringLiteral key -> key.value().equals(Optimizers.FUSED);
                default -> false;
              });
    }

    /** What says that an optimizer is fused: a name around it, a question, or a message. */
    private Optional<Node> claim(Expr.Call optimizer) {
      List<Node> around = CodeCalls.around(optimizer, module.tree());
      Optional<Node> named =
          around.stream()
              .flatMap(
                  node ->
                      switch (node) {
                        case Stmt.Assign assign -> assign.targets().stream();
                        case Stmt.If choice -> Stream.of(choice.test());
                        default -> Stream.empty();
                      })
              .filter(node -> Tree.holds(node, OptimizerSlips::isFusedName))
              .map(Node.class::cast)
              .findFirst();
      Optional<Node> scope = module.tree().enclosingScope(optimizer);
      return named
          .or(() -> scope.filter(OptimizerSlips::isFusedFunction))
          .or(() -> scope.flatMap(this::message));
    }

    /** A message of a function that says so. */
    private Optional<Node> message(Node scope) {
      List<Node> messages = new ArrayList<>();
      Tree.walk(
          scope,
          node -> {
            if (node instanceof Stmt.ExprStmt said
                && said.value() instanceof Expr.Call call
                && call.arguments().stream().anyMatch(this::saysFused)) {
              messages.add(said);
            }
          });
      return messages.stream().findFirst();
    }

    private boolean saysFused(Expr said) {
      return said instanceof Expr.StringLiteral message && Optimizers.saysFused(message.value());
    }

    private void height(Expr.Call optimizer, Expr rate, String name) {
      OptionalDouble number = CodeCalls.number(rate);
      boolean isOfNetwork =
          CodeCalls.argument(optimizer, Optimizers.PARAMETERS)
              .filter(this::areOfNetwork)
              .isPresent();
      if (number.isPresent() && number.getAsDouble() < 0) {
        add(Kind.RATE_NEGATIVE, rate, rate, Optional.empty());
      } else if (number.isPresent()
          && isOfNetwork
          && Optimizers.isTooHigh(name, number.getAsDouble())
          && !Schedulers.mayWarmUp(module.file().text())) {
        add(Kind.RATE_TOO_HIGH, rate, optimizer.callee(), Optional.empty());
      }
    }

    /** Whether some object of the file has a member of this name that is no method. */
    private boolean isAssigned(String name) {
      return module
          .tree()
          .holds(
              node ->
                  node instanceof Stmt.Assign assign
                      && assign.targets().stream()
                          .anyMatch(
                              target ->
                                  target instanceof Expr.Attribute member
                                      && member.name().equals(name)));
    }

    private boolean areOfNetwork(Expr given) {
      return given instanceof Expr.Call call
          && call.callee() instanceof Expr.Attribute method
          && method.name().equals(Layers.PARAMETERS)
          && call.arguments().isEmpty();
    }

    private void parameters(Expr.Call optimizer, Expr given, String name) {
      switch (given) {
        case Expr.Attribute method
            when method.name().equals(Layers.PARAMETERS) && !isAssigned(method.name()) ->
            add(Kind.METHOD_GIVEN, given, given, Optional.of(text(given) + "()"));
        case Expr.Call call
            when call.callee() instanceof Expr.Attribute method
                && Layers.isState(method.name())
                && call.arguments().isEmpty() ->
            add(
                Kind.STATE_GIVEN,
                given,
                method.value(),
                Optional.of(text(method.value()) + ".parameters()"));
        case Expr.ListExpr list
            when list.elements().size() > 1
                && list.elements().stream().allMatch(this::areOfNetwork) ->
            add(
                Kind.LISTS_GIVEN,
                given,
                given,
                Optional.of(
                    "["
                        + String.join(
                            ", ", list.elements().stream().map(e -> "*" + text(e)).toList())
                        + "]"));
        case Expr.Name variable when isModule(variable) ->
            add(Kind.MODULE_GIVEN, given, given, Optional.of(text(given) + ".parameters()"));
        case Expr.Call call
            when Optimizers.refusesSparse(name)
                && areOfNetwork(call)
                && call.callee() instanceof Expr.Attribute method ->
            sparse(method.value())
                .ifPresent(
                    layer ->
                        found.add(
                            new OptimizerSlip(
                                Kind.SPARSE_GRADIENTS,
                                CodeCalls.place(optimizer, module),
                                text(optimizer.callee()),
                                Optional.empty(),
                                Optional.of(layer))));
        default -> {}
      }
    }

    private boolean isModule(Expr.Name variable) {
      return classOf(variable)
              .filter(type -> Layers.isModule(type) && type.ownMethod("__iter__").isEmpty())
              .isPresent()
          || made(variable)
              .filter(made -> CodeCalls.isCall(made, Reader::givesModule, module))
              .isPresent();
    }

    /** Whether a library's function gives a module that cannot be gone through. */
    private static boolean givesModule(String function) {
      return Layers.isImageNetwork(function)
          || Wrapper.of(function)
              .filter(w -> w == Wrapper.DATA_PARALLEL || w == Wrapper.DISTRIBUTED)
              .isPresent();
    }

    /** What makes an object, before it was moved from variable to variable or to a device. */
    private Optional<Expr.Call> made(Expr value) {
      Expr at = value;
      Optional<Expr.Call> made = LastValues.maker(at, module);
      for (int i = 0; i < DEEPEST && made.isEmpty() && at instanceof Expr.Name; i++) {
        at = LastValues.unmoved(LastValues.source(at, module));
        made = LastValues.maker(at, module);
      }
      return made;
    }

    private Optional<ClassEntity> classOf(Expr value) {
      return made(value)
          .flatMap(
              made ->
                  module.resolve(made.callee()) instanceof ClassEntity type
                      ? Optional.of(type)
                      : Optional.empty());
    }

    /** Where a model makes a layer whose gradients are sparse. */
    private Optional<Place> sparse(Expr model) {
      return classOf(model).flatMap(Reader::sparse);
    }

    private static Optional<Place> sparse(ClassEntity type) {
      List<Expr.Call> layers = new ArrayList<>();
      Tree.walk(
          type.node(),
          node -> {
            if (node instanceof Expr.Call call
                && CodeCalls.isCall(call, Layers::mayBeSparse, type.module())
                && CodeCalls.is(call.keyword(Layers.SPARSE), true)) {
              layers.add(call);
            }
          });
      return layers.stream().findFirst().map(layer -> CodeCalls.place(layer, type.module()));
    }

    // --- groups of parameters

    /** A dict that becomes a group of parameters, and then is not given to the optimizer. */
    private void group(Stmt.Assign assign) {
      if (assign.targets().size() != 1
          || !(assign.targets().getFirst() instanceof Expr.Name name)
          || !(assign.value() instanceof Expr.Dict)
          || CodeCalls.innermostLoop(assign, module.tree()).isPresent()) {
        return;
      }
      Node code = module.tree().enclosingScope(assign).orElse(module.tree().root());
      List<Expr.Name> uses = new ArrayList<>();
      List<Expr.Call> optimizers = new ArrayList<>();
      Tree.walk(
          code,
          node -> {
            if (node instanceof Expr.Name use
                && use.name().equals(name.name())
                && use.start() >= assign.end()) {
              uses.add(use);
            } else if (node instanceof Expr.Call call
                && call.start() >= assign.end()
                && CodeCalls.isCall(call, Optimizers::isOptimizer, module)) {
              optimizers.add(call);
            }
          });
      boolean isFilled = uses.stream().anyMatch(this::fillsGroup);
      boolean isGiven = uses.stream().anyMatch(use -> !fillsGroup(use) && !setsItem(use));
      if (isFilled && !isGiven && !optimizers.isEmpty()) {
        found.add(
            new OptimizerSlip(
                Kind.GROUP_UNUSED,
                CodeCalls.place(name, module),
                name.name(),
                Optional.empty(),
                Optional.of(CodeCalls.place(optimizers.getFirst(), module))));
      }
    }

    /** {@code group["params"] = []} */
    private boolean setsItem(Expr.Name use) {
      Tree tree = module.tree();
      return tree.parent(use)
          .filter(p -> p instanceof Expr.Subscript item && item.value().id() == use.id())
          .flatMap(
              item ->
                  tree.parent(item)
                      .filter(p -> p instanceof Stmt.Assign set && set.value().id() != item.id()))
          .isPresent();
    }

    /** {@code group["params"].append(parameter)} */
    private boolean fillsGroup(Expr.Name use) {
      Tree tree = module.tree();
      return tree.parent(use)
          .filter(
              p ->
                  p instanceof Expr.Subscript item
                      && item.index() instanceof Expr.StringLiteral key
                      && key.value().equals(Optimizers.PARAMETERS.name()))
          .flatMap(tree::parent)
          .filter(
              p ->
                  p instanceof Expr.Attribute method
                      && (method.name().equals("append") || method.name().equals("extend")))
          .isPresent();
    }

    // --- learning rates

    private void rate(Expr target, Stmt.Assign assign) {
      if (target instanceof Expr.Attribute member
          && Optimizers.isRateName(member.name())
          && makes(member.value(), Optimizers::isOptimizer)) {
        String optimizer = text(member.value());
        add(
            Kind.RATE_UNREAD,
            assign,
            target,
            assign.targets().size() == 1
                ? Optional.of(
                    "for group in "
                        + optimizer
                        + ".param_groups: group[\"lr\"] = "
                        + text(assign.value()))
                : Optional.empty());
      }
    }

    /**
     * Whether the only value of a variable, or of a member of its class, is made by a kind of
     * class.
     */
    private boolean makes(Expr value, Predicate<String> ofKind) {
      return CodeCalls.lastingValue(value, module)
          .filter(call -> CodeCalls.isCall(call, ofKind, module))
          .isPresent();
    }

    private void functions(Expr.Call scheduler) {
      CodeCalls.argument(scheduler, Schedulers.FUNCTIONS)
          .filter(
              functions ->
                  functions instanceof Expr.ListComp list
                      && list.element() instanceof Expr.Lambda lambda
                      && list.generators().stream()
                          .anyMatch(
                              each ->
                                  each.target() instanceof Expr.Name name
                                      && Tree.holds(
                                          lambda.body(),
                                          node ->
                                              node instanceof Expr.Name use
                                                  && use.name().equals(name.name()))
                                      && lambda.parameters().all().stream()
                                          .noneMatch(p -> p.name().equals(name.name()))))
          .ifPresent(functions -> add(Kind.BOUND_LATE, functions, functions, Optional.empty()));
    }

    // --- methods

    private void method(Expr.Call call, Expr.Attribute method) {
      if (TrainingMethod.STEP.isNamed(method.name())) {
        if (call.arguments().isEmpty()
            && call.keywords().isEmpty()
            && makes(method.value(), Optimizers::searchesStep)) {
          add(Kind.NO_CLOSURE, call, method.value(), Optional.empty());
        } else if (call.arguments().size() == 1) {
          closure(call.arguments().getFirst());
          if (makes(method.value(), Optimizers::searchesStep)) {
            leftover(call.arguments().getFirst());
          }
          if (makes(method.value(), Schedulers::countsSteps)) {
            add(Kind.EPOCH_GIVEN, call, method.value(), Optional.empty());
          }
        }
      } else if (Schedulers.isInnerRate(method.name())
          && call.arguments().isEmpty()
          && !new CompatibilityGuards(module).covers(call)
          && (makes(method.value(), Schedulers::isScheduler)
              || (Schedulers.isName(last(method.value()))
                  && !mentions.mayDefine(method.name(), module)))) {
        add(
            Kind.RATE_ASKED_WRONGLY,
            call,
            method.value(),
            Optional.of(text(method.value()) + ".get_last_lr()"));
      }
    }

    private static String last(Expr value) {
      return switch (value) {
        case Expr.Name name -> name.name();
        case Expr.Attribute member -> member.name();
        default -> "";
      };
    }

    /** A closure that is run several times for a step, and never empties the gradients. */
    private void leftover(Expr given) {
      if (module.resolve(given) instanceof FunctionEntity function
          && function.module() == module
          && function.node() instanceof Stmt.FunctionDef def
          && CodeCalls.holdsBackward(def)
          && !Tree.holds(def, OptimizerSlips::mayEmptyGradients)) {
        found.add(
            new OptimizerSlip(
                Kind.CLOSURE_WITHOUT_ZERO,
                CodeCalls.shown(def, module),
                def.name(),
                Optional.empty(),
                Optional.of(CodeCalls.place(given, module))));
      }
    }

    private void closure(Expr given) {
      if (module.resolve(given) instanceof FunctionEntity function
          && function.module() == module
          && function.node() instanceof Stmt.FunctionDef def
          && CodeCalls.holdsBackward(def)
          && !Tree.holds(
              def, node -> node instanceof Stmt.Return result && result.value().isPresent())) {
        found.add(
            new OptimizerSlip(
                Kind.CLOSURE_WITHOUT_LOSS,
                CodeCalls.shown(def, module),
                def.name(),
                Optional.empty(),
                Optional.of(CodeCalls.place(given, module))));
      }
    }

    private String text(Node node) {
      return CodeCalls.text(node, module);
    }

    private void add(Kind kind, Node at, Node subject, Optional<String> rewrite) {
      found.add(
          new OptimizerSlip(
              kind, CodeCalls.place(at, module), text(subject), rewrite, Optional.empty()));
    }
  }
}
