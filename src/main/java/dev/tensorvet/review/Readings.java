package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
              + "|history|annotations?)|x|y");

  private static final String GETTER = "get";

  private final CodeView view;
  private final Map<String, List<Place>> members = new HashMap<>();
  private final Map<String, List<Place>> names = new HashMap<>();
  private boolean mayNameSeed;

  Readings(CodeView view) {
    this.view = view;
  }

  /** Where members and keys of a name are read: {@code lr} of {@code args.lr}. */
  List<Place> of(String member) {
    return members.getOrDefault(member, List.of());
  }

  /** The same for all names. */
  Map<String, List<Place>> all() {
    return Collections.unmodifiableMap(members);
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
      case Expr.Attribute member when isConfiguration(member.value()) ->
          read(member.name(), member);
      case Expr.Subscript item
          when item.index() instanceof Expr.StringLiteral key && mayHoldSettings(item.value()) ->
          read(key.value(), item);
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method
              && method.name().equals(GETTER)
              && !call.arguments().isEmpty()
              && call.arguments().getFirst() instanceof Expr.StringLiteral key ->
          read(key.value(), call);
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
    return !DATA.matcher(CodeView.lastWord(owner)).matches();
  }

  private void read(String name, Node node) {
    if (!isTarget(node)) {
      members.computeIfAbsent(name, n -> new ArrayList<>()).add(view.place(node));
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
