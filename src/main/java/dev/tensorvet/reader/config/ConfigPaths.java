package dev.tensorvet.reader.config;

import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which file an expression names, as far as the code shows it. */
final class ConfigPaths {

  /** One value leads to the next at most so often. */
  private static final int DEEPEST = 12;

  /** What is known of a path. */
  sealed interface Known {

    /** How it ends, whole names of files and folders. */
    record End(String end) implements Known {}

    /** How it begins and ends as a text. */
    record Pattern(String prefix, String suffix) implements Known {}

    /**
     * What a user gives on the command line.
     *
     * @param otherwise what it is when the user gives nothing
     */
    record Option(Optional<String> otherwise) implements Known {}

    /** What a function is given. */
    record Given(FunctionEntity function, String parameter) implements Known {}

    record Nothing() implements Known {}
  }

  private final SourceModule module;

  ConfigPaths(SourceModule module) {
    this.module = module;
  }

  /**
   * Whether a path that is known so is that of a file.
   *
   * @param code the file whose code names it: a program is started in a folder around its code
   */
  static Proof isOf(Path file, Known known, Path code) {
    String path = file.toString().replace('\\', '/');
    return switch (known) {
      case Known.End(String end) -> Proof.of(isAround(path, end, code));
      case Known.Pattern(String prefix, String suffix) ->
          path.endsWith(suffix) && path.contains("/" + prefix) ? Proof.UNKNOWN : Proof.NO;
      case Known.Option(Optional<String> otherwise) when otherwise.isPresent() ->
          isAround(path, otherwise.get(), code)
              ? Proof.YES
              : endsWith(folder(path), folder(otherwise.get())) ? Proof.UNKNOWN : Proof.NO;
      case Known.Option option -> Proof.UNKNOWN;
      case Known.Given given -> Proof.UNKNOWN;
      case Known.Nothing nothing -> Proof.UNKNOWN;
    };
  }

  /** Whether a path ends so, counted from a folder that the code lies in. */
  private static boolean isAround(String path, String end, Path code) {
    return endsWith(path, end)
        && code.toString()
            .replace('\\', '/')
            .startsWith(path.substring(0, path.length() - plain(end).length()));
  }

  private static String plain(String end) {
    return end.replace('\\', '/').replaceFirst("^(\\.{1,2}/)+", "");
  }

  private static boolean endsWith(String path, String end) {
    String plain = plain(end);
    return !plain.isEmpty() && (path.equals(plain) || path.endsWith("/" + plain));
  }

  private static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  // --- reading

  Known of(Expr path) {
    return of(path, 0);
  }

  private Known of(Expr path, int depth) {
    if (depth == DEEPEST) {
      return new Known.Nothing();
    }
    return switch (path) {
      case Expr.StringLiteral text -> new Known.End(text.value());
      case Expr.Name name -> named(name, depth);
      case Expr.Call call -> called(call, depth);
      case Expr.BinOp slash when slash.operator() == Expr.BinaryOperator.DIV ->
          below(of(slash.left(), depth + 1), of(slash.right(), depth + 1));
      case Expr.BinOp plus when plus.operator() == Expr.BinaryOperator.ADD ->
          joined(List.of(plus.left(), plus.right()));
      case Expr.JoinedString parts -> joined(parts.parts());
      case Expr.Attribute folder when isOfCode(folder) -> new Known.End("");
      case Expr.Attribute option -> option(option.name());
      case Expr.Subscript folder when isOfCode(folder) -> new Known.End("");
      default -> new Known.Nothing();
    };
  }

  private Known named(Expr.Name name, int depth) {
    if (!(module.resolve(name) instanceof VariableEntity variable)
        || variable.binding().sites().size() != 1) {
      return new Known.Nothing();
    }
    SourceModule holder = variable.binding().scope().module();
    ConfigPaths there = holder == module ? this : new ConfigPaths(holder);
    var site = variable.binding().sites().getFirst();
    return switch (site.node()) {
      case Node.WithItem item -> there.of(item.context(), depth + 1);
      case Node.Parameter parameter -> there.given(parameter);
      default ->
          site.value().map(value -> there.of(value, depth + 1)).orElseGet(Known.Nothing::new);
    };
  }

  private Known given(Node.Parameter parameter) {
    return module.functions().stream()
        .filter(f -> f.parameters().all().stream().anyMatch(p -> p.id() == parameter.id()))
        .findFirst()
        .<Known>map(function -> new Known.Given(function, parameter.name()))
        .orElseGet(Known.Nothing::new);
  }

  private Known called(Expr.Call call, int depth) {
    Optional<String> library = CodeCalls.library(call.callee(), module);
    if (library.filter(ConfigReaders::joinsPath).isPresent()) {
      Known all = new Known.End("");
      for (Expr part : call.arguments()) {
        all = below(all, of(part, depth + 1));
      }
      return all;
    }
    if (isOfCode(call)) {
      return new Known.End("");
    }
    boolean isSame =
        library.filter(n -> ConfigReaders.opens(n) || ConfigReaders.givesPath(n)).isPresent();
    if (isSame && !call.arguments().isEmpty()) {
      return of(call.arguments().getFirst(), depth + 1);
    }
    return call.callee() instanceof Expr.Attribute method && ConfigReaders.isOfPath(method.name())
        ? of(method.value(), depth + 1)
        : new Known.Nothing();
  }

  private static Known below(Known folder, Known name) {
    if (!(name instanceof Known.End(String below))) {
      return name;
    }
    return folder instanceof Known.End(String above)
        ? new Known.End(above + (above.isEmpty() || above.endsWith("/") ? "" : "/") + below)
        // Many folders have a file of this name.
        : new Known.Pattern("", "/" + below);
  }

  /** {@code Path(__file__).parent}: whatever is done with it, it is a folder around the code. */
  private static boolean isOfCode(Expr path) {
    return Tree.holds(
        path, node -> node instanceof Expr.Name name && name.name().equals("__file__"));
  }

  private static Known joined(List<Expr> parts) {
    String prefix = parts.getFirst() instanceof Expr.StringLiteral first ? first.value() : "";
    String suffix = parts.getLast() instanceof Expr.StringLiteral last ? last.value() : "";
    return suffix.isEmpty()
        ? new Known.Nothing()
        : new Known.Pattern(prefix.replaceFirst("^(\\.{1,2}/)+", ""), suffix);
  }

  /** {@code args.config}, where the file adds an option of this name. */
  private Known option(String name) {
    List<Known> found = new ArrayList<>();
    CodeCalls.eachMember(
        module,
        (call, method) -> {
          if (ConfigReaders.addsOption(method.name())
              && call.arguments().stream().anyMatch(a -> isNamed(a, name))) {
            found.add(
                new Known.Option(
                    call.keyword("default")
                        .filter(Expr.StringLiteral.class::isInstance)
                        .map(text -> ((Expr.StringLiteral) text).value())));
          }
        });
    return found.size() == 1 ? found.getFirst() : new Known.Nothing();
  }

  private static boolean isNamed(Expr argument, String option) {
    return argument instanceof Expr.StringLiteral text
        && text.value().replaceFirst("^-+", "").replace('-', '_').equals(option);
  }
}
