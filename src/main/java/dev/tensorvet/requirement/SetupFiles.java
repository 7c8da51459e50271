package dev.tensorvet.requirement;

import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@code setup.py} and {@code setup.cfg} ask for. */
final class SetupFiles {

  /** One name leads to the next at most so often. */
  private static final int MOST_NAMES = 4;

  private final SourceModule script;
  private final List<Requirement> found = new ArrayList<>();

  private SetupFiles(SourceModule script) {
    this.script = script;
  }

  /** The literal lists of a {@code setup.py}. */
  static List<Requirement> script(SourceModule script) {
    SetupFiles reader = new SetupFiles(script);
    script
        .tree()
        .walk(
            node -> {
              if (node instanceof Node.Keyword keyword
                  && keyword
                      .name()
                      .filter(n -> n.equals("install_requires") || n.equals("extras_require"))
                      .isPresent()) {
                reader.collect(keyword.value(), 0);
              }
            });
    return reader.found;
  }

  private void collect(Expr value, int names) {
    switch (value) {
      case Expr.StringLiteral text -> Requirement.pep508(text.value()).ifPresent(found::add);
      case Expr.ListExpr list -> list.elements().forEach(element -> collect(element, names));
      case Expr.Tuple tuple -> tuple.elements().forEach(element -> collect(element, names));
      case Expr.Dict dict -> dict.items().forEach(item -> collect(item.value(), names));
      case Expr.BinOp sum -> {
        collect(sum.left(), names);
        collect(sum.right(), names);
      }
      case Expr.Name name when names < MOST_NAMES -> {
        Optional<Binding> binding = script.scopeAt(name).visible(name.name());
        binding.stream()
            .flatMap(b -> b.sites().stream())
            .map(BindingSite::value)
            .flatMap(Optional::stream)
            .forEach(assigned -> collect(assigned, names + 1));
      }
      default -> {}
    }
  }

  /** The lines under {@code install_requires} and in {@code [options.extras_require]}. */
  static List<Requirement> config(String text) {
    List<Requirement> found = new ArrayList<>();
    String section = "";
    boolean isList = false;
    for (String line : text.lines().toList()) {
      String plain = line.replaceFirst("\\s[#;].*|^[#;].*", "").strip();
      if (line.startsWith("[")) {
        section = plain;
        isList = false;
      } else if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
        int equals = plain.indexOf('=');
        String key = equals < 0 ? plain : plain.substring(0, equals).strip();
        isList =
            section.equals("[options.extras_require]")
                || (section.equals("[options]") && key.equals("install_requires"));
        plain = equals < 0 ? "" : plain.substring(equals + 1).strip();
      }
      if (isList && !plain.isEmpty()) {
        Requirement.pep508(plain).ifPresent(found::add);
      }
    }
    return found;
  }
}
