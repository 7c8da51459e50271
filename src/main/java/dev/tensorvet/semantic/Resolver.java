package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.workspace.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What names stand for, followed through imports, aliases and star imports of any number of files.
 *
 * <p>Modules import each other in circles, so a question may come back to itself; there it is cut
 * and the name is unknown. An answer below such a cut depends on where the question began, so it is
 * kept only for that one question; every other answer is kept for good. That way neither the order
 * of the questions nor the number of threads shows in an answer.
 */
final class Resolver {

  /** How many names lead to one another at most; code that people write needs a handful. */
  private static final int DEEPEST = 64;

  private static final UnknownEntity UNKNOWN = new UnknownEntity();

  /**
   * An answer that holds whoever asks.
   *
   * @param entity empty when the scope gives the name no meaning; with the files it rests on
   * @param height how many names it was led through
   */
  record Settled(Kept<Optional<Entity>> entity, int height) {}

  private final Project project;
  private final StarImports stars;

  Resolver(Project project) {
    this.project = project;
    this.stars = new StarImports(project);
  }

  /** What a name or dotted name stands for at its place in the text. */
  Entity resolve(SourceModule module, Expr expr) {
    return new Question().resolve(module, expr);
  }

  /** What a name stands for in a scope itself; empty when the scope gives it no meaning. */
  Optional<Entity> named(Scope scope, String name) {
    return new Question().named(scope, name);
  }

  /** What a name stands for by the star imports of a scope, where the scope does not bind it. */
  Optional<Entity> starImported(Scope scope, String name) {
    return new Question().byStarImport(scope, name);
  }

  /** What a member of something stands for; unknown when it has none of that name. */
  Entity member(Entity owner, String name) {
    return new Question().member(owner, name);
  }

  /** What one import brings. */
  Entity imported(SourceModule module, Node.Alias alias) {
    return new Question().ofImport(alias, module);
  }

  /** One question with all that it leads to. */
  private final class Question {

    // Most questions are settled: what only the others need takes no room before they do.
    private final List<Binding> open = new ArrayList<>(0);
    private Map<Binding, Optional<Entity>> belowCut = Map.of();

    /** How often an answer was cut short. */
    private int cuts;

    /** The most names open at once since the last name was begun. */
    private int highest;

    Entity resolve(SourceModule module, Expr expr) {
      if (expr instanceof Expr.Name name) {
        return visible(module.names().at(name), name.name());
      }
      if (expr instanceof Expr.Attribute attribute) {
        Entity owner = resolve(module, attribute.value());
        return isDeadEnd(owner) ? UNKNOWN : member(owner, attribute.name());
      }
      return UNKNOWN;
    }

    private static boolean isDeadEnd(Entity entity) {
      return entity instanceof VariableEntity
          || entity instanceof FunctionEntity
          || entity instanceof UnknownEntity;
    }

    private Entity visible(Scope from, String name) {
      Optional<Binding> binding = from.visible(name);
      if (binding.isPresent()) {
        return named(binding.get());
      }
      Optional<Entity> starImported = starImported(from.root(), name);
      if (starImported.isPresent() && !(starImported.get() instanceof UnknownEntity)) {
        return starImported.get();
      }
      return Builtins.has(name) ? new LibraryEntity("builtins." + name) : UNKNOWN;
    }

    private Entity member(Entity owner, String name) {
      return switch (owner) {
        case ModuleEntity module -> member(module, name);
        case LibraryEntity library -> project.library(library.qualifiedName() + "." + name);
        case ClassEntity type -> named(type.scope(), name).orElse(UNKNOWN);
        case FunctionEntity function -> UNKNOWN;
        case VariableEntity variable -> UNKNOWN;
        case UnknownEntity unknown -> UNKNOWN;
      };
    }

    /** A name of the module's own, or a module below it. */
    private Entity member(ModuleEntity owner, String name) {
      Optional<Entity> own = owner.module().flatMap(code -> named(code.scope(), name));
      if (own.isPresent() && !(own.get() instanceof UnknownEntity)) {
        return own.get();
      }
      Optional<ModuleEntity> below = project.submodule(owner, name);
      return below.isPresent() ? below.get() : own.orElse(UNKNOWN);
    }

