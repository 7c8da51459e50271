package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Retirement.Rewrite;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.Scope;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes code with what a library has now in the place of what it gave up. */
final class RetiredRewrites {

  private static final Pattern FROM = Pattern.compile("from\\s+([\\w.]+)\\s+import");
  private static final String BUILTIN = "builtins.";

  private final SourceModule module;

  /** A change that may not be understood by every version. */
  record Draft(String title, List<TextEdit> edits) {}

  /**
   * What a rewrite says.
   *
   * @param name the new name
   * @param given the arguments that are always given
   * @param positions the names of the arguments that were given by their place; empty where they
   *     stay as they are
   */
  private record Form(String name, List<String> given, List<String> positions, boolean isCall) {

    static Form of(String text) {
      int open = text.indexOf('(');
      if (open < 0) {
        return new Form(text, List.of(), List.of(), false);
      }
      List<String> given = new ArrayList<>();
      List<String> positions = new ArrayList<>();
      for (String argument : text.substring(open + 1, text.length() - 1).split(", ", -1)) {
        if (argument.endsWith("=")) {
          positions.add(argument);
        } else if (!argument.equals("...")) {
          given.add(argument);
        }
      }
      return new Form(text.substring(0, open), given, positions, true);
    }

    String lastPart() {
      return name.substring(name.lastIndexOf('.') + 1);
    }

    String module() {
      return name.substring(0, name.lastIndexOf('.'));
    }
  }

  RetiredRewrites(SourceModule module) {
    this.module = module;
  }

  /** The number itself, for what once was the first of one. */
  static Draft number(Expr.Attribute values, Expr.Subscript first) {
    int name = values.end() - values.name().length();
    return new Draft(
        "ask for the number: `item()`",
        List.of(new TextEdit(new Span(name, first.end()), "item()")));
  }

  // --- a name behind its module

  Optional<Draft> mention(Expr.Attribute mention, Rewrite rewrite) {
    Form form = Form.of(rewrite.form());
    return inScope(mention, form.name())
        .flatMap(name -> edits(mention, name, form).map(edits -> draft(name, edits)));
  }

  private static Draft draft(String name, List<TextEdit> edits) {
    return new Draft("use `" + name + "`", edits);
  }

  /** The new name as the code at a mention can write it. */
  private Optional<String> inScope(Expr.Attribute mention, String name) {
    if (name.startsWith(BUILTIN)) {
      String plain = name.substring(BUILTIN.length());
      return visible(mention, plain).isEmpty() ? Optional.of(plain) : Optional.empty();
    }
    for (Expr at = mention.value(); ; at = ((Expr.Attribute) at).value()) {
      if (module.resolve(at) instanceof LibraryEntity above
          && name.startsWith(above.qualifiedName() + ".")) {
        return Optional.of(
            module.file().text(at.span()) + name.substring(above.qualifiedName().length()));
      }
      if (!(at instanceof Expr.Attribute)) {
        break;
      }
    }
    String top = name.substring(0, name.indexOf('.'));
    return visible(mention, top).filter(binding -> isImportOf(binding, top)).map(b -> name);
  }

  private Optional<Binding> visible(Node at, String name) {
    return module.scopeAt(at).visible(name);
  }

  private static boolean isImportOf(Binding binding, String top) {
    return binding.sites().stream()
        .allMatch(
            site ->
                site.node() instanceof Node.Alias alias
                    && (alias.name().equals(top) || alias.name().startsWith(top + "."))
                    && alias.asName().filter(as -> !as.equals(top)).isEmpty());
  }

  /** Empty when the mention is no call, and has to become one. */
  private Optional<List<TextEdit>> edits(Expr mention, String name, Form form) {
    TextEdit renamed = new TextEdit(mention.span(), name);
    if (!form.isCall() || isOnlyNamed(mention, module)) {
      return Optional.of(List.of(renamed));
    }
    Node above = module.tree().parent(mention).orElse(mention);
    if (above instanceof Expr.Call call && call.callee().id() == mention.id()) {
      return arguments(call, form)
          .map(
              arguments -> {
                List<TextEdit> edits = new ArrayList<>(List.of(renamed));
                edits.addAll(arguments);
                return edits;
              });
    }
    boolean isDecorator =
        above instanceof Stmt.FunctionDef function
            && function.decorators().stream().anyMatch(d -> d.id() == mention.id());
    return isDecorator && form.positions().isEmpty() && isByName(form)
        ? Optional.of(
            List.of(
                new TextEdit(mention.span(), name + "(" + String.join(", ", form.given()) + ")")))
        : Optional.empty();
  }

