package dev.tensorvet.review;

import dev.tensorvet.framework.ConfigForm;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value of a configuration that is no collection.
 *
 * @param path the keys that lead to it, with dots between
 * @param key the last of them
 * @param at where it stands
 * @param target the name of what is called with it, where the file says so
 */
record ConfigLeaf(String path, String key, String value, Span at, Optional<Span> target) {

  /** What tells tools how to build and check a project, and no program how to run. */
  private static final Pattern MANIFEST =
      Pattern.compile(
          "(?:^|/)(?:pyproject\\.toml|package(?:-lock)?\\.json|mkdocs\\.ya?ml|environment\\.ya?ml"
              + "|poetry\\.lock|uv\\.lock|Cargo\\.toml)$");

  private static final String NOTHING = "null";

  /** A file with more of them is data. */
  private static final int MOST_KEYS = 200;

  boolean isNothing() {
    return value.equals(NOTHING);
  }

  /** Those of a file, in order; none of one that is data, or for other programs. */
  static List<ConfigLeaf> in(ConfigFile config) {
    if (MANIFEST.matcher(config.file().path()).find() || isOfCluster(config.root())) {
      return List.of();
    }
    List<ConfigLeaf> leaves = new ArrayList<>();
    collect("", config.root(), Optional.empty(), config.file(), leaves);
    return leaves.size() <= MOST_KEYS ? leaves : List.of();
  }

  /** Whether it tells a cluster what to run, and no program how. */
  private static boolean isOfCluster(DataNode root) {
    return root instanceof DataNode.Mapping mapping
        && mapping.text("apiVersion").isPresent()
        && mapping.text("kind").isPresent();
  }

  private static void collect(
      String path, DataNode node, Optional<Span> given, SourceFile file, List<ConfigLeaf> to) {
    if (node instanceof DataNode.Mapping mapping && to.size() <= MOST_KEYS) {
      Optional<ConfigForm> form =
          ConfigForm.all().stream()
              .filter(each -> each.word().isEmpty() && mapping.text(each.target()).isPresent())
              .findFirst();
      Optional<Span> target =
          form.flatMap(each -> mapping.get(each.target())).map(DataNode::span).or(() -> given);
      mapping
          .entries()
          .forEach(
              (key, value) -> {
                String whole = path.isEmpty() ? key : path + "." + key;
                boolean isName = form.filter(each -> each.target().equals(key)).isPresent();
                boolean isOwn = form.isPresent() && ConfigForm.isOwn(key);
                if (!isName && !isOwn) {
                  text(value, file)
                      .ifPresent(t -> to.add(new ConfigLeaf(whole, key, t, value.span(), target)));
                  boolean isForCall =
                      form.flatMap(ConfigForm::arguments).filter(key::equals).isPresent();
                  collect(whole, value, isForCall ? target : Optional.empty(), file, to);
                }
              });
    }
  }

  private static Optional<String> text(DataNode node, SourceFile file) {
    return switch (node) {
      case DataNode.Scalar scalar -> Optional.of(CodeView.line(file.text(scalar.span())));
      case DataNode.Nothing nothing -> Optional.of(NOTHING);
      case DataNode.Sequence sequence
          when sequence.elements().stream().allMatch(DataNode.Scalar.class::isInstance) ->
          Optional.of(
              CodeView.line(
                  sequence.elements().stream()
                      .map(each -> String.valueOf(((DataNode.Scalar) each).value()))
                      .toList()
                      .toString()));
      case DataNode.Sequence sequence
          when sequence.elements().stream().allMatch(each -> text(each, file).isPresent()) ->
          Optional.of(CodeView.line(file.text(sequence.span())));
      case DataNode.Sequence sequence -> Optional.empty();
      case DataNode.Mapping mapping -> Optional.empty();
    };
  }
}
