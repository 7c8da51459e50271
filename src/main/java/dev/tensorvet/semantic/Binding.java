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
    this(name, scope, sites, isVariable(sites));
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