  /** Whether a class is named as a type, or to ask whether something is of it. */
  static boolean isOnlyNamed(Expr mention, SourceModule module) {
    Node below = mention;
    Node above = module.tree().parent(mention).orElse(mention);
    while (above instanceof Expr.Tuple
        || above instanceof Expr.Subscript
        || above instanceof Expr.BinOp) {
      below = above;
      above = module.tree().parent(above).orElseThrow();
    }
    int id = below.id();
    return switch (above) {
      case Node.Parameter parameter -> parameter.annotation().filter(a -> a.id() == id).isPresent();
      case Stmt.FunctionDef function -> function.returns().filter(r -> r.id() == id).isPresent();
      case Stmt.AnnAssign typed -> typed.annotation().id() == id;
      case Expr.Call call ->
          call.callee() instanceof Expr.Name function
              && (function.name().equals("isinstance") || function.name().equals("issubclass"));
      default -> false;
    };
  }

  private static boolean isByName(Form form) {
    return form.given().stream().allMatch(argument -> argument.contains("="));
  }

  private Optional<List<TextEdit>> arguments(Expr.Call call, Form form) {
    List<Expr> given = call.arguments();
    boolean isPlain =
        given.stream().noneMatch(a -> a instanceof Expr.Starred)
            && call.keywords().stream().allMatch(k -> k.name().isPresent());
    boolean fits =
        form.positions().isEmpty()
            ? given.isEmpty() || !isByName(form)
            : given.size() <= form.positions().size();
    if (!isPlain || !fits) {
      return Optional.empty();
    }
    List<TextEdit> edits = new ArrayList<>();
    int inside = module.file().text().indexOf('(', call.callee().end()) + 1;
    boolean isEmpty = given.isEmpty() && call.keywords().isEmpty();
    String first = String.join(", ", form.given()) + (isEmpty ? "" : ", ");
    int named = Math.min(given.size(), form.positions().size());
    if (named == 0) {
      edits.add(new TextEdit(new Span(inside, inside), first));
    }
    for (int i = 0; i < named; i++) {
      int start = given.get(i).start();
      // `(x)` would become `(enabled=x)`.
      if (start > inside && module.file().text().charAt(start - 1) == '(') {
        return Optional.empty();
      }
      edits.add(
          new TextEdit(new Span(start, start), (i == 0 ? first : "") + form.positions().get(i)));
    }
    return Optional.of(edits);
  }

  // --- a name that is imported

