package dev.tensorvet.framework;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.LibraryIndex;
import dev.tensorvet.tensor.Proof;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** All libraries that are known. Immutable; safe for use by many threads. */
public final class Frameworks implements LibraryIndex {

  /** One name leads to the next at most so often. */
  private static final int MOST_REWRITES = 4;

  /** A library whose table is made when a name of it is met. */
  private static final class Library {

    private final Supplier<Framework> maker;
    private volatile Optional<Framework> table = Optional.empty();

    private Library(Supplier<Framework> maker) {
      this.maker = maker;
    }

    Framework table() {
      Optional<Framework> known = table;
      if (known.isEmpty()) {
        known = Optional.of(maker.get());
        table = known;
      }
      return known.get();
    }
  }

  private final Map<String, Library> byTopLevel = new HashMap<>();

  private Frameworks() {}

  /** The libraries that tensorvet knows. */
  public static Frameworks all() {
    return new Frameworks()
        .with(Python.MODULES, Python::framework)
        .with("torch functorch", Torch::framework)
        .with("torchvision", Torchvision::framework)
        .with("lightning pytorch_lightning lightning_fabric", Lightning::framework)
        .with("accelerate", Accelerate::framework)
        .with("transformers trl peft diffusers", Transformers::framework)
        .with("deepspeed", DeepSpeed::framework)
        .with("timm", Timm::framework)
        .with("torch_geometric", TorchGeometric::framework)
        .with(Keras.TOP_LEVEL, Keras::framework)
        .with(Jax.TOP_LEVEL, Jax::framework)
        .with(ThirdParty.TOP_LEVEL, ThirdParty::framework);
  }

  private Frameworks with(String topLevelModules, Supplier<Framework> maker) {
    Library library = new Library(maker);
    Framework.words(topLevelModules).forEach(name -> byTopLevel.put(name, library));
    return this;
  }

  private static String top(String qualifiedName) {
    int dot = qualifiedName.indexOf('.');
    return dot < 0 ? qualifiedName : qualifiedName.substring(0, dot);
  }

  private Optional<Framework> framework(String qualifiedName) {
    return Optional.ofNullable(byTopLevel.get(top(qualifiedName))).map(Library::table);
  }

  @Override
  public boolean isLibrary(String topLevelModule) {
    return byTopLevel.containsKey(topLevelModule);
  }

  // --- names

  @Override
  public String canonical(String qualifiedName) {
    String name = qualifiedName;
    for (int i = 0; i < MOST_REWRITES; i++) {
      Library library = byTopLevel.get(top(name));
      String next = library == null ? name : rewritten(name, library.table());
      if (next.equals(name)) {
        break;
      }
      name = next;
    }
    return name;
  }

