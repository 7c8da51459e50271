package dev.tensorvet.facts;

import dev.tensorvet.facts.StructureSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.ModuleApi;
import dev.tensorvet.framework.SizeArguments;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a model does in its forward pass that cannot be meant. */
final class ForwardSlips {

  private static final Pattern NUMBERED = Pattern.compile("(.*?[a-zA-Z_])(\\d+)");

  /** Words of a comment that says that a thing is shared. */
  private static final Pattern ON_PURPOSE = Pattern.compile("(?i)shar|same|tied|reuse");

  private final ClassEntity type;
  private final SourceModule module;
  private final StructureNotes notes;
  private final Mentions mentions;
  private final TensorMeetings meetings;

  ForwardSlips(ClassEntity type, StructureNotes notes, Mentions mentions) {
    this.type = type;
    this.module = type.module();
    this.notes = notes;
    this.mentions = mentions;
    this.meetings = new TensorMeetings(module);
  }

  void read() {
    type.ownMethod(Computing.FORWARD)
        .filter(forward -> forward.selfName().isPresent())
        .ifPresent(
            forward -> {
              if (forward.node() instanceof Stmt.FunctionDef def) {
                notReturned(def, forward);
                layers(def, forward);
              }
            });
    Set<String> computing = Computing.methods(type);
    List<Expr> written = new ArrayList<>();
    for (FunctionEntity method : type.methods()) {
      boolean isComputing = computing.contains(method.name());
      if (isComputing || method.name().equals(Computing.INIT)) {
        Tree.walk(
            method.node(),
            node -> {
              if (node instanceof Expr.Call call) {
                device(call, method).ifPresent(written::add);
                if (isComputing) {
                  computes(call, method);
                }
              }
            });
      }
    }
    if (!written.isEmpty() && module.file().cells().isEmpty()) {
      notes.note(
          Kind.DEVICE_WRITTEN,
          written.getFirst(),
          notes.text(written.getFirst()),
          type.name(),
          Certainty.PROVEN,
          written.stream().skip(1).findFirst(),
          List.of());
    }
  }

  // --- what is not returned

  private void notReturned(Stmt.FunctionDef forward, FunctionEntity method) {
    boolean[] returns = {false};
    boolean[] isOdd = {false};
    Tree.walkWhere(
        forward,
        node -> {
          switch (node) {
            case Stmt.Return end -> returns[0] |= end.value().isPresent();
            case Expr.Yield yield -> isOdd[0] = true;
            case Expr.YieldFrom yield -> isOdd[0] = true;
            case Stmt.Global global -> isOdd[0] = true;
            case Stmt.Nonlocal outer -> isOdd[0] = true;
            case Stmt.Broken broken -> isOdd[0] = true;
            default -> {}
          }
          return node.id() == forward.id()
              || !(node instanceof Stmt.FunctionDef || node instanceof Stmt.ClassDef);
        });
    boolean isPlain = !isOdd[0] && forward.decorators().isEmpty() && !forward.isAsync();
    if (isPlain) {
      lost(forward.body(), method)
          .ifPresent(
              last ->
                  notes.note(
                      returns[0] ? Kind.NOT_RETURNED_ON_A_WAY : Kind.NOT_RETURNED,
                      last,
                      notes.text(last).lines().findFirst().orElse(""),
                      forward.name(),
                      Certainty.PROVEN,
                      Optional.of(forward),
                      List.of()));
    }
  }

  /** The last thing that a block computes, if the function ends there and nobody gets it. */
  private Optional<Stmt> lost(List<Stmt> block, FunctionEntity method) {
    if (block.isEmpty()) {
      return Optional.empty();
    }
    return switch (block.getLast()) {
      case Stmt.Assign assign
          when assign.targets().size() == 1
              && assign.targets().getFirst() instanceof Expr.Name name
              && !name.name().startsWith("_")
              && computes(assign.value()) ->
          Optional.of(assign);
      case Stmt.ExprStmt line
          when line.value() instanceof Expr.Call call && isWeightedCall(call, method) ->
          Optional.of(line);
      case Stmt.With with -> lost(with.body(), method);
      case Stmt.If choice -> {
        Optional<Stmt> first = lost(choice.body(), method);
        yield first.isPresent() || choice.orElse().isEmpty()
            ? first
            : lost(choice.orElse(), method);
      }
      default -> Optional.empty();
    };
  }

  private static boolean computes(Expr value) {
    return value instanceof Expr.Call || value instanceof Expr.BinOp;
  }

