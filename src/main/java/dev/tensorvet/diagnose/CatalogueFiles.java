package dev.tensorvet.diagnose;

import dev.tensorvet.diagnose.KnownError.Cause;
import dev.tensorvet.frontend.data.TomlFrontend;
import dev.tensorvet.syntax.DataNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of the catalogue, one for each field. An error is a table:
 *
 * <pre>
 * [[error]]
 * pattern = 'embed_dim must be divisible by num_heads'
 * exception = "AssertionError"     # needs-exception = true where the message alone says too little
 *                                  # aftermath = true where it only follows another error
 *                                  # follows = true where a line before it may tell why
 * [[error.cause]]                  # the usual one first
 * name = "attention-heads"
 * cause = "the number of heads does not divide `embed_dim`"
 * fixes = ["choose a number of heads that divides it"]
 * line = '...'                     # what the failing line holds when this is the cause
 * message = '...'                  # what the message holds when this is the cause
 * example = '...'                  # a message, and a line, by which this cause is found
 * example-line = '...'
 * rules = ["shape-mismatch"]       # the rules that find it in code
 * </pre>
 */
final class CatalogueFiles {

  /** In the order in which they are asked where two patterns fit alike. */
  static final List<String> GROUPS =
      List.of(
          "shape",
          "dtype",
          "device",
          "autograd",
          "numerics",
          "dataloader",
          "checkpoint",
          "distributed",
          "compile",
          "cuda",
          "process",
          "training",
          "warning");

  private static final Set<String> OF_ERROR =
      Set.of("pattern", "exception", "needs-exception", "aftermath", "follows", "cause");

  private static final Set<String> OF_CAUSE =
      Set.of("name", "cause", "fixes", "line", "message", "example", "example-line", "rules");

  private final String group;

  private CatalogueFiles(String group) {
    this.group = group;
  }

  static Catalogue load() {
    List<KnownError> errors = new ArrayList<>();
    for (String group : GROUPS) {
      errors.addAll(new CatalogueFiles(group).read(text(group + ".toml")));
    }
    return new Catalogue(errors);
  }

  private static String text(String name) {
    try (InputStream in = CatalogueFiles.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private List<KnownError> read(String text) {
    TomlFrontend.TomlFile file = TomlFrontend.parse(text);
    if (!file.problems().isEmpty()) {
      throw new IllegalStateException(group + ".toml: " + file.problems().getFirst());
    }
    return tables(file.root(), "error").stream().map(this::error).toList();
  }

  private KnownError error(DataNode.Mapping table) {
    check(table, OF_ERROR);
    return new KnownError(
        Pattern.compile(string(table, "pattern")),
        string(table, "exception"),
        flag(table, "needs-exception"),
        flag(table, "aftermath"),
        flag(table, "follows"),
        tables(table, "cause").stream().map(this::cause).toList());
  }

  private Cause cause(DataNode.Mapping table) {
    check(table, OF_CAUSE);
    return new Cause(
        string(table, "name"),
        group,
        string(table, "cause"),
        strings(table, "fixes"),
        optional(table, "line").map(Pattern::compile),
        optional(table, "message").map(Pattern::compile),
        strings(table, "rules"),
        string(table, "example"),
        optional(table, "example-line").orElse(""));
  }

  private void check(DataNode.Mapping table, Set<String> known) {
    for (String key : table.entries().keySet()) {
      if (!known.contains(key)) {
        throw new IllegalStateException(place(table) + ": there is no `" + key + "` here");
      }
    }
  }

  private String place(DataNode.Mapping table) {
    return group + ".toml, character " + table.span().start();
  }

  private String string(DataNode.Mapping table, String key) {
    return optional(table, key)
        .orElseThrow(() -> new IllegalStateException(place(table) + ": `" + key + "` is missing"));
  }

  private static Optional<String> optional(DataNode.Mapping table, String key) {
    return scalar(table, key).map(String::valueOf);
  }

  private static boolean flag(DataNode.Mapping table, String key) {
    return scalar(table, key).filter(Boolean.TRUE::equals).isPresent();
  }

  private static Optional<Object> scalar(DataNode.Mapping table, String key) {
    return Optional.ofNullable(table.entries().get(key)).flatMap(CatalogueFiles::scalar);
  }

  private static Optional<Object> scalar(DataNode node) {
    return node instanceof DataNode.Scalar scalar ? Optional.of(scalar.value()) : Optional.empty();
  }

  private static List<String> strings(DataNode.Mapping table, String key) {
    return elements(table, key).stream()
        .flatMap(node -> scalar(node).stream())
        .map(String::valueOf)
        .toList();
  }

  private static List<DataNode.Mapping> tables(DataNode.Mapping table, String key) {
    return elements(table, key).stream()
        .filter(DataNode.Mapping.class::isInstance)
        .map(DataNode.Mapping.class::cast)
        .toList();
  }

  private static List<DataNode> elements(DataNode.Mapping table, String key) {
    return table.entries().get(key) instanceof DataNode.Sequence many ? many.elements() : List.of();
  }
}
