package dev.tensorvet.interp;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shapes that a docstring or a comment gives of the inputs of {@code forward}, as people write
 * them for people: {@code x: (B, C, H, W)}, {@code x (Tensor): of shape [batch, seq, dim]}, {@code
 * Input: (N, C, H, W)}. They may be out of date, and so prove nothing.
 */
final class DocumentedInputs {

  /** A list of sizes in brackets of any kind, nothing in brackets in it. */
  private static final Pattern SHAPE = Pattern.compile("[(\\[]([^()\\[\\]]{1,80})[)\\]]");

  private static final Pattern SIZE = Pattern.compile("\\w+(\\s*(//?|[*+-])\\s*\\w+)*");

  /** What parts the sizes: a comma, or in some hands a cross. */
  private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*|\\s+[x×]\\s+|\\s*×\\s*");

  private static final Pattern BATCH = Pattern.compile("(?i)b|n|bs|bsz|nb|batch(_?size)?|n_?batch");

  /** What stands in such brackets and is no size. */
  private static final Set<String> NO_SIZES =
      Set.of(
          "tensor",
          "optional",
          "torch",
          "float",
          "int",
          "bool",
          "str",
          "list",
          "tuple",
          "default",
          "none",
          "true",
          "false",
          "required",
          "inputs",
          "input");

  /** The names that a section about shapes has for the only input. */
  private static final List<String> ONLY = List.of("input", "inputs");

  private DocumentedInputs() {}

  /** The shapes of those inputs of which one is written, of no known element type. */
  static Map<String, TensorType> of(
      ClassEntity model, FunctionEntity forward, List<String> parameters) {
    List<String> lines = new ArrayList<>(comments(forward));
    documentation(forward.node()).ifPresent(text -> lines.addAll(text.lines().toList()));
    documentation(model.node()).ifPresent(text -> lines.addAll(text.lines().toList()));
    Map<String, TensorType> shapes = new LinkedHashMap<>();
    for (String parameter : parameters) {
      shape(parameter, lines)
          .or(
              () ->
                  parameters.size() == 1
                      ? ONLY.stream().flatMap(name -> shape(name, lines).stream()).findFirst()
                      : Optional.empty())
          .ifPresent(shape -> shapes.put(parameter, shape));
    }
    return shapes;
  }

  /** The comments at the head of a function, and beside its parameters. */
  private static List<String> comments(FunctionEntity forward) {
    if (!(forward.node() instanceof Stmt.FunctionDef def) || def.body().isEmpty()) {
      return List.of();
    }
    SourceFile file = forward.module().file();
    int lastLine = file.lines().line(def.body().getFirst().start());
    return forward.module().parsed().comments().stream()
        .filter(comment -> def.start() < comment.start() && comment.start() < def.end())
        .filter(comment -> file.lines().line(comment.start()) <= lastLine)
        .map(Comment::span)
        .map(span -> file.text(span).replaceFirst("^#+", ""))
        .toList();
  }

  private static Optional<String> documentation(Node definition) {
    List<Stmt> body =
        switch (definition) {
          case Stmt.FunctionDef def -> def.body();
          case Stmt.ClassDef def -> def.body();
          default -> List.of();
        };
    return body.stream()
        .findFirst()
        .filter(first -> first instanceof Stmt.ExprStmt)
        .map(first -> ((Stmt.ExprStmt) first).value())
        .filter(value -> value instanceof Expr.StringLiteral)
        .map(value -> ((Expr.StringLiteral) value).value());
  }

  /** The first shape behind a name that begins a line, on that line or the one below. */
  private static Optional<TensorType> shape(String name, List<String> lines) {
    Pattern entry =
        Pattern.compile(
            "^\\W*(?:param\\s+)?" + Pattern.quote(name) + "\\b(.*)",
            ONLY.contains(name) ? Pattern.CASE_INSENSITIVE : 0);
    for (int i = 0; i < lines.size(); i++) {
      Matcher found = entry.matcher(lines.get(i));
      if (found.lookingAt()) {
        Optional<TensorType> here = firstShape(found.group(1));
        if (here.isPresent()) {
          return here;
        }
        boolean goesOn = i + 1 < lines.size() && isDeeper(lines.get(i + 1), lines.get(i));
        Optional<TensorType> below = goesOn ? firstShape(lines.get(i + 1)) : Optional.empty();
        if (below.isPresent()) {
          return below;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isDeeper(String line, String above) {
    return !line.isBlank() && indentation(line) > indentation(above);
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static Optional<TensorType> firstShape(String text) {
    Matcher brackets = SHAPE.matcher(text);
    while (brackets.find()) {
      Optional<TensorType> shape = read(brackets.group(1));
      if (shape.isPresent()) {
        return shape;
      }
    }
    return Optional.empty();
  }

  /** Sizes that are numbers, names or made of these, more than one of them. */
  private static Optional<TensorType> read(String written) {
    String text = written.strip().replaceFirst(",$", "");
    List<String> sizes = Arrays.stream(BETWEEN.split(text, -1)).map(String::strip).toList();
    boolean isShape =
        sizes.size() > 1
            && sizes.stream().allMatch(size -> SIZE.matcher(size).matches())
            && sizes.stream().noneMatch(size -> NO_SIZES.contains(size.toLowerCase(Locale.ROOT)));
    if (!isShape) {
      return Optional.empty();
    }
    List<String> read = new ArrayList<>(sizes);
    read.replaceAll(size -> size.replaceAll("(?<!/)/(?!/)", "//"));
    sizes.stream()
        .filter(size -> BATCH.matcher(size).matches())
        .findFirst()
        .ifPresent(batch -> read.set(sizes.indexOf(batch), "B"));
    return WrittenInputs.read("(" + String.join(", ", read) + ")")
                instanceof WrittenInputs.Reading.Read(List<TensorType> all)
            && all.size() == 1
        ? Optional.of(all.getFirst())
        : Optional.empty();
  }
}
