package dev.tensorvet.reader.code;

import dev.tensorvet.facts.RetiredUse;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Retirement;
import dev.tensorvet.framework.Retirement.Kind;
import dev.tensorvet.framework.Retirements;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.ConfigCall;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.requirement.VersionRange;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Words;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what a file uses of what libraries gave up. A file that does not name a library, or holds
 * no word of its table, costs a look at its words, and neither a row of a table nor a requirement
 * is read before some code holds a word of the row. Safe for use by many threads.
 *
 * <p>A function that is imported by its name is told at the import, once; behind its module, at
 * each place.
 */
public final class RetiredUses implements CodeReader<RetiredUse> {

  /** What is said of the number that a loss is. */
  private static final String LOSS = Layers.PACKAGE + ".Loss";

  /** Nobody gives so many arguments without their names. */
  private static final int MOST_BY_PLACE = 8;

  private final Project project;
  private final Frameworks frameworks;
  private final Requirements requirements;
  private final List<Retirements> tables = Retirements.all();
  private final Set<String> imported = Retirements.imported(tables);

  /**
   * @param requirements which versions the project asks for
   */
  public RetiredUses(Project project, Frameworks frameworks, Requirements requirements) {
    this.project = project;
    this.frameworks = frameworks;
    this.requirements = requirements;
  }

  @Override
  public Class<RetiredUse> kind() {
    return RetiredUse.class;
  }

  @Override
  public List<RetiredUse> read(SourceModule module) {
    Words text = module.file().words();
    Set<String> libraries = text.among(imported);
    Set<String> words = new HashSet<>();
    List<RetiredUse> found = new ArrayList<>();
    List<Reader> readers = new ArrayList<>();
    for (Retirements table : tables) {
      Set<String> held = table.mayBeUsed(libraries) ? text.among(table.words()) : Set.of();
      if (!held.isEmpty()) {
        words.addAll(held);
        readers.add(new Reader(module, table, found));
      }
    }
    if (readers.isEmpty()) {
      return List.of();
    }
    module.tree().walk(node -> read(node, readers, words));
    // Not by Comparator.comparing: its lambdas are serializable, and no start-up archive holds
    // such.
    found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
    return List.copyOf(found);
  }

  /** Shows a node to the readers; most nodes are of a kind that none of them looks at. */
  private static void read(Node node, List<Reader> readers, Set<String> words) {
    switch (node) {
      case Expr.Attribute attribute when words.contains(attribute.name()) ->
          readers.forEach(reader -> reader.attribute(attribute));
      case Expr.Call call when mayName(call, words) -> readers.forEach(reader -> reader.call(call));
      case Stmt.ClassDef type -> readers.forEach(reader -> reader.type(type));
      case Stmt.Import statement ->
          readers.forEach(reader -> statement.names().forEach(reader::imported));
      case Stmt.ImportFrom statement when statement.level() == 0 ->
          readers.forEach(reader -> reader.imported(statement));
      default -> {}
    }
  }

  /** Whether a call has a word to which some table has a row: its callee's, or a keyword. */
  private static boolean mayName(Expr.Call call, Set<String> words) {
    if (words.contains(CodeCalls.name(call))) {
      return true;
    }
    for (Node.Keyword keyword : call.keywords()) {
      if (keyword.name().isPresent() && words.contains(keyword.name().get())) {
        return true;
      }
    }
    return false;
  }