  /** The import and all that uses it change at once. */
  Optional<Draft> imported(Stmt.ImportFrom statement, Node.Alias alias, Rewrite rewrite) {
    Form form = Form.of(rewrite.form());
    String bound = alias.asName().orElse(alias.name());
    String now = alias.asName().orElse(form.lastPart());
    Optional<Binding> binding = visible(statement, bound);
    boolean isClear =
        !form.name().startsWith(BUILTIN)
            && binding.filter(b -> b.sites().size() == 1).isPresent()
            && (now.equals(bound) || visible(statement, now).isEmpty())
            && !isHandedOn(binding.get());
    if (!isClear) {
      return Optional.empty();
    }
    List<TextEdit> edits = new ArrayList<>(importEdits(statement, alias, form));
    boolean[] fits = {!edits.isEmpty()};
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Name name
                  && name.name().equals(bound)
                  && visible(name, bound).equals(binding)) {
                Optional<List<TextEdit>> changed = edits(name, now, form);
                fits[0] &= changed.isPresent();
                changed.ifPresent(
                    all ->
                        all.stream()
                            .filter(e -> !module.file().text(e.span()).equals(e.replacement()))
                            .forEach(edits::add));
              }
            });
    return fits[0] ? Optional.of(draft(form.name(), edits)) : Optional.empty();
  }

  /** Other files may import it from here. */
  private boolean isHandedOn(Binding binding) {
    return binding.scope().kind() == Scope.Kind.MODULE
        && (module.file().path().endsWith("__init__.py")
            || module.scope().binding("__all__").isPresent());
  }

  private List<TextEdit> importEdits(Stmt.ImportFrom statement, Node.Alias alias, Form form) {
    String text = module.file().text(statement.span());
    Matcher from = FROM.matcher(text);
    if (!from.lookingAt()) {
      return List.of();
    }
    String as = alias.asName().map(name -> " as " + name).orElse("");
    if (statement.names().size() == 1) {
      int start = statement.start();
      List<TextEdit> edits = new ArrayList<>();
      edits.add(new TextEdit(new Span(start + from.start(1), start + from.end(1)), form.module()));
      if (!form.lastPart().equals(alias.name())) {
        edits.add(new TextEdit(alias.span(), form.lastPart() + as));
      }
      return edits;
    }
    int index = statement.names().indexOf(alias);
    boolean isLast = index == statement.names().size() - 1;
    Span removed =
        isLast
            ? new Span(statement.names().get(index - 1).end(), alias.end())
            : new Span(alias.start(), statement.names().get(index + 1).start());
    String line = "from " + form.module() + " import " + form.lastPart() + as + "\n";
    return List.of(
        new TextEdit(new Span(statement.start(), statement.start()), line + indent(statement)),
        new TextEdit(removed, ""));
  }

  private String indent(Stmt statement) {
    String text = module.file().text();
    int line = text.lastIndexOf('\n', statement.start() - 1) + 1;
    return text.substring(line, statement.start());
  }

  // --- a keyword

  /** Gives a call the argument that it leaves out, if no comment stands there. */
  Optional<Draft> missing(Expr.Call call, Rewrite rewrite) {
    String text = module.file().text(call.span());
    if (text.contains("#") || !text.endsWith(")")) {
      return Optional.empty();
    }
    String before = text.substring(0, text.length() - 1).stripTrailing();
    int end = call.start() + before.length();
    String separator = before.endsWith("(") ? "" : before.endsWith(",") ? " " : ", ";
    return Optional.of(
        draft(
            rewrite.form(), List.of(new TextEdit(new Span(end, end), separator + rewrite.form()))));
  }

  Optional<Draft> keyword(Expr.Call call, Node.Keyword keyword, Rewrite rewrite) {
    String form = rewrite.form();
    if (form.equals("-")) {
      return Optional.of(
          new Draft("leave it out", List.of(new TextEdit(around(call, keyword), ""))));
    }
    String name = keyword.name().orElseThrow();
    if (form.endsWith("=")) {
      boolean isTaken = call.keyword(form.substring(0, form.length() - 1)).isPresent();
      Span old = new Span(keyword.start(), keyword.start() + name.length());
      return isTaken
          ? Optional.empty()
          : Optional.of(
              draft(form, List.of(new TextEdit(old, form.substring(0, form.length() - 1)))));
    }
    String value = module.file().text(keyword.value().span());
    for (String choice : form.split("; ", -1)) {
      int space = choice.indexOf(' ');
      String now = choice.substring(space + 1);
      String target = now.substring(0, now.indexOf('='));
      boolean isFree =
          target.equals(name) || (call.keyword(target).isEmpty() && !isOneOfTwo(call, name));
      if (choice.substring(0, space).equals(value) && isFree) {
        return Optional.of(draft(now, List.of(new TextEdit(keyword.span(), now))));
      }
    }
    return Optional.empty();
  }

  /** Both old keywords of a loss make one new one together. */
  private static boolean isOneOfTwo(Expr.Call call, String name) {
    String other =
        switch (name) {
          case "size_average" -> "reduce";
          case "reduce" -> "size_average";
          default -> "";
        };
    return call.keyword(other).isPresent();
  }

  /** A keyword with the comma on one side of it. */
  private Span around(Expr.Call call, Node.Keyword keyword) {
    int before = call.callee().end();
    int after = Integer.MAX_VALUE;
    List<Node> all = new ArrayList<>(call.arguments());
    all.addAll(call.keywords());
    for (Node argument : all) {
      if (argument.id() != keyword.id()) {
        if (argument.end() <= keyword.start()) {
          before = Math.max(before, argument.end());
        } else {
          after = Math.min(after, argument.start());
        }
      }
    }
    if (before > call.callee().end()) {
      return new Span(before, keyword.end());
    }
    return new Span(keyword.start(), after == Integer.MAX_VALUE ? keyword.end() : after);
  }
}
