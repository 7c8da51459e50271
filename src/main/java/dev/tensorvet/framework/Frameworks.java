package dev.tensorvet.framework;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.LibraryIndex;
import dev.tensorvet.tensor.Proof;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All libraries that are known. Immutable; safe for use by many threads. */
public final class Frameworks implements LibraryIndex {

  private static final String MODULE = "torch.nn.Module";

  private final Map<String, Role> roles = new HashMap<>();
  private final Map<String, String> homes = new HashMap<>();
  private final Set<String> modules = new HashSet<>();
  private final Set<String> exports = new HashSet<>();

  private Frameworks(List<Framework> frameworks) {
    for (Framework framework : frameworks) {
      roles.putAll(framework.roles());
      homes.putAll(framework.homes());
      modules.addAll(framework.modules());
      exports.addAll(framework.roles().keySet());
      framework
          .functions()
          .forEach((module, names) -> names.forEach(name -> exports.add(module + "." + name)));
    }
  }

  /** The libraries that tensorvet knows. */
  public static Frameworks all() {
    return new Frameworks(
        List.of(Torch.framework(), Lightning.framework(), ThirdParty.framework()));
  }

  @Override
  public String canonical(String qualifiedName) {
    int dot = qualifiedName.lastIndexOf('.');
    if (dot < 0) {
      return qualifiedName;
    }
    String home = homes.get(qualifiedName.substring(0, dot));
    return home == null ? qualifiedName : home + qualifiedName.substring(dot);
  }

  @Override
  public boolean exports(String module, String name) {
    return exports.contains(canonical(module + "." + name));
  }

  @Override
  public boolean knows(String module) {
    return modules.contains(module) || homes.containsKey(module);
  }

  @Override
  public Optional<List<String>> superclasses(String qualifiedClass) {
    if (qualifiedClass.startsWith("builtins.")
        || qualifiedClass.startsWith("typing.")
        || qualifiedClass.startsWith("abc.")
        || qualifiedClass.startsWith("enum.")) {
      return Optional.of(List.of());
    }
    return role(qualifiedClass)
        .map(
            role ->
                role.isModule() && !qualifiedClass.equals(MODULE) ? List.of(MODULE) : List.of());
  }

  /** What objects of a class are for, by the class's canonical name. */
  public Optional<Role> role(String qualifiedName) {
    return Optional.ofNullable(roles.get(qualifiedName));
  }

  /** Whether a canonical name is that of a class, as far as names tell. */
  public boolean isClass(String qualifiedName) {
    int dot = qualifiedName.lastIndexOf('.');
    return dot + 1 < qualifiedName.length()
        && Character.isUpperCase(qualifiedName.charAt(dot + 1));
  }

  /** Whether a class of the project is a module. */
  public Proof isModule(ClassEntity type) {
    for (Entity entity : type.mro().linear()) {
      if (entity instanceof LibraryEntity library
          && role(library.qualifiedName()).filter(Role::isModule).isPresent()) {
        return Proof.YES;
      }
    }
    return type.mro().isComplete() ? Proof.NO : Proof.UNKNOWN;
  }
}
