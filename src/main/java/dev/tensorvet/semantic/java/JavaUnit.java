package dev.tensorvet.semantic.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.nodeTypes.NodeWithTypeParameters;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import dev.tensorvet.finding.Place;
import dev.tensorvet.frontend.java.JavaTree;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Java file with what its names mean. Serves one thread. */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
public final class JavaUnit {

  private final SourceModule module;
  private final JavaProject project;
  private final JavaTree tree;
  private final String packageName;
  private final Map<String, String> imports = new HashMap<>();
  private final Map<String, String> staticImports = new HashMap<>();
  private final List<String> onDemand = new ArrayList<>();
  private final Map<String, TypeDeclaration<?>> types = new LinkedHashMap<>();
  private final JavaTypes typing;

  private JavaUnit(SourceModule module, JavaProject project, JavaTree tree) {
    this.module = module;
    this.project = project;
    this.tree = tree;
    this.packageName = unit().getPackageDeclaration().map(p -> p.getNameAsString()).orElse("");
    unit().getImports().forEach(this::add);
    unit().getTypes().forEach(type -> add(type, packageName));
    this.typing = new JavaTypes(this);
  }

  static Optional<JavaUnit> of(SourceModule module, JavaProject project) {
    return module.parsed().foreign().isPresent()
            && module.parsed().foreign().get() instanceof JavaTree tree
        ? Optional.of(new JavaUnit(module, project, tree))
        : Optional.empty();
  }

  private void add(ImportDeclaration imported) {
    String name = imported.getNameAsString();
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (imported.isAsterisk()) {
      onDemand.add(name);
    } else {
      (imported.isStatic() ? staticImports : imports).put(last, name);
    }
  }

  private void add(TypeDeclaration<?> type, String outer) {
    String name = outer.isEmpty() ? type.getNameAsString() : outer + "." + type.getNameAsString();
    types.put(name, type);
    type.getMembers().forEach(member -> member.ifTypeDeclaration(inner -> add(inner, name)));
  }

  public SourceModule module() {
    return module;
  }

  public JavaProject project() {
    return project;
  }

  public CompilationUnit unit() {
    return tree.unit();
  }

  public String packageName() {
    return packageName;
  }

  /** All types that the file declares by name, an outer one before its inner ones. */
  public List<TypeDeclaration<?>> types() {
    return List.copyOf(types.values());
  }

  Optional<TypeDeclaration<?>> declared(String qualifiedName) {
    return Optional.ofNullable(types.get(qualifiedName));
  }

  public Span span(Node node) {
    return tree.span(node);
  }

  public Place place(Node node) {
    return new Place(module.file(), span(node));
  }

  /** A node as it stands in the text, its white space made one blank each. */
  public String text(Node node) {
    return module.file().text(span(node)).replaceAll("\\s+", " ");
  }

  // --- types

  /** The qualified name of a class or interface that a type stands for. */
  public Optional<String> name(Type type) {
    return type instanceof ClassOrInterfaceType named
        ? typeName(named.getNameWithScope(), type)
        : Optional.empty();
  }

  /** The qualified name of what a type's name stands for at a place. */
  public Optional<String> typeName(String written, Node at) {
    int dot = written.indexOf('.');
    String first = dot < 0 ? written : written.substring(0, dot);
    String rest = dot < 0 ? "" : written.substring(dot);
    Optional<String> found = simpleName(first, at).map(name -> name + rest);
    boolean isPackage = !first.isEmpty() && Character.isLowerCase(first.charAt(0));
    return found.isEmpty() && isPackage && dot > 0 ? Optional.of(written) : found;
  }

  private Optional<String> simpleName(String name, Node at) {
    for (Optional<Node> around = Optional.of(at); around.isPresent(); ) {
      Node node = around.get();
      if (node instanceof NodeWithTypeParameters<?> generic
          && generic.getTypeParameters().stream().anyMatch(p -> p.getNameAsString().equals(name))) {
        return Optional.empty();
      }
      if (node instanceof TypeDeclaration<?> type) {
        Optional<String> inner = inner(type, name);
        if (inner.isPresent()) {
          return inner;
        }
      }
      around = node.getParentNode();
    }
    if (imports.containsKey(name)) {
      return Optional.ofNullable(imports.get(name));
    }
    String beside = packageName.isEmpty() ? name : packageName + "." + name;
    if (types.containsKey(beside) || project.type(beside, this).isPresent()) {
      return Optional.of(beside);
    }
    List<String> known =
        onDemand.stream()
            .map(prefix -> prefix + "." + name)
            .filter(full -> project.library().hasType(full) || project.type(full, this).isPresent())
            .toList();
    return known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty();
  }

  private Optional<String> inner(TypeDeclaration<?> type, String name) {
    if (type.getNameAsString().equals(name)) {
      return qualifiedName(type);
    }
    return qualifiedName(type).map(q -> q + "." + name).filter(types::containsKey);
  }

  /** The qualified name of a type that the file declares. */
  public Optional<String> qualifiedName(TypeDeclaration<?> type) {
    return types.entrySet().stream()
        .filter(entry -> entry.getValue() == type)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** What an import of a static member names, {@code a.b.Type.member}. */
  Optional<String> staticImport(String member) {
    return Optional.ofNullable(staticImports.get(member));
  }

  /** The qualified names of a class and of all above it, as far as the project tells them. */
  public List<String> supertypes(TypeDeclaration<?> type) {
    List<String> all = new ArrayList<>();
    addSupertypes(new JavaProject.Declared(this, type), all);
    return all;
  }

  private static void addSupertypes(JavaProject.Declared of, List<String> to) {
    if (!(of.type() instanceof ClassOrInterfaceDeclaration declared)) {
      return;
    }
    List<ClassOrInterfaceType> above = new ArrayList<>(declared.getExtendedTypes());
    above.addAll(declared.getImplementedTypes());
    for (ClassOrInterfaceType type : above) {
      Optional<String> name = of.unit().name(type);
      if (name.isPresent() && !to.contains(name.get())) {
        to.add(name.get());
        of.unit().project.type(name.get(), of.unit()).ifPresent(next -> addSupertypes(next, to));
      }
    }
  }

  /** The type of an expression, as far as declarations tell it. */
  public Optional<String> type(Expression expression) {
    return typing.of(expression);
  }

  /** The type of a variable. */
  public Optional<String> type(VariableDeclarator declarator) {
    return typing.of(declarator);
  }

  /** The variable that a declarator declares. */
  public JavaVariable variable(VariableDeclarator declarator) {
    return typing.variable(declarator);
  }

  /** What declares the variable that a name stands for at its place. */
  public Optional<JavaVariable> variable(Expression name) {
    return typing.variable(name);
  }

  /** The type that a name stands for, when it is no variable's: {@code Model} in a static call. */
  public Optional<String> staticType(Expression scope) {
    return typing.staticType(scope);
  }
}
