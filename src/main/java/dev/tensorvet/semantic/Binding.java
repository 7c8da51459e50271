package dev.tensorvet.semantic;

import java.util.ArrayList;
import java.util.List;

/** A name of a scope. A scope has one for each name. Filled by the {@link Binder}. */
public final class Binding {

  private final String name;
  private final Scope scope;
  private List<BindingSite> sites = List.of();

  Binding(String name, Scope scope) {
    this.name = name;
    this.scope = scope;
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
    for (BindingSite site : sites) {
      if (site.mayNameThing()) {
        return false;
      }
    }
    return true;
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
