package dev.tensorvet.semantic;

import java.util.List;

/**
 * A name of a scope. A scope has one for each name: two are equal if they are of the same scope.
 *
 * @param sites every place that gives it a value, in the order of the text
 */
public record Binding(String name, Scope scope, List<BindingSite> sites) {

  public Binding {
    sites = List.copyOf(sites);
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
