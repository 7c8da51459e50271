package dev.tensorvet.reader.code;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.framework.Transforms;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the datasets that a file defines: what their elements cost where several processes make
 * them.
 */
final class DatasetSlips {

  private static final Pattern MASK = Pattern.compile("(?i).*(mask|label|seg|target|gt|annot).*");

  private final SourceModule module;
  private final Mentions mentions;
  private final List<DataSlip> found = new ArrayList<>();

  DatasetSlips(SourceModule module, Mentions mentions) {
    this.module = module;
    this.mentions = mentions;
  }

  List<DataSlip> read() {
    if (DataLoading.mayDefineDataset(module.file().text())) {
      for (ClassEntity type : module.classes()) {
        if (DataLoading.isDataset(type)) {
          type.ownMethod("__getitem__").ifPresent(element -> element(type, element));
        }
      }
    }
    return found;
  }

  private void element(ClassEntity type, FunctionEntity element) {
    Optional<String> self = element.selfName();
    if (self.isEmpty()) {
      return;
    }
    String code = module.file().text(element.node().span());
    if (!Randomness.mayRestore(code)) {
      seeds(element);
      transforms(type, element, self.get());
    }
    moves(element);
    nothing(element);
    length(type, element, self.get());
    for (String attribute : type.attributeNames()) {
      List<AttributeSite> sites = type.attributeSites(attribute);
      boolean isMade =
          sites.size() == 1
              && sites.getFirst().method().filter(m -> m.name().equals("__init__")).isPresent();
      if (isMade && uses(element, self.get(), attribute)) {
        sites.getFirst().value().ifPresent(value -> held(attribute, value));
      }
    }
  }

  private boolean uses(FunctionEntity element, String self, String attribute) {
    return Tree.holds(element.node(), node -> isMember(node, self, attribute));
  }

  private static boolean isMember(Node node, String self, String attribute) {
    return node instanceof Expr.Attribute member
        && member.name().equals(attribute)
        && member.value() instanceof Expr.Name name
        && name.name().equals(self);
  }

  // --- what a dataset holds

  private void held(String attribute, Expr value) {
    if (CodeCalls.isCall(value, Randomness::makesGenerator, module) && mayBeLoaded()) {
      add(Kind.GENERATOR_COPIED, value, attribute, Optional.empty());
    } else if (CodeCalls.isCall(value, DataLoading::opensHandle, module)
        && !DataLoading.isWithoutLock(CodeCalls.text(value, module))
        && !DataLoading.mayReopen(module.file().text())) {
      add(Kind.HANDLE_SHARED, value, attribute, Optional.empty());
    }
  }

  /** Whether the project speaks of loaders, whose workers would get copies of a dataset. */
  private boolean mayBeLoaded() {
    return module.file().text().contains(DataLoading.LOADER)
        || module.isSpokenOf(DataLoading.LOADER);
  }

  // --- what is done for one element

  private void seeds(FunctionEntity element) {
    Tree.walk(
        element.node(),
        node -> {
          if (node instanceof Expr.Call call
              && CodeCalls.library(call.callee(), module).flatMap(Randomness::seeded).isPresent()
              && call.arguments().size() == 1
              && isConstant(call.arguments().getFirst())) {
            add(
                Kind.SEEDED_FOR_EACH_ELEMENT,
                call,
                CodeCalls.text(call.callee(), module),
                Optional.empty());
          }
        });
  }

  private static boolean isConstant(Expr seed) {
    return seed instanceof Expr.NumberLiteral;
  }

  private void moves(FunctionEntity element) {
    Tree.walk(
        element.node(),
        node -> {
          if (node instanceof Expr.Call call
              && call.callee() instanceof Expr.Attribute method
              && (Devices.movesToGpu(method.name()) || movesByName(call, method))
              && CodeCalls.library(method, module).isEmpty()) {
            add(Kind.MOVED_BY_WORKER, call, method.name(), Optional.empty());
          }
        });
  }

  /** Nothing, where reading an element fails, in a project that makes all batches as usual. */
  private void nothing(FunctionEntity element) {
    Tree.walk(
        element.node(),
        node -> {
          if (node instanceof Node.ExceptHandler handler) {
            handler.body().stream()
                .filter(DatasetSlips::givesNothing)
                .filter(given -> !mentions.isMentioned(DataLoading.COLLATES.name(), module))
                .forEach(given -> add(Kind.GIVES_NOTHING, given, "", Optional.empty()));
          }
        });
  }

  private static boolean givesNothing(Stmt statement) {
    return statement instanceof Stmt.Return given
        && given.value().filter(value -> !(value instanceof Expr.NoneLiteral)).isEmpty();
  }

  private static boolean movesByName(Expr.Call call, Expr.Attribute method) {
    return method.name().equals("to")
        && call.arguments().size() == 1
        && call.arguments().getFirst() instanceof Expr.StringLiteral text
        && text.value().startsWith("cuda");
  }

  // --- how many elements there are