  /** What a configuration gives to a function or class of a library that gave it up. */
  public List<RetiredUse> in(ConfigCall call, String callee) {
    List<RetiredUse> found = new ArrayList<>();
    for (Retirements table : tables) {
      for (DataNode.Entry argument : call.arguments()) {
        table
            .find(callee, argument.name())
            .flatMap(row -> use(row, call, argument, table))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<RetiredUse> use(
      Retirement row, ConfigCall call, DataNode.Entry argument, Retirements table) {
    Requirements.Stated said = requirements.of(call.module(), table.distributions());
    Proof isGone = Reader.isGone(row, said.range());
    boolean isDeprecated = row.deprecated().filter(v -> !said.range().isBefore(v)).isPresent();
    if ((isGone == Proof.NO && !isDeprecated) || CompatibilityGuards.isForeign(call.module())) {
      return Optional.empty();
    }
    return Optional.of(
        new RetiredUse(
            new Place(call.module().file(), argument.key()),
            call.target() + ": " + argument.name(),
            table.library(),
            row,
            isGone,
            isDeprecated,
            said,
            Optional.empty()));
  }

  /** Reads one file by the table of one library. */
  private final class Reader {

    private final SourceModule module;
    private final Retirements table;
    private final List<RetiredUse> found;
    private final CompatibilityGuards guards;
    private Optional<Requirements.Stated> stated = Optional.empty();

    Reader(SourceModule module, Retirements table, List<RetiredUse> found) {
      this.module = module;
      this.table = table;
      this.found = found;
      this.guards = new CompatibilityGuards(module);
    }

    // --- imports

    void imported(Node.Alias alias) {
      moduleAbove(alias.name())
          .filter(row -> isOfLibrary(alias.name()))
          .ifPresent(row -> add(row, alias, alias.name(), Optional.empty()));
    }

    void imported(Stmt.ImportFrom statement) {
      Optional<Retirement> whole = moduleAbove(statement.module());
      if (whole.isPresent()) {
        if (isOfLibrary(statement.module())) {
          add(whole.get(), statement, statement.module(), Optional.empty());
        }
        return;
      }
      for (Node.Alias alias : statement.names()) {
        if (table.mayName(alias.name()) && isOfLibrary(statement.module())) {
          String written = statement.module() + "." + alias.name();
          Optional<Retirement> row =
              table.find(written).or(() -> table.find(frameworks.canonical(written)));
          row.filter(r -> isThing(r) || r.kind() == Kind.MODULE)
              .ifPresent(
                  r ->
                      add(
                          r,
                          alias,
                          written,
                          r.rewrite()
                              .flatMap(
                                  rewrite ->
                                      new RetiredRewrites(module)
                                          .imported(statement, alias, rewrite))));
        }
      }
    }

    private boolean isOfLibrary(String dotted) {
      return project.importModule(dotted, module) instanceof LibraryEntity;
    }

    private Optional<Retirement> moduleAbove(String dotted) {
      for (int end = dotted.length(); end > 0; end = dotted.lastIndexOf('.', end - 1)) {
        Optional<Retirement> row =
            table.find(dotted.substring(0, end)).filter(r -> r.kind() == Kind.MODULE);
        if (row.isPresent()) {
          return row;
        }
      }
      return Optional.empty();
    }

    // --- names behind their module

    void attribute(Expr.Attribute attribute) {
      if (table.mayName(attribute.name())
          && module.resolve(attribute) instanceof LibraryEntity thing) {
        table
            .find(thing.qualifiedName())
            .filter(row -> !isTarget(attribute))
            .filter(row -> isThing(row) || row.kind() == Kind.MODULE)
            // To name an old class as a type is no use of it, as long as it is there.
            .filter(
                row -> row.removed().isPresent() || !RetiredRewrites.isOnlyNamed(attribute, module))
            .ifPresent(
                row ->
                    add(
                        row,
                        attribute,
                        module.file().text(attribute.span()),
                        row.rewrite()
                            .flatMap(
                                rewrite ->
                                    new RetiredRewrites(module).mention(attribute, rewrite))));
      } else if (table.mayName(attribute.name())) {
        firstOf(attribute)
            .filter(first -> new RetiredMembers(module).isNumber(attribute.value()))
            .ifPresent(
                first ->
                    table
                        .member(LOSS, attribute.name())
                        .ifPresent(
                            row ->
                                add(
                                    row,
                                    first,
                                    module.file().text(first.span()),
                                    Optional.of(RetiredRewrites.number(attribute, first)))));
      }
    }

    /** {@code loss.data[0]}, where it is read. */
    private Optional<Expr.Subscript> firstOf(Expr.Attribute values) {
      return module.tree().parent(values).stream()
          .flatMap(
              parent -> parent instanceof Expr.Subscript item ? Stream.of(item) : Stream.empty())
          .filter(item -> item.value().id() == values.id() && !isTarget(item))
          .filter(
              item -> item.index() instanceof Expr.NumberLiteral zero && zero.text().equals("0"))
          .findFirst();
    }

    private boolean isTarget(Expr place) {
      return switch (module.tree().parent(place).orElse(place)) {
        case Stmt.Assign assign ->
            assign.targets().stream().anyMatch(target -> target.id() == place.id());
        case Stmt.AugAssign assign -> assign.target().id() == place.id();
        case Stmt.Delete delete -> true;
        default -> false;
      };
    }

    private static boolean isThing(Retirement row) {
      return row.kind() == Kind.FUNCTION || row.kind() == Kind.CLASS;
    }

    // --- calls

    void call(Expr.Call call) {
      if (table.mayName(CodeCalls.name(call))
          && module.resolve(call.callee()) instanceof LibraryEntity callee) {
        table
            .missing(callee.qualifiedName())
            .filter(row -> isLeftOut(call, row.keyword()))
            .ifPresent(
                row ->
                    add(
                        row,
                        call,
                        module.file().text(call.callee().span())
                            + "() without "
                            + row.keyword()
                            + "=",
                        row.rewrite()
                            .flatMap(
                                rewrite -> new RetiredRewrites(module).missing(call, rewrite))));
      }
      for (Node.Keyword keyword : call.keywords()) {
        if (keyword.name().filter(table::mayName).isPresent()
            && module.resolve(call.callee()) instanceof LibraryEntity callee) {
          String name = keyword.name().get();
          if (keyword.value() instanceof Expr.StringLiteral text) {
            value(call, keyword, name, callee, text.value());
          }
          table
              .find(callee.qualifiedName(), name)
              .ifPresent(
                  row ->
                      add(
                          row,
                          keyword,
                          module.file().text(call.callee().span()) + "(" + name + "=)",
                          row.rewrite()
                              .flatMap(
                                  rewrite ->
                                      new RetiredRewrites(module)
                                          .keyword(call, keyword, rewrite))));
        }
      }
      if (call.callee() instanceof Expr.Attribute method
          && table.mayName(method.name())
          && Tensors.isTensor(method.value(), module)) {
        table
            .method(method.name())
            .ifPresent(row -> add(row, method, "Tensor." + method.name(), Optional.empty()));
      } else if (call.callee() instanceof Expr.Attribute method && table.mayName(method.name())) {
        new RetiredMembers(module)
            .classOf(method.value())
            .flatMap(type -> table.member(type, method.name()))
            .ifPresent(row -> add(row, method, written(row), Optional.empty()));
      }
    }

    /** A method as its class has it: {@code DataFrame.append}. */
    private static String written(Retirement row) {
      String type = row.name().substring(0, row.name().lastIndexOf('.'));
      return type.substring(type.lastIndexOf('.') + 1) + "." + lastPart(row);
    }

    /** A keyword with the text that it is given. */
    private void value(
        Expr.Call call, Node.Keyword keyword, String name, LibraryEntity callee, String text) {
      table
          .value(callee.qualifiedName(), name, text)
          .ifPresent(
              row ->
                  add(
                      row,
                      keyword,
                      "%s(%s=\"%s\")"
                          .formatted(module.file().text(call.callee().span()), name, text),
                      row.rewrite()
                          .flatMap(
                              rewrite ->
                                  new RetiredRewrites(module).keyword(call, keyword, rewrite))));
    }

    /**
     * Whether a call surely gives no argument of this name; by its place, only the last is given.
     */
    private static boolean isLeftOut(Expr.Call call, String keyword) {
      return call.arguments().size() < MOST_BY_PLACE
          && call.keywords().stream()
              .allMatch(each -> each.name().isPresent() && !each.name().get().equals(keyword));
    }

    // --- hooks

    void type(Stmt.ClassDef type) {
      for (Stmt statement : type.body()) {
        if (statement instanceof Stmt.FunctionDef method && table.mayName(method.name())) {
          for (Retirement row : table.hooks(method.name())) {
            String base = row.name().substring(0, row.name().lastIndexOf('.'));
            boolean isHook =
                classOf(type).filter(c -> c.isSubclassOf(base) == Proof.YES).isPresent();
            if (isHook) {
              add(row, method, method.name(), Optional.empty());
            }
          }
        }
      }
    }

    private Optional<ClassEntity> classOf(Stmt.ClassDef node) {
      return module.classes().stream().filter(c -> c.node().id() == node.id()).findFirst();
    }

    // --- what it comes to

    private void add(
        Retirement row, Node node, String written, Optional<RetiredRewrites.Draft> draft) {
      Requirements.Stated said =
          stated.orElseGet(() -> requirements.of(module, table.distributions()));
      stated = Optional.of(said);
      VersionRange range = said.range();
      Proof isGone = isGone(row, range);
      boolean isDeprecated = row.deprecated().filter(v -> !range.isBefore(v)).isPresent();
      if ((isGone == Proof.NO && !isDeprecated)
          || CompatibilityGuards.isForeign(module)
          || guards.isAskedFor(lastPart(row))
          || guards.covers(node)) {
        return;
      }
      found.add(
          new RetiredUse(
              CodeCalls.shown(node, module),
              written,
              table.library(),
              row,
              isGone,
              isDeprecated,
              said,
              draft
                  .filter(d -> range.isOpen() || isUnderstood(row, range))
                  .map(
                      d -> new RetiredUse.Change(d.title(), isUnderstood(row, range), d.edits()))));
    }

    private static boolean isUnderstood(Retirement row, VersionRange range) {
      return row.rewrite()
          .filter(r -> r.since().parts().equals(List.of(0)) || range.isFrom(r.since()))
          .isPresent();
    }

    private static String lastPart(Retirement row) {
      return row.name().substring(row.name().lastIndexOf('.') + 1);
    }

    private static Proof isGone(Retirement row, VersionRange range) {
      if (row.removed().isEmpty() || range.isBefore(row.removed().get())) {
        return Proof.NO;
      }
      if (row.returned().filter(range::isFrom).isPresent()) {
        return Proof.NO;
      }
      boolean isBack = row.returned().filter(back -> !range.isBefore(back)).isPresent();
      return range.isFrom(row.removed().get()) && !isBack ? Proof.YES : Proof.UNKNOWN;
    }
  }
}
