package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.CommandLines;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a file reads what may be settings: members and keys of what holds some, and names. */
final class Readings {

  private static final Pattern CONFIGURATION =
      Pattern.compile(
          "(?i)_?(?:\\w*_)?(?:args?|opts?|options|config|cfg|conf|hparams|hps?|params|flags|configs"
              + "|settings)");

  /** What people call a sample, a batch, what a model gives, and what was saved. */
  private static final Pattern DATA =
      Pattern.compile(
          "(?i)\\w*(?:batch|sample|example|features?|inputs?|outputs?|preds?|predictions|targets?"
              + "|labels?|observations?|obs|infos?|rows?|records?|episodes?|sequences?|trajector(?:y|ies)"
              + "|transitions?|rollouts?|metrics|stats|losses|checkpoint|ckpt|state_dict|environ"
              + "|history|annotations?|param_groups?)|x|y");

  private static final String GETTER = "get";

  /** Words of code that reads files, or gives options other values. */
  private static final Set<String> FILLING =
      Set.of("load", "loads", "safe_load", "update", "set_defaults");

  /** Whose members are no settings of a program, or whose name is not known. */
  private static final Set<String> NO_HOLDERS = Set.of("self", "cls", "");

  /** A call that keeps what it is given by name. */
  private static final Pattern KEEPER =
      Pattern.compile(
          "\\w*(?:H[Pp]arams|Hyper[Pp]arameters|Config|ConfigDict|Cfg|Params|Settings|Options"
              + "|Arguments|Namespace)|edict|EasyDict|AttrDict");

  private final CodeView view;
  private final Map<String, List<Read>> members = new HashMap<>();

  /** The members of what is called by no usual name, by that and their own. */
  private final Map<String, Map<String, List<Read>>> others = new HashMap<>();

  private final Set<String> words = new HashSet<>();
  private final Set<String> parsed = new HashSet<>();
  private final Set<String> kept = new HashSet<>();
  private final Map<String, List<Place>> names = new HashMap<>();
  private boolean mayNameSeed;

  Readings(CodeView view) {
    this.view = view;
  }

  /**
   * A place where a member or key is read.
   *
   * @param owner what it is read of
   * @param from the file
   */
  record Read(Place place, Expr owner, Readings from) {

    /** The classes of the project that its owner may be of, where that is annotated. */
    List<ClassEntity> types() {
      return new OwnerTypes(from.view.module()).of(owner);
    }

    /** Whether it is read of what the file reads its command line into. */
    boolean isOfCommandLine() {
      return from.parsed.contains(CodeView.lastWord(owner));
    }

    /** The same in a file that fills nothing else into that. */
    boolean isOfCommandLineAlone() {
      return isOfCommandLine() && FILLING.stream().noneMatch(from.words::contains);
    }

    /** Whether it stands in no function, or in one that one of these files names. */
    boolean isNamedIn(Collection<Readings> files) {
      Tree tree = from.view.module().tree();
      Optional<Node> scope = tree.enclosingScope(owner);
      Optional<String> outer = Optional.empty();
      while (scope.isPresent()) {
        outer =
            scope.get() instanceof Stmt.FunctionDef function
                ? Optional.of(function.name())
                : Optional.empty();
        scope = tree.enclosingScope(scope.get());
      }
      String name = outer.orElse("");
      return name.isEmpty() || files.stream().anyMatch(file -> file.words.contains(name));
    }
  }

  /** Whether a call keeps what it is given by name. */
  static boolean keeps(String callee) {
    return KEEPER.matcher(callee).matches();
  }

  /** Where members and keys of a name are read: {@code lr} of {@code args.lr}. */
  List<Read> of(String member) {
    return members.getOrDefault(member, List.of());
  }

  /** The same, and where they are read of what has one of these names, whatever they say. */
  List<Read> of(String member, Set<String> owners) {
    List<Read> all = new ArrayList<>(of(member));
    owners.forEach(
        owner -> all.addAll(others.getOrDefault(owner, Map.of()).getOrDefault(member, List.of())));
    all.sort(Comparator.comparingInt(read -> read.place().span().start()));
    return all;
  }

  /** What the command line is read into. */
  Set<String> parsed() {
    return Collections.unmodifiableSet(parsed);
  }

