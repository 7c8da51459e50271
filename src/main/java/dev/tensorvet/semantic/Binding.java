package dev.tensorvet.semantic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A name of a scope. A scope has one for each name: two are equal if they are of the same scope.
 */
public final class Binding {

  private final String name;
  private final Scope scope;
  private final List<BindingSite> sites;
  private final boolean isVariable;

  /** What it stands for, once that is known: kept here, where it takes no table to find it. */
  private volatile Optional<Resolver.Settled> meaning = Optional.empty();

  private Binding(String name, Scope scope, List<BindingSite> sites, boolean isVariable) {
    this.name = name;
    this.scope = scope;
    this.sites = List.copyOf(sites);
    this.isVariable = isVariable;
  }

  public String name() {
    return name;
  }

  /** A name that a scope may have by its star imports alone. */
  static Binding ofStarImports(String name, Scope scope) {
    return new Binding(name, scope, List.of(), false);
  }

  // A project has a million of them: no stream for each.
  private static boolean isVariable(List<BindingSite> sites) {
    for (BindingSite site : sites) {
      if (site.mayNameThing()) {
        return false;
      }
    }
    return true;
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
  boolean isVariable() {
    return isVariable;
  }

  Optional<Resolver.Settled> meaning() {
    return meaning;
  }

  void settle(Resolver.Settled answer) {
    meaning = Optional.of(answer);
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