  private static String rewritten(String name, Framework framework) {
    if (framework.homes().containsKey(name)) {
      return name;
    }
    for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
      String prefix = name.substring(0, end);
      String alias = framework.aliases().get(prefix);
      if (alias != null) {
        return alias + name.substring(end);
      }
      String home = framework.homes().get(prefix);
      if (home != null) {
        return home + name.substring(end);
      }
      String classHome = framework.classHomes().get(prefix);
      int type = classHome == null ? name.length() : classFrom(name, end);
      if (type < name.length()) {
        return classHome + name.substring(type);
      }
    }
    return name;
  }

  /** Where the first class of a dotted name begins, from a dot on, with the dot before it. */
  private static int classFrom(String name, int from) {
    for (int dot = from; dot >= 0 && dot + 1 < name.length(); dot = name.indexOf('.', dot + 1)) {
      if (Character.isUpperCase(name.charAt(dot + 1))) {
        return dot;
      }
    }
    return name.length();
  }

  @Override
  public Proof exports(String module, String name) {
    Optional<Framework> framework = framework(module);
    if (name.startsWith("_")) {
      return Proof.NO;
    }
    if (framework.isEmpty()) {
      return Proof.UNKNOWN;
    }
    String canonical = canonical(module + "." + name);
    int dot = canonical.lastIndexOf('.');
    boolean isListed =
        lists(module, name) || lists(canonical.substring(0, dot), canonical.substring(dot + 1));
    if (isListed) {
      return Proof.YES;
    }
    return framework.get().complete().contains(module) ? Proof.NO : Proof.UNKNOWN;
  }

  private boolean lists(String module, String name) {
    return framework(module).filter(f -> f.lists(module, name)).isPresent();
  }

  // --- classes

  @Override
  public Optional<List<String>> superclasses(String qualifiedClass) {
    Optional<Framework> framework = framework(qualifiedClass);
    if (framework.isEmpty()) {
      return Optional.empty();
    }
    List<String> listed = framework.get().superclasses().get(qualifiedClass);
    if (listed != null) {
      return Optional.of(listed);
    }
    Optional<Role> role = role(qualifiedClass);
    if (role.isEmpty()) {
      boolean isPlain = framework.get().withoutModules().contains(top(qualifiedClass));
      return isPlain ? Optional.of(List.of()) : Optional.empty();
    }
    return superclasses(role.get());
  }

  private static Optional<List<String>> superclasses(Role role) {
    return switch (role) {
      case MODULE, CONTAINER, LOSS, LIGHTNING_MODULE -> Optional.of(List.of(Framework.MODULE));
      case OPTIMIZER -> Optional.of(List.of(Framework.OPTIMIZER));
      case SCHEDULER -> Optional.of(List.of(Framework.SCHEDULER));
      case DATASET -> Optional.of(List.of(Framework.DATASET));
      // Some transforms are modules, and others are not.
      case TRANSFORM -> Optional.empty();
      case LOSS_FUNCTION,
          GRAD_SCALER,
          LOADER,
          SAMPLER,
          PARAMETER,
          DATA_MODULE,
          TRAINER,
          ACCELERATOR,
          ENGINE,
          AUTOGRAD_FUNCTION ->
          Optional.of(List.of());
    };
  }

  @Override
  public Proof defines(String qualifiedClass, String member) {
    Set<String> listed =
        framework(qualifiedClass).map(f -> f.members().get(qualifiedClass)).orElse(Set.of());
    if (listed.contains(member)) {
      return Proof.YES;
    }
    return listed.isEmpty() || member.startsWith("_") ? Proof.UNKNOWN : Proof.NO;
  }

  /** What objects of a class, or the results of a function, are for, by its canonical name. */
  public Optional<Role> role(String qualifiedName) {
    Optional<Framework> framework = framework(qualifiedName);
    if (framework.isEmpty()) {
      return Optional.empty();
    }
    Role listed = framework.get().roles().get(qualifiedName);
    if (listed != null) {
      return Optional.of(listed);
    }
    for (Map.Entry<Pattern, Role> entry : framework.get().rolePatterns().entrySet()) {
      if (entry.getKey().matcher(qualifiedName).matches()) {
        return Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }

  /** Whether a canonical name is that of a class, as far as names tell. */
  public boolean isClass(String qualifiedName) {
    int dot = qualifiedName.lastIndexOf('.');
    return dot + 1 < qualifiedName.length() && Character.isUpperCase(qualifiedName.charAt(dot + 1));
  }

  /** Whether a class of the project is a module. */
  public Proof isModule(ClassEntity type) {
    for (Entity entity : type.mro().linear()) {
      boolean isModule =
          switch (entity) {
            case LibraryEntity library -> isModule(library.qualifiedName());
            // The library itself may be the project, with the base of all modules in it.
            case ClassEntity own ->
                Framework.MODULE.endsWith(own.name())
                    && canonical(own.qualifiedName()).equals(Framework.MODULE);
            default -> false;
          };
      if (isModule) {
        return Proof.YES;
      }
    }
    return type.mro().isComplete() ? Proof.NO : Proof.UNKNOWN;
  }

  private boolean isModule(String qualifiedClass) {
    return role(qualifiedClass).filter(Role::isModule).isPresent();
  }
}
