package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A class of the project. There is one object for each in the text. */
public final class ClassEntity implements Entity {

  private final SourceModule module;
  private final Stmt.ClassDef node;
  private volatile Optional<Mro> mro = Optional.empty();
  private volatile Optional<Map<String, List<AttributeSite>>> attributes = Optional.empty();

  ClassEntity(SourceModule module, Stmt.ClassDef node) {
    this.module = module;
    this.node = node;
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

  public String qualifiedName() {
    return module.name() + "." + node.name();
  }

  /** What its bases stand for; {@code Generic[T]} stands for {@code Generic}. */
  public List<Entity> bases() {
    List<Entity> bases = new ArrayList<>();
    for (Expr base : node.bases()) {
      bases.add(module.resolve(base instanceof Expr.Subscript generic ? generic.value() : base));
    }
    return List.copyOf(bases);
  }

  public Mro mro() {
    Optional<Mro> known = mro;
    if (known.isEmpty()) {
      known = Optional.of(Linearization.of(this));
      mro = known;
    }
    return known.get();
  }

  /** Whether a library's class is among those above this one. */
  public Proof isSubclassOf(String libraryClass) {
    boolean isAbove =
        mro().linear().stream()
            .anyMatch(e -> e instanceof LibraryEntity l && l.qualifiedName().equals(libraryClass));
    if (isAbove) {
      return Proof.YES;
    }
    return mro().isComplete() ? Proof.NO : Proof.UNKNOWN;
  }

  /** The method that the class's own body defines under a name: the last one, if several. */
  public Optional<FunctionEntity> ownMethod(String name) {
    return scope()
        .binding(name)
        .map(b -> b.sites().getLast())
        .filter(site -> site.kind() == BindingSite.Kind.FUNCTION)
        .flatMap(site -> firstOfProperty(name, site))
        .map(module::function);
  }

  /** A property is its getter, though setters of the same name follow. */
  private Optional<Node> firstOfProperty(String name, BindingSite last) {
    if (last.node() instanceof Stmt.FunctionDef def
        && def.decorators().stream().anyMatch(ClassEntity::isAccessor)) {
      return scope().binding(name).map(b -> b.sites().getFirst().node());
    }
    return Optional.of(last.node());
  }

  private static boolean isAccessor(Expr decorator) {
    return decorator instanceof Expr.Attribute a
        && (a.name().equals("setter") || a.name().equals("deleter"));
  }

  private Scope scope() {
    return module.scopeOf(node).orElseThrow();
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
    for (Entity entity : classes) {
      if (entity instanceof ClassEntity type) {
        Optional<FunctionEntity> own = type.ownMethod(name);
        if (own.isPresent()) {
          return new MethodLookup.Found(own.get());
        }
        if (type.scope().binding(name).isPresent()) {
          return new MethodLookup.Unknown();
        }
      } else if (entity instanceof LibraryEntity library && !isObject(library)) {
        return new MethodLookup.InLibrary(library);
      }
    }
    return mro().isComplete() ? new MethodLookup.Absent() : new MethodLookup.Unknown();
  }

  private static boolean isObject(LibraryEntity library) {
    return Set.of("builtins.object", "typing.Generic", "typing.Protocol", "abc.ABC")
        .contains(library.qualifiedName());
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
    Optional<Map<String, List<AttributeSite>>> known = attributes;
    if (known.isEmpty()) {
      known = Optional.of(collect());
      attributes = known;
    }
    return known.get();
  }

  private Map<String, List<AttributeSite>> collect() {
    Map<String, List<AttributeSite>> sites = new LinkedHashMap<>();
    for (Stmt statement : node.body()) {
      if (statement instanceof Stmt.Assign assign) {
        for (Expr target : assign.targets()) {
          if (target instanceof Expr.Name name) {
            put(sites, name.name(), Optional.empty(), assign, Optional.of(assign.value()));
          }
        }
      } else if (statement instanceof Stmt.AnnAssign assign
          && assign.target() instanceof Expr.Name name) {
        put(sites, name.name(), Optional.empty(), assign, assign.value());
      }
    }
    for (FunctionEntity method : module.functions()) {
      if (method.owner().filter(o -> o == this).isPresent()) {
        method.selfName().ifPresent(self -> collect(method, self, sites));
      }
    }
    return sites;
  }

  private static void collect(
      FunctionEntity method, String self, Map<String, List<AttributeSite>> to) {
    Tree.walk(
        method.node(),
        n -> {
          switch (n) {
            case Stmt.Assign s ->
                s.targets().forEach(t -> target(t, Optional.of(s.value()), s, method, self, to));
            case Stmt.AnnAssign s -> target(s.target(), s.value(), s, method, self, to);
            case Stmt.AugAssign s -> target(s.target(), Optional.empty(), s, method, self, to);
            case Stmt.For s -> target(s.target(), Optional.empty(), s, method, self, to);
            case Node.WithItem s ->
                s.target().ifPresent(t -> target(t, Optional.empty(), s, method, self, to));
            case Expr.Call call -> setattr(call, method, self, to);
            default -> {}
          }
        });
  }

  private static void target(
      Expr target,
      Optional<Expr> value,
      Node site,
      FunctionEntity method,
      String self,
      Map<String, List<AttributeSite>> to) {
    switch (target) {
      case Expr.Attribute a when a.value() instanceof Expr.Name n && n.name().equals(self) ->
          put(to, a.name(), Optional.of(method), site, value);
      case Expr.Tuple tuple -> several(tuple.elements(), value, site, method, self, to);
      case Expr.ListExpr list -> several(list.elements(), value, site, method, self, to);
      case Expr.Starred starred ->
          target(starred.value(), Optional.empty(), site, method, self, to);
      default -> {}
    }
  }

  /** {@code self.a, self.b = x, y} gives each its own value. */
  private static void several(
      List<Expr> targets,
      Optional<Expr> value,
      Node site,
      FunctionEntity method,
      String self,
      Map<String, List<AttributeSite>> to) {
    boolean isPaired =
        value.isPresent()
            && value.get() instanceof Expr.Tuple tuple
            && tuple.elements().size() == targets.size()
            && tuple.elements().stream().noneMatch(e -> e instanceof Expr.Starred)
            && targets.stream().noneMatch(e -> e instanceof Expr.Starred);
    for (int i = 0; i < targets.size(); i++) {
      Optional<Expr> each =
          isPaired && value.get() instanceof Expr.Tuple tuple
              ? Optional.of(tuple.elements().get(i))
              : Optional.empty();
      target(targets.get(i), each, site, method, self, to);
    }
  }

  private static void setattr(
      Expr.Call call, FunctionEntity method, String self, Map<String, List<AttributeSite>> to) {
    boolean isOfSelf =
        call.callee() instanceof Expr.Name function
            && function.name().equals("setattr")
            && call.arguments().size() == 3
            && call.arguments().getFirst() instanceof Expr.Name object
            && object.name().equals(self);
    if (isOfSelf && call.arguments().get(1) instanceof Expr.StringLiteral name) {
      put(to, name.value(), Optional.of(method), call, Optional.of(call.arguments().get(2)));
    }
  }

  private static void put(
      Map<String, List<AttributeSite>> to,
      String name,
      Optional<FunctionEntity> method,
      Node site,
      Optional<Expr> value) {
    to.computeIfAbsent(name, n -> new ArrayList<>(1)).add(new AttributeSite(method, site, value));
  }

  @Override
  public String toString() {
    return qualifiedName();
  }
}
