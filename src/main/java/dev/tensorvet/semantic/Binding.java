package dev.tensorvet.semantic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A name of a scope. A scope has one for each name: two are equal if they are of the same scope.
 * Filled by the {@link Binder}.
 */
public final class Binding {

  private final String name;
  private final Scope scope;
  private final boolean isOfStarImports;
  private List<BindingSite> sites = List.of();

  /** What it stands for, once that is known: kept here, where it takes no table to find it. */
  private volatile Optional<Resolver.Settled> meaning = Optional.empty();

  private Binding(String name, Scope scope, boolean isOfStarImports) {
    this.name = name;
    this.scope = scope;
    this.isOfStarImports = isOfStarImports;
  }

  Binding(String name, Scope scope) {
    this(name, scope, false);
  }

  /** A name that a scope may have by its star imports alone. */
  static Binding ofStarImports(String name, Scope scope) {
    return new Binding(name, scope, true);
  }

  public String name() {
    return name;
  }

  public Scope scope() {
    return scope;
  }

  /** Every place that gives it a value, in the order of the text. */
  public List<BindingSite> sites() {
    return sites;
  }

  /** Whether the look of these places alone shows that it is a variable. */
  public boolean isVariable() {
    if (isOfStarImports) {
      return false;
    }
    for (BindingSite site : sites) {
      if (site.mayNameThing()) {
        return false;
      }
    }
    return true;
  }

  Optional<Resolver.Settled> meaning() {
    return meaning;
  }

  void settle(Resolver.Settled answer) {
    meaning = Optional.of(answer);
  }

  void forget() {
    meaning = Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Binding binding && binding.scope == scope && binding.name.equals(name);
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(scope) + name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }

  // --- while it is filled

  // Most have one site: no list that can grow for each of them.
  void add(BindingSite site) {
    switch (sites.size()) {
      case 0 -> sites = List.of(site);
      case 1 -> sites = new ArrayList<>(List.of(sites.getFirst(), site));
      default -> sites.add(site);
    }
  }

  void freeze() {
    if (sites.size() > 1) {
      sites.sort((a, b) -> Integer.compare(a.node().start(), b.node().start()));
      sites = List.copyOf(sites);
    }
  }
}