  /** A length that is some multiple of a list's, of which each element is taken by its number. */
  private void length(ClassEntity type, FunctionEntity element, String self) {
    List<Node.Parameter> parameters = element.parameters().positional();
    if (parameters.size() < 2) {
      return;
    }
    String index = parameters.get(1).name();
    type.ownMethod("__len__")
        .flatMap(DatasetSlips::onlyResult)
        .ifPresent(
            length ->
                counted(length)
                    .flatMap(list -> taken(element, self, list, index))
                    .ifPresent(
                        taken ->
                            add(
                                Kind.PROMISES_TOO_MANY,
                                length,
                                CodeCalls.text(taken, module),
                                Optional.of(taken))));
  }

  private static Optional<Expr> onlyResult(FunctionEntity function) {
    return function.node() instanceof Stmt.FunctionDef def
            && def.body().getLast() instanceof Stmt.Return given
            && !Tree.holds(
                def, node -> node instanceof Stmt.Return other && other.id() != given.id())
        ? given.value()
        : Optional.empty();
  }

  /** The member of which a length is more than the number of its elements. */
  private static Optional<String> counted(Expr length) {
    if (!(length instanceof Expr.BinOp sum)) {
      return Optional.empty();
    }
    int least =
        switch (sum.operator()) {
          case MULT -> 2;
          case ADD -> 1;
          default -> Integer.MAX_VALUE;
        };
    return isAtLeast(sum.right(), least)
        ? lengthOf(sum.left())
        : isAtLeast(sum.left(), least) ? lengthOf(sum.right()) : Optional.empty();
  }

  private static boolean isAtLeast(Expr value, int least) {
    return value instanceof Expr.NumberLiteral number
        && number.text().matches("[0-9]{1,9}")
        && Integer.parseInt(number.text()) >= least;
  }

  private static Optional<String> lengthOf(Expr value) {
    return value instanceof Expr.Call call
            && call.callee() instanceof Expr.Name function
            && function.name().equals("len")
            && call.arguments().size() == 1
            && call.arguments().getFirst() instanceof Expr.Attribute member
        ? Optional.of(member.name())
        : Optional.empty();
  }

  /** Where a method takes the element of a member by its own number, whatever that is. */
  private Optional<Expr> taken(FunctionEntity element, String self, String list, String index) {
    if (Tree.holds(element.node(), node -> asks(node, index))) {
      return Optional.empty();
    }
    List<Expr> found = new ArrayList<>();
    Tree.walk(
        element.node(),
        node -> {
          if (node instanceof Expr.Subscript item
              && isMember(item.value(), self, list)
              && item.index() instanceof Expr.Name number
              && number.name().equals(index)) {
            found.add(item);
          }
        });
    return found.stream().findFirst();
  }

  /** Whether a node may lead a number that is too large elsewhere, or change it. */
  private static boolean asks(Node node, String index) {
    return switch (node) {
      case Stmt.If choice -> true;
      case Stmt.Try attempt -> true;
      case Stmt.While loop -> true;
      case Expr.IfExp choice -> true;
      case Stmt.AugAssign change ->
          change.target() instanceof Expr.Name name && name.name().equals(index);
      case Stmt.Assign assign ->
          assign.targets().stream()
              .anyMatch(
                  target ->
                      Tree.holds(target, n -> n instanceof Expr.Name s && s.name().equals(index)));
      default -> false;
    };
  }

  // --- images and their masks

  private void transforms(ClassEntity type, FunctionEntity element, String self) {
    Map<String, List<Expr.Call>> calls = new HashMap<>();
    Tree.walk(
        element.node(),
        node -> {
          if (node instanceof Expr.Call call
              && call.arguments().size() == 1
              && call.keywords().isEmpty()
              && call.callee() instanceof Expr.Attribute member
              && isMember(member, self, member.name())) {
            calls.computeIfAbsent(member.name(), name -> new ArrayList<>()).add(call);
          }
        });
    calls.forEach(
        (name, changed) -> {
          Optional<Expr.Call> mask =
              changed.stream().filter(call -> isNamed(call, true)).findFirst();
          Optional<Expr.Call> image =
              changed.stream().filter(call -> isNamed(call, false)).findFirst();
          if (changed.size() == 2
              && mask.isPresent()
              && image.isPresent()
              && isRandom(type, name)) {
            add(Kind.CHANGED_APART, mask.get(), "self." + name, image.map(Node.class::cast));
          }
        });
  }

  private boolean isNamed(Expr.Call call, boolean asMask) {
    return MASK.matcher(CodeCalls.text(call.arguments().getFirst(), module)).matches() == asMask;
  }

  /** Whether a member is a sequence of transforms, one of which moves the image by chance. */
  private boolean isRandom(ClassEntity type, String name) {
    List<AttributeSite> sites = type.attributeSites(name);
    return sites.size() == 1 && sites.getFirst().value().filter(this::movesByChance).isPresent();
  }

  private boolean movesByChance(Expr value) {
    return CodeCalls.isCall(value, Transforms::isImageSequence, module)
        && Tree.holds(
            value,
            node ->
                node instanceof Expr.Call step
                    && CodeCalls.isCall(step, Transforms::movesByChance, module));
  }

  private void add(Kind kind, Node at, String subject, Optional<Node> other) {
    found.add(
        new DataSlip(
            kind,
            CodeCalls.place(at, module),
            subject,
            other.map(node -> CodeCalls.place(node, module)),
            Optional.empty()));
  }
}
