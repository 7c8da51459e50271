package dev.tensorvet.semantic;

import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.workspace.Memo;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the star imports of scopes lead, and which names they may bring. A package may gather a
 * thousand modules by star imports: to parse all of them for one name, or to ask all of them for
 * each, would cost more than all else.
 */
final class StarImports {

  private static final String ALL = "__all__";

  /** {@code __all__} as nearly every module writes it: one list of texts, at the margin. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "__all__ *= *\\[((?:[\\s,]|\"[\\w.]*+\"|'[\\w.]*+'|#[^\\r\\n]*+)*+)] *+(?:#.*+)?$",
          Pattern.MULTILINE);

  private static final Pattern TEXT = Pattern.compile("[\"']([\\w.]*+)[\"']|#[^\\r\\n]*+");

  private final Project project;
  private final Memo<Path, Optional<Set<String>>> plain;
  private final Memo<Scope, List<Entity>> sources;
  private final Memo<Scope, Offer> offers;
  private final Memo<Binding, Binding> bindings;

  /**
   * What star imports may bring.
   *
   * @param names of modules of the project
   * @param libraries whose names are asked of the index of libraries
   * @param isOpen whether they may bring any name, from code that cannot be read
   */
  private record Offer(Set<String> names, Set<String> libraries, boolean isOpen) {}

  StarImports(Project project) {
    this.project = project;
    this.plain = new Memo<>(project.files());
    this.sources = new Memo<>(project.files());
    this.offers = new Memo<>(project.files());
    this.bindings = new Memo<>(project.files());
  }

  /** What a scope imports everything from, in the order of the text. */
  List<Entity> sources(Scope scope) {
    return sources.get(scope, this::findSources);
  }

  private List<Entity> findSources(Scope scope) {
    List<Entity> found = new ArrayList<>();
    for (Stmt.ImportFrom from : scope.starImports()) {
      found.add(project.imported(scope.module(), from.level(), from.module()));
    }
    return List.copyOf(found);
  }

  /** The names that a star import of a module brings, where its text alone tells them. */
  Optional<Set<String>> plainNames(ModuleEntity source) {
    return source.file().flatMap(file -> plain.get(file, this::findPlain));
  }

  private Optional<Set<String>> findPlain(Path file) {
    return project.source(file).map(SourceFile::text).flatMap(StarImports::plainNames);
  }

  private static Optional<Set<String>> plainNames(String text) {
    int first = text.indexOf(ALL);
    if (first < 0 || text.indexOf(ALL, first + 1) >= 0) {
      return Optional.empty();
    }
    boolean isAtMargin = first == 0 || text.charAt(first - 1) == '\n';
    Matcher list = PLAIN.matcher(text).region(first, text.length());
    if (!isAtMargin || !list.lookingAt()) {
      return Optional.empty();
    }
    Set<String> names = new HashSet<>();
    Matcher each = TEXT.matcher(list.group(1));
    while (each.find()) {
      Optional.ofNullable(each.group(1)).ifPresent(names::add);
    }
    return Optional.of(Set.copyOf(names));
  }

  /** Whether the star imports of a scope may bring a name. */
  boolean mayBring(Scope scope, String name) {
    if (scope.starImports().isEmpty()) {
      return false;
    }
    Offer offer = offers.get(scope, this::findOffer);
    return offer.isOpen()
        || offer.names().contains(name)
        || offer.libraries().stream()
            .anyMatch(library -> project.libraries().exports(library, name) != Proof.NO);
  }

  /** The one object for a name that a scope may have by its star imports alone. */
  Binding binding(Scope scope, String name) {
    return bindings.get(Binding.ofStarImports(name, scope), binding -> binding);
  }

  private Offer findOffer(Scope scope) {
    Set<String> names = new HashSet<>();
    Set<String> libraries = new HashSet<>();
    boolean isOpen = false;
    Set<Scope> seen = new HashSet<>();
    Deque<Scope> open = new ArrayDeque<>(List.of(scope));
    while (!open.isEmpty()) {
      for (Entity source : sources(open.pop())) {
        switch (source) {
          case LibraryEntity library -> libraries.add(library.qualifiedName());
          case ModuleEntity module -> {
            Optional<Set<String>> listed = plainNames(module);
            if (listed.isPresent()) {
              names.addAll(listed.get());
            } else {
              isOpen |= !module.isReadable();
              module
                  .module()
                  .map(SourceModule::scope)
                  .filter(seen::add)
                  .ifPresent(
                      imported -> {
                        imported.bindings().forEach(binding -> names.add(binding.name()));
                        names.addAll(imported.module().listed());
                        open.push(imported);
                      });
            }
          }
          default -> isOpen = true;
        }
      }
    }
    return new Offer(Set.copyOf(names), Set.copyOf(libraries), isOpen);
  }
}
