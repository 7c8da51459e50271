package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.MixedPrecision;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a backward pass from a value walks back through, as far as a run can tell. */
final class BackwardGraph {

  private static final Set<String> QUESTIONS =
      Set.of("==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in", "not");

  /** Whether an operator asks a question, whose answer has no graph. */
  static boolean isComparison(String operator) {
    return QUESTIONS.contains(operator);
  }

  private record Visit(Term term, boolean isSure) {}

  private final List<Term> roots;
  private final FinishedRun run;
  private final Deque<Visit> open = new ArrayDeque<>();
  private final Set<Term> passed = new HashSet<>();
  private final Set<Term> passedSurely = new HashSet<>();
  private final Set<Term.Made> sure = new LinkedHashSet<>();
  private final Set<Term> all = new LinkedHashSet<>();
  private final Set<Term.Carried> carried = new LinkedHashSet<>();
  private final Set<Term> cuts = new LinkedHashSet<>();
  private boolean hasSource;
  private boolean isWhole = true;
  private boolean hasLeftOut;

  private BackwardGraph(List<Term> roots, FinishedRun run) {
    this.roots = roots;
    this.run = run;
  }

  /** The graph behind some values. */
  static BackwardGraph of(List<Term> values, FinishedRun run) {
    BackwardGraph graph = new BackwardGraph(values, run);
    values.forEach(value -> graph.open.push(new Visit(value, true)));
    while (!graph.open.isEmpty()) {
      Visit next = graph.open.pop();
      boolean isNew = graph.passed.add(next.term());
      boolean isSurer = next.isSure() && graph.passedSurely.add(next.term());
      if (isNew || isSurer) {
        graph.visit(next.term(), next.isSure());
      }
    }
    return graph;
  }

  /** The results of calls that the pass walks back on every way to it. */
  Set<Term.Made> sure() {
    return sure;
  }

  /** All that the pass may walk back. */
  Set<Term> all() {
    return all;
  }

  /** The variables of loops, as they were at the head of a turn, that it surely walks back. */
  Set<Term.Carried> carried() {
    return carried;
  }

  /** Whether a variable that a loop changes may bring in the graph of an earlier turn. */
  boolean mayGoOn() {
    return passed.stream().anyMatch(term -> term instanceof Term.Carried);
  }

  /** Whether the walk came to a value, whatever it found there. */
  boolean passes(Term value) {
    return passed.contains(value);
  }

  /** Whether the walk came to a value that {@code wanted} accepts. */
  boolean passesAny(Predicate<Term> wanted) {
    return passed.stream().anyMatch(wanted);
  }

  /** All that the pass goes through on every way. */
  Set<Term> passedSurely() {
    return passedSurely;
  }

  /** Whether the pass goes through a value on every way. */
  boolean passesSurely(Term value) {
    return passedSurely.contains(value);
  }

  /** Where graphs end without a parameter, in the order in which the walk came there. */
  Set<Term> cuts() {
    return cuts;
  }

  /** Whether there may be something that gradients are for. */
  boolean hasSource() {
    return hasSource;
  }

  /** Whether no part of the graph comes from out of the run's sight. */
  boolean isWhole() {
    return isWhole;
  }

  /** Whether a factor was taken for a number that nobody has seen. */
  boolean hasLeftOut() {
    return hasLeftOut;
  }

  private void go(Term term, boolean isSure) {
    open.push(new Visit(term, isSure));
  }

  private void goAll(List<Term> terms, boolean isSure) {
    terms.forEach(term -> go(term, isSure));
  }

  /** Something that gradients may be for, and that another graph may hang on. */
  private void foreign() {
    hasSource = true;
    isWhole = false;
  }

  private void visit(Term term, boolean isSure) {
    if (run.run().contexts().isGraphless(term)) {
      cuts.add(term);
      return;
    }
    hasSource |= !roots.contains(term) && run.run().heap().graphStart(term).isPresent();
    switch (term) {
      case Term.Made made -> made(made, isSure);
      case Term.Computed computed -> {
        if (!QUESTIONS.contains(computed.operator())) {
          all.add(computed);
          product(computed, isSure);
        }
      }
      case Term.Item item -> item(item, isSure);
      case Term.Element element -> element(element, isSure);
      case Term.Member member -> member(member, isSure);
      case Term.Group group -> {
        // An empty list was made to be filled, wherever that is done.
        hasSource |= group.elements().isEmpty() && run.run().heap().added(group).isEmpty();
        goAll(group.elements(), isSure);
        goAll(run.run().heap().added(group), false);
      }
      case Term.Either either -> {
        List<Term> options =
            either.options().stream().filter(o -> !(o instanceof Term.Written)).toList();
        goAll(options, isSure && options.size() == 1);
      }
      case Term.Carried variable -> {
        if (isSure) {
          carried.add(variable);
        }
        goAll(run.run().control().values(variable), false);
      }
      case Term.Unknown unknown -> {
        isWhole &= !unknown.from().isEmpty();
        hasSource |= unknown.from().isEmpty();
        goAll(unknown.from(), false);
      }
      case Term.Input input -> {
        if (!input.function().name().equals("__init__")) {
          foreign();
        }
      }
      case Term.Outer outer -> foreign();
      case Term.Callable callable -> foreign();
      case Term.Named named -> {}
      case Term.Written written -> {}
    }
  }

  /** A factor of which nothing is known is most often a number. */
  private void product(Term.Computed computed, boolean isSure) {
    boolean isProduct = computed.operator().equals("*") || computed.operator().equals("/");
    boolean hasKnown = computed.operands().stream().anyMatch(o -> !isPlainName(o));
    for (Term operand : computed.operands()) {
      if (!(isProduct && hasKnown && isPlainName(operand))) {
        go(operand, isSure);
      } else {
        hasLeftOut |= !(operand instanceof Term.Written);
      }
    }
  }

