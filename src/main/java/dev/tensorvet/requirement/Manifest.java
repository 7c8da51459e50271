package dev.tensorvet.requirement;

import dev.tensorvet.syntax.DataNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what manifests, environments and lock files say, once they are parsed. */
final class Manifest {

  private final List<Requirement> found = new ArrayList<>();

  private Manifest() {}

  /** {@code pyproject.toml}: PEP 621, PEP 735, Poetry, uv, PDM. */
  static List<Requirement> pyproject(DataNode root) {
    Manifest manifest = new Manifest();
    at(root, "project", "dependencies").ifPresent(manifest::texts);
    at(root, "project", "optional-dependencies").ifPresent(manifest::textsOfEach);
    at(root, "dependency-groups").ifPresent(manifest::textsOfEach);
    at(root, "tool", "uv", "dev-dependencies").ifPresent(manifest::texts);
    at(root, "tool", "uv", "constraint-dependencies").ifPresent(manifest::texts);
    at(root, "tool", "pdm", "dev-dependencies").ifPresent(manifest::textsOfEach);
    at(root, "tool", "poetry", "dependencies").ifPresent(manifest::byName);
    at(root, "tool", "poetry", "dev-dependencies").ifPresent(manifest::byName);
    entries(at(root, "tool", "poetry", "group"))
        .values()
        .forEach(group -> at(group, "dependencies").ifPresent(manifest::byName));
    return manifest.found;
  }

  /** {@code Pipfile}. */
  static List<Requirement> pipfile(DataNode root) {
    Manifest manifest = new Manifest();
    at(root, "packages").ifPresent(manifest::byName);
    at(root, "dev-packages").ifPresent(manifest::byName);
    return manifest.found;
  }

  /** {@code Pipfile.lock}. */
  static List<Requirement> pipfileLock(DataNode root) {
    Manifest manifest = new Manifest();
    at(root, "default").ifPresent(manifest::byName);
    return manifest.found;
  }

  /** {@code poetry.lock}, {@code uv.lock}, {@code pdm.lock}, {@code conda-lock.yml}. */
  static List<Requirement> lock(DataNode root) {
    Manifest manifest = new Manifest();
    at(root, "package").ifPresent(manifest::locked);
    return manifest.found;
  }

  /** {@code environment.yml}, with its part for pip. */
  static List<Requirement> environment(DataNode root) {
    Manifest manifest = new Manifest();
    for (DataNode element : elements(at(root, "dependencies"))) {
      text(element).flatMap(Requirement::conda).ifPresent(manifest.found::add);
      at(element, "pip").ifPresent(manifest::texts);
    }
    return manifest.found;
  }

  private void texts(DataNode list) {
    for (DataNode element : elements(Optional.of(list))) {
      text(element).flatMap(Requirement::pep508).ifPresent(found::add);
    }
  }

  private void textsOfEach(DataNode groups) {
    entries(Optional.of(groups)).values().forEach(this::texts);
  }

  private void byName(DataNode table) {
    entries(Optional.of(table)).forEach(this::named);
  }

  /** {@code torch = "^1.8"}, {@code torch = {version = "^1.8"}}, or a list of such. */
  private void named(String name, DataNode value) {
    switch (value) {
      case DataNode.Scalar plain ->
          found.add(Requirement.of(name, Specifier.poetry(String.valueOf(plain.value()))));
      case DataNode.Mapping table ->
          found.add(
              Requirement.of(
                  name,
                  at(table, "version")
                      .flatMap(Manifest::text)
                      .map(Specifier::poetry)
                      .orElse(VersionRange.ALL)));
      case DataNode.Sequence list -> list.elements().forEach(one -> named(name, one));
      case DataNode.Nothing nothing -> {}
    }
  }

  private void locked(DataNode packages) {
    for (DataNode element : elements(Optional.of(packages))) {
      Optional<Version> version =
          at(element, "version").flatMap(Manifest::text).flatMap(Version::parse);
      at(element, "name")
          .flatMap(Manifest::text)
          .map(name -> name.equals("pytorch") ? "torch" : name)
          .ifPresent(
              name ->
                  version.ifPresent(v -> found.add(Requirement.of(name, VersionRange.exactly(v)))));
    }
  }

  // --- the way into the data

  private static Optional<DataNode> at(DataNode node, String... keys) {
    Optional<DataNode> at = Optional.of(node);
    for (String key : keys) {
      at = at.flatMap(n -> Optional.ofNullable(entries(Optional.of(n)).get(key)));
    }
    return at;
  }

  private static Map<String, DataNode> entries(Optional<DataNode> node) {
    return node.isPresent() && node.get() instanceof DataNode.Mapping mapping
        ? mapping.entries()
        : Map.of();
  }

  private static List<DataNode> elements(Optional<DataNode> node) {
    return node.isPresent() && node.get() instanceof DataNode.Sequence sequence
        ? sequence.elements()
        : List.of();
  }

  private static Optional<String> text(DataNode node) {
    return node instanceof DataNode.Scalar scalar && scalar.value() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