    Optional<Entity> named(Scope scope, String name) {
      Optional<Binding> binding = scope.binding(name);
      return binding.isPresent() ? Optional.of(named(binding.get())) : starImported(scope, name);
    }

    private Entity named(Binding binding) {
      return binding.isVariable() ? new VariableEntity(binding) : meaning(binding).orElse(UNKNOWN);
    }

    /** What a name that the scope does not bind stands for by its star imports. */
    private Optional<Entity> starImported(Scope scope, String name) {
      return stars.mayBring(scope, name) ? meaning(stars.binding(scope, name)) : Optional.empty();
    }

    private Optional<Entity> meaning(Binding binding) {
      Optional<Settled> known = binding.meaning();
      if (known.isPresent() && open.size() + known.get().height() <= DEEPEST) {
        highest = Math.max(highest, open.size() + known.get().height());
        return project.files().hand(known.get().entity());
      }
      Optional<Entity> cutBefore = belowCut.getOrDefault(binding, Optional.empty());
      if (cutBefore.isPresent()) {
        cuts++;
        return cutBefore;
      }
      if (known.isPresent() || open.size() == DEEPEST || open.contains(binding)) {
        cuts++;
        return Optional.of(UNKNOWN);
      }
      return answer(binding);
    }

    private Optional<Entity> answer(Binding binding) {
      open.add(binding);
      int cutsBefore = cuts;
      int highestBefore = highest;
      highest = open.size();
      Kept<Optional<Entity>> entity = project.files().keep(() -> find(binding));
      open.removeLast();
      if (cuts == cutsBefore) {
        binding.settle(new Settled(entity, highest - open.size()));
      } else {
        if (belowCut.isEmpty()) {
          belowCut = new HashMap<>();
        }
        belowCut.put(binding, entity.value());
      }
      highest = Math.max(highest, highestBefore);
      return project.files().hand(entity);
    }

    // --- bindings

    private Optional<Entity> find(Binding binding) {
      return binding.sites().isEmpty()
          ? byStarImport(binding.scope(), binding.name())
          : Optional.of(ofSites(binding));
    }

    private Entity ofSites(Binding binding) {
      List<BindingSite> sites = binding.sites().stream().filter(Resolver::givesValue).toList();
      if (sites.size() == 1) {
        return ofOnly(sites.getFirst(), binding);
      }
      if (sites.isEmpty() || !sites.stream().allMatch(Resolver::mayDefine)) {
        return new VariableEntity(binding);
      }
      SourceModule module = binding.scope().module();
      if (sites.stream().allMatch(s -> s.kind() == BindingSite.Kind.FUNCTION)) {
        return Alternatives.areInOneBlock(sites, module.tree())
            ? definition(Alternatives.getterOrLast(sites), module)
            : new VariableEntity(binding);
      }
      List<Entity> entities = sites.stream().map(site -> ofSite(site, binding)).toList();
      if (entities.stream().distinct().count() == 1) {
        return entities.getFirst();
      }
      return Alternatives.preferred(sites, module.tree()).stream()
          .map(site -> entities.get(sites.indexOf(site)))
          .filter(this::isKnown)
          .findFirst()
          .orElse(new VariableEntity(binding));
    }

    /** The only value that a name is ever given; one that began as nothing may still be nothing. */
    private Entity ofOnly(BindingSite site, Binding binding) {
      boolean isConstant =
          site.kind() != BindingSite.Kind.ASSIGNMENT || binding.sites().size() == 1;
      return isConstant ? ofSite(site, binding) : new VariableEntity(binding);
    }

    private Entity ofSite(BindingSite site, Binding binding) {
      SourceModule module = binding.scope().module();
      return switch (site.kind()) {
        case FUNCTION, CLASS -> definition(site, module);
        case IMPORT -> ofImport((Node.Alias) site.node(), module);
        case ASSIGNMENT -> ofAlias(site, binding);
        default -> new VariableEntity(binding);
      };
    }

