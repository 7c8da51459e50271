package dev.tensorvet.requirement;

import dev.tensorvet.frontend.data.TomlFrontend;
import dev.tensorvet.requirement.JavaRequirements.Artifact;
import dev.tensorvet.syntax.DataNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code libs.versions.toml}: the libraries that the builds of a project may ask for by a name. */
final class GradleCatalog {

  private static final Pattern USE = Pattern.compile("\\blibs\\.([A-Za-z0-9_.]+)");

  private static final String BUNDLE = "bundles.";

  private final DataNode root;

  private GradleCatalog(DataNode root) {
    this.root = root;
  }

  static GradleCatalog of(String text) {
    return new GradleCatalog(TomlFrontend.parse(text).root());
  }

  /** The libraries that a build names, alone or in a bundle. */
  List<Artifact> usedBy(String build) {
    Set<String> names = new LinkedHashSet<>();
    Matcher use = USE.matcher(build);
    while (use.find()) {
      String name = use.group(1).replaceFirst("\\.get$", "");
      if (name.startsWith(BUNDLE)) {
        bundle(name.substring(BUNDLE.length())).forEach(names::add);
      } else {
        names.add(name);
      }
    }
    List<Artifact> found = new ArrayList<>();
    table("libraries")
        .forEach(
            (alias, library) -> {
              if (names.contains(accessor(alias))) {
                artifact(library).ifPresent(found::add);
              }
            });
    return found;
  }

  /** The name by which a build reaches what the catalogue calls by another. */
  private static String accessor(String alias) {
    return alias.replace('-', '.').replace('_', '.');
  }

  private List<String> bundle(String name) {
    List<String> found = new ArrayList<>();
    table("bundles")
        .forEach(
            (alias, list) -> {
              if (accessor(alias).equals(name) && list instanceof DataNode.Sequence all) {
                all.elements().stream()
                    .flatMap(each -> text(each).stream())
                    .map(GradleCatalog::accessor)
                    .forEach(found::add);
              }
            });
    return found;
  }

  private Optional<Artifact> artifact(DataNode library) {
    return switch (library) {
      case DataNode.Scalar plain -> text(plain).flatMap(c -> coordinates(c, Optional.empty()));
      case DataNode.Mapping table -> {
        Optional<String> module =
            table
                .text("module")
                .or(
                    () ->
                        table.text("group").flatMap(g -> table.text("name").map(n -> g + ":" + n)));
        yield module.flatMap(m -> coordinates(m, version(table)));
      }
      default -> Optional.empty();
    };
  }

  private Optional<String> version(DataNode.Mapping library) {
    Optional<DataNode> version = library.get("version");
    if (version.isPresent() && version.get() instanceof DataNode.Mapping rich) {
      return rich.text("ref")
          .map(
              name -> Optional.ofNullable(table("versions").get(name)).flatMap(GradleCatalog::text))
          .orElseGet(() -> rich.text("strictly").or(() -> rich.text("require")));
    }
    return version.flatMap(GradleCatalog::text);
  }

  private static Optional<Artifact> coordinates(String module, Optional<String> version) {
    String[] parts = module.split(":", -1);
    return parts.length < 2
        ? Optional.empty()
        : Optional.of(
            new Artifact(
                parts[0],
                parts[1],
                JavaRequirements.range(parts.length > 2 ? Optional.of(parts[2]) : version)));
  }

  private Map<String, DataNode> table(String name) {
    return root instanceof DataNode.Mapping top
            && top.get(name).orElse(root) instanceof DataNode.Mapping table
            && table != root
        ? table.entries()
        : Map.of();
  }

  private static Optional<String> text(DataNode node) {
    return node instanceof DataNode.Scalar scalar && scalar.value() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
