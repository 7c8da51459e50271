package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.workspace.Once;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A class of the project. There is one object for each in the text. */
public final class ClassEntity implements Entity {

  private final SourceModule module;
  private final Stmt.ClassDef node;
  private final String qualifiedName;
  private final Scope scope;
  private final List<FunctionEntity> methods = new ArrayList<>();
  private final Once<List<Entity>> bases = new Once<>();
  private final Once<Mro> mro = new Once<>();
  private final Once<Map<String, List<AttributeSite>>> attributes = new Once<>();

  ClassEntity(SourceModule module, Stmt.ClassDef node, String qualifiedName, Scope scope) {
    this.module = module;
    this.node = node;
    this.qualifiedName = qualifiedName;
    this.scope = scope;
  }

  /** Only while the file is bound. */
  void addMethod(FunctionEntity method) {
    methods.add(method);
  }

  public SourceModule module() {
    return module;
  }

  public Stmt.ClassDef node() {
    return node;
  }

  public String name() {
    return node.name();
  }

  /** As Python has it: {@code models.net.Net}, {@code models.net.Outer.Inner}. */
  public String qualifiedName() {
    return qualifiedName;
  }

  public Scope scope() {
    return scope;
  }

  /** The functions that its own body defines, in the order of the text. */
  public List<FunctionEntity> methods() {
    return Collections.unmodifiableList(methods);
  }

  /** What its bases stand for; {@code Generic[T]} stands for {@code Generic}. */
  public List<Entity> bases() {
    return bases.get(module.ledger(), () -> node.bases().stream().map(this::base).toList());
  }

  private Entity base(Expr base) {
    return module.resolve(base instanceof Expr.Subscript generic ? generic.value() : base);
  }

  /** The classes in which its members are looked for. */
  public Mro mro() {
    if (!hasMro()) {
      Linearization.of(this);
    }
    return mro.known(module.ledger()).orElseThrow();
  }

  boolean hasMro() {
    return mro.isKnown();
  }

  /** Settles the order in which members are looked for, if nobody has. */
  void settle(Supplier<Mro> order) {
    mro.get(module.ledger(), order);
  }

  /** Whether a library's class is among those above this one, or is this one. */
  public Proof isSubclassOf(String libraryClass) {
    boolean isAbove = mro().linear().stream().anyMatch(e -> isNamed(e, libraryClass));
    if (isAbove) {
      return Proof.YES;
    }
    return mro().isComplete() ? Proof.NO : Proof.UNKNOWN;
  }

  private boolean isNamed(Entity entity, String canonicalName) {
    return switch (entity) {
      case LibraryEntity library -> library.qualifiedName().equals(canonicalName);
      // The library itself may be the project.
      case ClassEntity type ->
          module.project().libraries().canonical(type.qualifiedName).equals(canonicalName);
      default -> false;
    };
  }

  /** The method that the class's own body defines under a name. */
  public Optional<FunctionEntity> ownMethod(String name) {
    return module.project().resolver().named(scope, name).stream()
        .filter(e -> e instanceof FunctionEntity)
        .map(e -> (FunctionEntity) e)
        .filter(function -> function.owner().filter(o -> o == this).isPresent())
        .findFirst();
  }

  public MethodLookup lookup(String name) {
    return lookup(name, mro().linear());
  }

  /** What {@code super().name} finds in a method of {@code here} that runs for this class. */
  public MethodLookup lookupAfter(ClassEntity here, String name) {
    int index = mro().linear().indexOf(here);
    if (index < 0) {
      return new MethodLookup.Unknown();
    }
    return lookup(name, mro().linear().subList(index + 1, mro().linear().size()));
  }

  private MethodLookup lookup(String name, List<Entity> classes) {
    Optional<LibraryEntity> perhaps = Optional.empty();
    for (Entity entity : classes) {
      switch (entity) {
        case ClassEntity type when type.scope.binding(name).isPresent() -> {
          Optional<FunctionEntity> own = type.ownMethod(name);
          return own.isPresent() && perhaps.isEmpty()
              ? new MethodLookup.Found(own.get())
              : new MethodLookup.Unknown();
        }
        case LibraryEntity library -> {
          switch (module.project().libraries().defines(library.qualifiedName(), name)) {
            case YES -> {
              return inLibrary(perhaps.orElse(library));
            }
            case UNKNOWN -> perhaps = Optional.of(perhaps.orElse(library));
            case NO -> {}
          }
        }
        default -> {}
      }
    }
    return perhaps.isPresent() ? inLibrary(perhaps.get()) : outOfProject(new MethodLookup.Absent());
  }

  private MethodLookup inLibrary(LibraryEntity type) {
    return outOfProject(new MethodLookup.InLibrary(type));
  }

  /** Where a class above is not known, it may have the method. */
  private MethodLookup outOfProject(MethodLookup answer) {
    return mro().isComplete() ? answer : new MethodLookup.Unknown();
  }

  /** Every attribute that its own methods, or its body, assign. */
  public Set<String> attributeNames() {
    return attributes().keySet();
  }

  /** The places that assign an attribute, in the order of the text. */
  public List<AttributeSite> attributeSites(String name) {
    return attributes().getOrDefault(name, List.of());
  }

  private Map<String, List<AttributeSite>> attributes() {
    return attributes.get(module.ledger(), () -> AttributeSites.of(this));
  }

  @Override
  public String toString() {
    return qualifiedName;
  }
}