    private static Entity definition(BindingSite site, SourceModule module) {
      return module.names().definition(site.node()).orElseThrow();
    }

    /** {@code Conv = nn.Conv2d} */
    private Entity ofAlias(BindingSite site, Binding binding) {
      boolean isStatement =
          site.node() instanceof Stmt.Assign || site.node() instanceof Stmt.AnnAssign;
      if (!isStatement || site.value().isEmpty()) {
        return new VariableEntity(binding);
      }
      Entity value = resolve(binding.scope().module(), site.value().get());
      return value instanceof VariableEntity || value instanceof UnknownEntity
          ? new VariableEntity(binding)
          : value;
    }

    private Entity ofImport(Node.Alias alias, SourceModule module) {
      Optional<Stmt.ImportFrom> from = module.names().importOf(alias);
      if (from.isEmpty()) {
        return alias.asName().isPresent()
            ? project.imported(module, 0, alias.name())
            : project.importedTop(module, alias.name());
      }
      Entity source = project.imported(module, from.get().level(), from.get().module());
      if (source instanceof ModuleEntity own && own.isOf(module)) {
        // A package that imports from itself can only mean a module below it.
        return project.submodule(own, alias.name()).<Entity>map(m -> m).orElse(UNKNOWN);
      }
      Entity member = member(source, alias.name());
      boolean isShadowed =
          member instanceof UnknownEntity
              && from.get().level() == 0
              && project.libraries().isLibrary(Dotted.first(from.get().module()));
      return isShadowed ? project.library(from.get().module() + "." + alias.name()) : member;
    }

    private boolean isKnown(Entity entity) {
      return switch (entity) {
        case LibraryEntity library ->
            project.libraries().isLibrary(Dotted.first(library.qualifiedName()));
        case VariableEntity variable -> false;
        case UnknownEntity unknown -> false;
        case ClassEntity type -> true;
        case FunctionEntity function -> true;
        case ModuleEntity module -> true;
      };
    }

    // --- star imports

    /** The last import that surely brings the name; unknown when one may that cannot be read. */
    private Optional<Entity> byStarImport(Scope scope, String name) {
      boolean mayBring = false;
      for (Entity source : stars.sources(scope).reversed()) {
        Optional<Entity> found =
            switch (source) {
              case ModuleEntity module -> byStarImport(module, name);
              case LibraryEntity library -> byStarImport(library, name);
              default -> Optional.of(UNKNOWN);
            };
        if (found.isPresent() && !(found.get() instanceof UnknownEntity)) {
          return found;
        }
        mayBring |= found.isPresent();
      }
      return mayBring ? Optional.of(UNKNOWN) : Optional.empty();
    }

    private Optional<Entity> byStarImport(ModuleEntity source, String name) {
      Optional<Set<String>> listed = stars.plainNames(source);
      if (listed.isPresent()) {
        return listed.get().contains(name) ? Optional.of(member(source, name)) : Optional.empty();
      }
      Optional<SourceModule> code = source.module();
      if (code.isEmpty()) {
        return source.isReadable() ? Optional.empty() : Optional.of(UNKNOWN);
      }
      return switch (code.get().exports(name)) {
        case NO -> Optional.empty();
        case YES -> Optional.of(member(source, name));
        case UNKNOWN -> named(code.get().scope(), name);
      };
    }

    private Optional<Entity> byStarImport(LibraryEntity source, String name) {
      String module = source.qualifiedName();
      return switch (project.libraries().exports(module, name)) {
        case NO -> Optional.empty();
        case YES -> Optional.of(project.library(module + "." + name));
        case UNKNOWN -> Optional.of(UNKNOWN);
      };
    }
  }

  private static boolean givesValue(BindingSite site) {
    return switch (site.kind()) {
      case DELETE, ANNOTATION -> false;
      case ASSIGNMENT -> site.value().filter(v -> v instanceof Expr.NoneLiteral).isEmpty();
      default -> true;
    };
  }

  private static boolean mayDefine(BindingSite site) {
    return switch (site.kind()) {
      case IMPORT, FUNCTION, CLASS, ASSIGNMENT -> true;
      default -> false;
    };
  }
}