  private boolean isLayerCall(Expr.Call call, FunctionEntity method) {
    return StructureNotes.member(call.callee(), method.selfName())
        .flatMap(name -> StructureNotes.layer(type, name, notes.values()))
        .isPresent();
  }

  private boolean isWeightedCall(Expr.Call call, FunctionEntity method) {
    return StructureNotes.member(call.callee(), method.selfName())
        .flatMap(name -> StructureNotes.layer(type, name, notes.values()))
        .filter(built -> notes.values().isWeighted(built, module, Optional.of(type)))
        .isPresent();
  }

  // --- layers that are used for others

  /**
   * A call of a layer.
   *
   * @param producer the layer whose output it is given
   */
  private record Use(String layer, Expr.Call call, Optional<String> producer) {}

  private void layers(Stmt.FunctionDef forward, FunctionEntity method) {
    Map<String, List<Use>> uses = new LinkedHashMap<>();
    Tree.walk(
        forward,
        node -> {
          if (node instanceof Expr.Call call && isLayerCall(call, method)) {
            String layer = StructureNotes.member(call.callee(), method.selfName()).orElseThrow();
            uses.computeIfAbsent(layer, l -> new ArrayList<>())
                .add(new Use(layer, call, producer(call, method)));
          }
        });
    uses.forEach(
        (layer, all) -> {
          if (all.size() > 1 && !wrongIndex(all)) {
            sharedStatistics(layer, all);
          }
        });
  }

  private Optional<String> producer(Expr.Call call, FunctionEntity method) {
    if (call.arguments().isEmpty()) {
      return Optional.empty();
    }
    Expr given = call.arguments().getFirst();
    Expr value = LastValues.of(given, module).orElse(given);
    return value instanceof Expr.Call before && isLayerCall(before, method)
        ? StructureNotes.member(before.callee(), method.selfName())
        : Optional.empty();
  }

  /** {@code bn1(conv1(x))} and {@code bn1(conv2(x))}, where nothing uses {@code bn2}. */
  private boolean wrongIndex(List<Use> uses) {
    Matcher own = NUMBERED.matcher(uses.getFirst().layer());
    if (!own.matches()) {
      return false;
    }
    for (Use use : uses) {
      Matcher from = NUMBERED.matcher(use.producer().orElse(""));
      if (!from.matches() || from.group(2).equals(own.group(2))) {
        continue;
      }
      String meant = own.group(1) + from.group(2);
      boolean isPattern =
          uses.stream()
              .anyMatch(
                  other ->
                      other.producer().filter((from.group(1) + own.group(2))::equals).isPresent());
      if (isPattern && isSpare(meant, use.layer())) {
        Expr.Attribute callee = (Expr.Attribute) use.call().callee();
        notes.note(
            Kind.WRONG_INDEX,
            callee,
            use.layer(),
            meant,
            Certainty.PROVEN,
            type.attributeSites(meant).stream().map(AttributeSite::node).findFirst(),
            List.of(new TextEdit(new Span(callee.nameStart(), callee.end()), meant)));
        return true;
      }
    }
    return false;
  }

  /** Whether a layer is there, of the same kind as another, and no method uses it. */
  private boolean isSpare(String attribute, String like) {
    Optional<Expr.Call> spare = StructureNotes.layer(type, attribute, notes.values());
    Optional<Expr.Call> used = StructureNotes.layer(type, like, notes.values());
    return spare.isPresent()
        && used.isPresent()
        && notes.text(spare.get().callee()).equals(notes.text(used.get().callee()))
        && !SelfUses.of(type.node(), module.tree()).mayRead(attribute);
  }

  private void sharedStatistics(String layer, List<Use> uses) {
    boolean counts =
        StructureNotes.layer(type, layer, notes.values())
            .flatMap(built -> CodeCalls.library(built.callee(), module))
            .filter(ModuleApi::keepsStatistics)
            .isPresent();
    if (!counts || ON_PURPOSE.matcher(lines(type, layer)).find()) {
      return;
    }
    Set<String> producers = new HashSet<>();
    List<Use> apart = new ArrayList<>();
    for (Use use : uses) {
      if (use.producer().isPresent()
          && isStraight(use.call())
          && producers.add(use.producer().get())) {
        apart.add(use);
      }
    }
    if (apart.size() > 1) {
      notes.note(
          Kind.SHARED_STATISTICS,
          apart.get(1).call(),
          layer,
          String.join("` and `", apart.stream().limit(2).map(u -> u.producer().get()).toList()),
          Certainty.PROVEN,
          Optional.of(apart.getFirst().call()),
          List.of());
    }
  }

