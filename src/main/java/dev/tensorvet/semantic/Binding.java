package dev.tensorvet.semantic;

import java.util.List;

/**
 * A name of a scope. A scope has one for each name: two are equal if they are of the same scope.
 *
 * @param sites every place that gives it a value, in the order of the text
 * @param isVariable whether the look of these places alone shows that it is a variable
 */
public record Binding(String name, Scope scope, List<BindingSite> sites, boolean isVariable) {

  public Binding {
    sites = List.copyOf(sites);
  }

  Binding(String name, Scope scope, List<BindingSite> sites) {
    this(name, scope, sites, sites.stream().noneMatch(BindingSite::mayNameThing));
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
}