  /** What is made to keep settings. */
  Set<String> kept() {
    return Collections.unmodifiableSet(kept);
  }

  /** The members and keys that are read of what has a usual name, or one of these. */
  Set<String> names(Set<String> owners) {
    Set<String> all = new LinkedHashSet<>(members.keySet());
    owners.forEach(owner -> all.addAll(others.getOrDefault(owner, Map.of()).keySet()));
    return all;
  }

  /** Where a plain name is read. */
  List<Place> ofName(String name) {
    return names.getOrDefault(name, List.of());
  }

  /** Whether something that is read may be a seed. */
  boolean mayNameSeed() {
    return mayNameSeed;
  }

  /** Takes a part of the file in. */
  void node(Node node) {
    switch (node) {
      case Expr.Name name -> words.add(name.name());
      case Expr.Attribute member -> words.add(member.name());
      default -> {}
    }
    switch (node) {
      case Expr.Attribute member when isConfiguration(member.value()) ->
          read(member.name(), member.value(), member);
      case Expr.Attribute member
          when !NO_HOLDERS.contains(CodeView.lastWord(member.value()))
              && !isCalled(member)
              && !isTarget(member) ->
          others
              .computeIfAbsent(CodeView.lastWord(member.value()), n -> new HashMap<>())
              .computeIfAbsent(member.name(), n -> new ArrayList<>())
              .add(new Read(view.place(member), member.value(), this));
      case Expr.Subscript item
          when item.index() instanceof Expr.StringLiteral key && mayHoldSettings(item.value()) ->
          read(key.value(), item.value(), item);
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method
              && method.name().equals(GETTER)
              && !call.arguments().isEmpty()
              && call.arguments().getFirst() instanceof Expr.StringLiteral key ->
          read(key.value(), method.value(), call);
      case Stmt.Assign assign -> holder(assign);
      case Expr.Name name ->
          names.computeIfAbsent(name.name(), n -> new ArrayList<>()).add(view.place(name));
      default -> {}
    }
  }

  /** {@code args}, {@code self.config.train}: what people keep the settings of a program in. */
  private static boolean isConfiguration(Expr owner) {
    return CONFIGURATION.matcher(CodeView.lastWord(owner)).matches()
        || (owner instanceof Expr.Attribute member && isConfiguration(member.value()));
  }

  /**
   * Whether something whose keys are read may be a collection of settings. What a call gives, and
   * what is called by one of the usual names of data, is none.
   */
  private static boolean mayHoldSettings(Expr owner) {
    return owner instanceof Expr.Subscript item
        ? mayHoldSettings(item.value())
        : !DATA.matcher(CodeView.lastWord(owner)).matches();
  }

  /** {@code a = parser.parse_args()}, {@code h = AttrDict(...)}: what such values are kept in. */
  private void holder(Stmt.Assign assign) {
    Expr target = assign.targets().getFirst();
    Expr first =
        target instanceof Expr.Tuple several && !several.elements().isEmpty()
            ? several.elements().getFirst()
            : target;
    String name = CodeView.lastWord(first);
    if (name.isEmpty() || assign.value() instanceof Expr.Attribute) {
      return;
    }
    if (Tree.holds(assign.value(), Readings::parses)) {
      parsed.add(name);
    } else if (assign.value() instanceof Expr.Call call && keeps(CodeView.name(call))) {
      kept.add(name);
    }
  }

  private static boolean parses(Node node) {
    return node instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && CommandLines.parses(method.name());
  }

  private boolean isCalled(Expr.Attribute member) {
    return view.module()
        .tree()
        .parent(member)
        .filter(parent -> parent instanceof Expr.Call call && call.callee() == member)
        .isPresent();
  }

  private void read(String name, Expr owner, Node node) {
    if (!isTarget(node)) {
      members
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(new Read(view.place(node), owner, this));
    }
    mayNameSeed |= Randomness.mayNameSeed(name);
  }

  /** Whether something is only given a value. */
  private boolean isTarget(Node node) {
    return view.module()
        .tree()
        .parent(node)
        .filter(parent -> parent instanceof Stmt.Assign assign && assign.targets().contains(node))
        .isPresent();
  }
}
