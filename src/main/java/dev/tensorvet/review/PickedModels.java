package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Models that a name picks when the program runs, as in {@code models.__dict__[args.arch]()}: which
 * one it is nobody can read, but where it is picked, and which it is unless another is asked for.
 */
final class PickedModels {

  private static final String MEMBERS = "__dict__";
  private static final String MEMBER = "getattr";

  /** What gives all names of a place with what they stand for. */
  private static final Set<String> NAMESPACES = Set.of("globals", "vars", "locals");

  private final Collection<FileSurvey> surveys;

  PickedModels(Collection<FileSurvey> surveys) {
    this.surveys = surveys;
  }

  /**
   * A model that a name picks.
   *
   * @param places where it is picked, and where that is defined which is picked by default
   */
  record Picked(String text, List<Place> places) {}

  /**
   * The first model that a file picks for a variable.
   *
   * @param names what the models that are run are called
   */
  Optional<Picked> in(FileSurvey survey, Set<String> names) {
    List<Picked> found = new ArrayList<>();
    survey
        .module()
        .tree()
        .walk(
            node -> {
              if (found.isEmpty()
                  && node instanceof Stmt.Assign assign
                  && names.contains(survey.view().text(assign.targets().getFirst()))) {
                Tree.walk(
                    assign.value(),
                    value -> name(value).ifPresent(n -> found.add(picked(value, n, survey))));
              }
            });
    return found.stream().findFirst();
  }

  /** The name by which something is picked to be called. */
  private static Optional<Expr> name(Node value) {
    if (!(value instanceof Expr.Call made)) {
      return Optional.empty();
    }
    return switch (made.callee()) {
      case Expr.Subscript item when isNamespace(item.value()) -> Optional.of(item.index());
      case Expr.Call call when CodeView.name(call).equals(MEMBER) && call.arguments().size() > 1 ->
          Optional.of(call.arguments().get(1));
      default -> Optional.empty();
    };
  }

  private static boolean isNamespace(Expr value) {
    return value instanceof Expr.Call call
        ? NAMESPACES.contains(CodeView.name(call))
        : CodeView.lastWord(value).equals(MEMBERS);
  }

  private Picked picked(Node made, Expr name, FileSurvey survey) {
    List<Place> places = new ArrayList<>(List.of(survey.view().place(made)));
    String text = survey.view().line(((Expr.Call) made).callee());
    Optional<String> usual = usual(name, survey);
    usual.flatMap(each -> definition(each, from((Expr.Call) made))).ifPresent(places::add);
    return new Picked(usual.map(each -> text + ", by default " + each).orElse(text), places);
  }

  /** The name that is taken where the command line gives no other. */
  private static Optional<String> usual(Expr name, FileSurvey survey) {
    return EntryPoints.declared(survey).stream()
        .filter(option -> option.destination().equals(CodeView.lastWord(name)))
        .flatMap(option -> option.value().stream())
        .map(value -> value.replaceAll("^[\"']|[\"']$", ""))
        .filter(value -> value.matches("\\w+") && !value.equals("None"))
        .findFirst();
  }

  /** What something is picked from: the module, as the code calls it. */
  private static String from(Expr.Call made) {
    return switch (made.callee()) {
      case Expr.Subscript item when item.value() instanceof Expr.Attribute members ->
          CodeView.lastWord(members.value());
      case Expr.Call call when !call.arguments().isEmpty() ->
          CodeView.lastWord(call.arguments().getFirst());
      default -> "";
    };
  }

  private Optional<Place> definition(String name, String module) {
    return surveys.stream()
        .filter(survey -> !survey.isTest() && !module.isEmpty())
        .filter(survey -> survey.module().name().contains(module))
        .flatMap(
            survey ->
                Optional.ofNullable(survey.definitions().get(name)).stream()
                    .map(node -> survey.view().place(node)))
        .findFirst();
  }
}