  /** The lines that make a member, with the comments on them. */
  private String lines(ClassEntity of, String attribute) {
    return of.attributeSites(attribute).stream()
        .map(
            site -> {
              var lines = module.file().lines();
              int line = lines.line(site.node().start());
              return module
                  .file()
                  .text(new Span(lines.start(line), lines.end(lines.line(site.node().end()))));
            })
        .reduce("", String::concat);
  }

  private boolean isStraight(Expr.Call call) {
    return CodeCalls.around(call, module.tree()).stream()
        .noneMatch(
            around ->
                around instanceof Stmt.If
                    || around instanceof Expr.IfExp
                    || around instanceof Stmt.For
                    || around instanceof Stmt.While);
  }

  // --- calls of the forward pass

  private void computes(Expr.Call call, FunctionEntity method) {
    hook(call, method);
    byBatch(call, method);
    stateless(call, method);
    newTensor(call, method);
  }

  private void hook(Expr.Call call, FunctionEntity method) {
    if (call.callee() instanceof Expr.Attribute hook
        && ModuleApi.hooks(hook.name())
        && isOfModel(hook.value(), method)
        && notes.parent(call) instanceof Stmt.ExprStmt
        && CodeCalls.around(call, module.tree()).stream().noneMatch(Stmt.If.class::isInstance)) {
      notes.note(Kind.HOOK_IN_FORWARD, call, hook.name(), "");
    }
  }

  /** Whether a value is a part of the model, or comes by a loop over such parts. */
  private boolean isOfModel(Expr value, FunctionEntity method) {
    return switch (value) {
      case Expr.Attribute member ->
          StructureNotes.member(member, method.selfName()).isPresent()
              || isOfModel(member.value(), method);
      case Expr.Subscript item -> isOfModel(item.value(), method);
      case Expr.Name name ->
          CodeCalls.around(name, module.tree()).stream()
              .anyMatch(
                  around ->
                      around instanceof Stmt.For loop
                          && Tree.holds(loop.target(), node -> isNamed(node, name.name()))
                          && Tree.holds(
                              loop.iterable(),
                              node -> method.selfName().filter(s -> isNamed(node, s)).isPresent()));
      default -> false;
    };
  }

  private static boolean isNamed(Node node, String name) {
    return node instanceof Expr.Name variable && variable.name().equals(name);
  }

  private void byBatch(Expr.Call call, FunctionEntity method) {
    if (!CodeCalls.isCall(call, ModuleApi::isBatchNorm, module)) {
      return;
    }
    Optional<Expr> flag = CodeCalls.argument(call, ModuleApi.IN_TRAINING);
    boolean hasStatistics =
        CodeCalls.argument(call, ModuleApi.STATISTICS)
            .filter(statistics -> !(statistics instanceof Expr.NoneLiteral))
            .isPresent();
    if (CodeCalls.is(flag, true)
        && hasStatistics
        && !isOfOneSample(call)
        && !ModuleSlips.asksMode(method)) {
      notes.note(
          Kind.ALWAYS_BY_BATCH,
          flag.get(),
          notes.text(call.callee()),
          method.name(),
          Certainty.PROVEN,
          Optional.empty(),
          method
              .selfName()
              .map(self -> List.of(new TextEdit(flag.get().span(), self + "." + Layers.MODE_FLAG)))
              .orElse(List.of()));
    }
  }

  /** Samples that are channels of one are normalised each by itself. */
  private boolean isOfOneSample(Expr.Call call) {
    return call.arguments().stream()
        .limit(1)
        .map(given -> LastValues.of(given, module).orElse(given))
        .anyMatch(
            given ->
                given instanceof Expr.Call shaped
                    && SizeArguments.areShape(CodeCalls.name(shaped))
                    && !shaped.arguments().isEmpty()
                    && CodeCalls.number(shaped.arguments().getFirst()).orElse(0) == 1);
  }

  private void stateless(Expr.Call call, FunctionEntity method) {
    ModuleSlips.made(call, method, module)
        .filter(layer -> CodeCalls.isCall(layer, ModuleApi::isStateless, module))
        .ifPresent(
            layer ->
                notes.note(
                    Kind.STATELESS_IN_FORWARD, layer, notes.text(layer.callee()), method.name()));
  }

  // --- devices