  private static boolean isPlainName(Term term) {
    return switch (term) {
      case Term.Member member -> isPlainName(member.owner());
      case Term.Input input -> true;
      case Term.Outer outer -> true;
      case Term.Written written -> true;
      default -> false;
    };
  }

  /**
   * What a loop takes from something out of sight is data, but for values that a program has kept;
   * from a display, it is what was put there.
   */
  private void element(Term.Element element, boolean isSure) {
    switch (element.of()) {
      case Term.Outer outer -> {}
      case Term.Input input -> hasSource |= !run.isData(input);
      case Term.Member member -> hasSource |= !run.isData(member);
      case Term.Item item -> hasSource |= !run.isData(item);
      default -> go(element.of(), isSure);
    }
  }

  /** What is taken by its name out of {@code data} is no part of a tensor. */
  private void item(Term.Item item, boolean isSure) {
    boolean isNamed =
        item.key() instanceof Term.Written key && key.value() instanceof Constant.Text;
    if (isNamed
        && item.owner() instanceof Term.Member member
        && GraphFlow.isCutMember(member.name())) {
      go(member.owner(), isSure);
    } else {
      go(item.owner(), isSure);
    }
  }

  private void member(Term.Member member, boolean isSure) {
    if (GraphFlow.isCutMember(member.name())) {
      cuts.add(member);
    } else if (member.owner() instanceof Term.Input || member.owner() instanceof Term.Outer) {
      foreign();
    } else {
      go(member.owner(), isSure);
    }
  }

  private void made(Term.Made made, boolean isSure) {
    // What was written into a tensor by its index is part of it.
    goAll(run.run().heap().added(made), isSure && run.run().heap().isExchanged(made));
    switch (made.callee()) {
      case Term.Member method -> method(made, method, isSure);
      case Term.Named named when named.entity() instanceof LibraryEntity library ->
          function(made, library.qualifiedName(), isSure);
      // An object of the project's own may hold anything.
      case Term.Named named when named.entity() instanceof ClassEntity -> {
        hasSource = true;
        goAll(made.arguments(), false);
      }
      default -> {
        Term callee = run.relations().settled(made.callee());
        boolean isKnown = run.objects().isModule(callee);
        node(made, isSure);
        hasSource |= !run.objects().is(callee, Role.LOSS);
        goAll(made.arguments(), isSure && isKnown);
      }
    }
  }

  private void node(Term.Made made, boolean isSure) {
    all.add(made);
    if (isSure) {
      sure.add(made);
    }
  }

  private void function(Term.Made made, String name, boolean isSure) {
    boolean isOfGradients = Effects.givesGradients(name);
    boolean isLoss = run.objects().is(made, Role.LOSS_FUNCTION);
    Optional<Role> role = run.objects().role(made);
    boolean isStart =
        made.argument(-1, "requires_grad")
            .filter(flag -> Conditions.truth(flag).orElse(true))
            .isPresent();
    hasSource |= isStart || role.filter(BackwardGraph::learns).isPresent();
    if (!isLoss && (role.isPresent() || run.objects().isClass(made.callee()))) {
      return;
    }
    if (isOfGradients) {
      Optional<Boolean> creates =
          made.argument(-1, "create_graph").map(Conditions::truth).orElse(Optional.of(false));
      if (!creates.orElse(true)) {
        cuts.add(made);
        return;
      }
    }
    switch (GraphFlow.ofFunction(name)) {
      case CUT -> cuts.add(made);
      case NONE -> {}
      case THROUGH -> {
        node(made, isSure);
        hasSource |= isOfGradients;
        goAll(made.arguments(), isSure && !isOfGradients);
      }
      case UNKNOWN -> {
        node(made, false);
        foreign();
        goAll(made.arguments(), false);
      }
    }
  }

  private static boolean learns(Role role) {
    return role.isModule() || role == Role.PARAMETER;
  }

  private void method(Term.Made made, Term.Member method, boolean isSure) {
    if (Layers.givesParameters(method.name())) {
      hasSource = true;
      return;
    }
    if (MixedPrecision.scalesLoss(method.name()) && made.positional().size() == 1) {
      all.add(made);
      go(made.positional().getFirst(), isSure);
      return;
    }
    if (run.objects().isModule(method)) {
      hasSource = true;
      node(made, isSure);
      goAll(made.arguments(), isSure);
      return;
    }
    switch (GraphFlow.ofMethod(method.name())) {
      case CUT -> cuts.add(made);
      case NONE -> {}
      case THROUGH -> {
        node(made, isSure);
        go(method.owner(), isSure);
        goAll(made.arguments(), isSure);
      }
      case UNKNOWN -> {
        node(made, false);
        hasSource = true;
        goAll(made.arguments(), false);
        if (isValue(method.owner())) {
          go(method.owner(), false);
        }
      }
    }
  }

  /** Whether a term came to be in the run, and is no name of an object that was there before. */
  private static boolean isValue(Term term) {
    return switch (term) {
      case Term.Member member -> isValue(member.owner());
      case Term.Input input -> false;
      case Term.Outer outer -> false;
      case Term.Named named -> false;
      default -> true;
    };
  }

  /** The place in the text where a term came to be. */
  static Optional<Site> site(Term term) {
    return switch (term) {
      case Term.Made made -> Optional.of(made.site());
      case Term.Member member -> site(member.owner());
      case Term.Item item -> site(item.owner());
      case Term.Computed computed ->
          computed.operands().stream().flatMap(o -> site(o).stream()).findFirst();
      default -> Optional.empty();
    };
  }
}