  private Optional<Expr> device(Expr.Call call, FunctionEntity method) {
    boolean isOfMethod =
        call.callee() instanceof Expr.Attribute member
            && CodeCalls.library(member, module).isEmpty();
    Optional<Expr> written =
        call.callee() instanceof Expr.Attribute member
                && isOfMethod
                && Devices.movesToGpu(member.name())
                && call.arguments().isEmpty()
                && call.keywords().isEmpty()
            ? Optional.of(call)
            : call.keyword(Devices.ARGUMENT)
                .or(
                    () ->
                        isOfMethod
                                && CodeCalls.name(call).equals("to")
                                && !call.arguments().isEmpty()
                            ? Optional.of(call.arguments().getFirst())
                            : Optional.empty())
                .filter(
                    d -> d instanceof Expr.StringLiteral name && name.value().equals(Devices.CARD));
    return written.filter(place -> !isGuarded(place, method));
  }

  private boolean isGuarded(Expr place, FunctionEntity method) {
    return Devices.mayAskIfThereIsOne(notes.text(method.node()))
        || CodeCalls.around(place, module.tree()).stream()
            .anyMatch(
                around ->
                    (around instanceof Stmt.If choice && isAboutDevices(choice.test()))
                        || (around instanceof Expr.IfExp either && isAboutDevices(either.test())));
  }

  private boolean isAboutDevices(Expr test) {
    String question = notes.text(test);
    return Devices.mayAskForGpu(question) || ModuleApi.mayAskForProcesses(question);
  }

  /** A tensor that is made on the CPU, and put together with what the model is given. */
  private void newTensor(Expr.Call call, FunctionEntity method) {
    boolean isNew =
        CodeCalls.isCall(call, Devices::makesOnDefault, module)
            && !CodeCalls.isOpen(call)
            && call.keyword(Costs.DEVICE).isEmpty();
    if (!isNew) {
      return;
    }
    List<Expr> uses = uses(call);
    Optional<Expr> met = uses.stream().filter(use -> meets(use, method)).findFirst();
    boolean isMoved = uses.stream().anyMatch(this::isMoved);
    if (met.isPresent()
        && !isMoved
        && mentions.isMentioned(Devices.CARD, module)
        && !mentions.isMentioned(Devices.DEFAULT, module)) {
      Optional<Expr> partner = partner(met.get());
      notes.note(
          Kind.TENSOR_WITHOUT_DEVICE,
          call,
          notes.text(call.callee()),
          partner
              .map(it -> Devices.ARGUMENT + "=" + notes.text(it) + "." + Devices.ARGUMENT)
              .orElse(""),
          Certainty.LIKELY,
          met.filter(use -> use.id() != call.id()),
          List.of());
    }
  }

  /** The call itself, or where the only variable that it is kept in is read. */
  private List<Expr> uses(Expr.Call made) {
    return notes.parent(made) instanceof Stmt.Assign assign
            && assign.targets().size() == 1
            && assign.targets().getFirst() instanceof Expr.Name name
            && module.resolve(name) instanceof VariableEntity variable
            && variable.binding().sites().size() == 1
        ? List.copyOf(LastValues.reads(variable.binding(), module))
        : List.of(made);
  }

  private boolean meets(Expr use, FunctionEntity method) {
    if (meetings.meetsTensor(use)) {
      return true;
    }
    Node holder = notes.parent(use);
    Node given = holder instanceof Expr.Tuple ? holder : use;
    return notes.parent(given) instanceof Expr.Call call
        && call.arguments().stream().anyMatch(argument -> argument.id() == given.id())
        && isWeightedCall(call, method);
  }

  /** Whether a tensor, or what is made of it on the spot, is put elsewhere or changed in place. */
  private boolean isMoved(Expr use) {
    Node at = use;
    while (at instanceof Expr || at instanceof Node.Keyword) {
      if (at instanceof Expr.Attribute member
          && notes.isCalled(member)
          && (Devices.converts(member.name()) || member.name().endsWith("_"))) {
        return true;
      }
      at = notes.parent(at);
    }
    return false;
  }

  /** The variable that a tensor meets. */
  private Optional<Expr> partner(Expr use) {
    return switch (notes.parent(use)) {
      case Expr.BinOp computed ->
          Optional.of(computed.left().id() == use.id() ? computed.right() : computed.left())
              .filter(Expr.Name.class::isInstance);
      case Expr.Call call ->
          call.arguments().stream()
              .filter(other -> other.id() != use.id() && other instanceof Expr.Name)
              .findFirst();
      case Expr.Tuple together ->
          notes.parent(together) instanceof Expr.Call call
              ? call.arguments().stream().filter(Expr.Name.class::isInstance).findFirst()
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
