package dev.tensorvet.reader.run;

import dev.tensorvet.facts.GraphUse;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The arguments of a call, evaluated.
 *
 * @param keywords those given by name; an argument that stands for several, under a name of its own
 * @param spans where the positional ones stand
 * @param isComplete whether none stands for several
 */
record Arguments(
    List<Term> positional, Map<String, Term> keywords, List<Span> spans, boolean isComplete) {

  static final Arguments NONE = new Arguments(List.of(), Map.of(), List.of(), true);

  /** The same arguments with others before them. */
  Arguments after(List<Term> first, Span span) {
    List<Term> all = new ArrayList<>(first);
    all.addAll(positional);
    List<Span> allSpans = new ArrayList<>(Collections.nCopies(first.size(), span));
    allSpans.addAll(spans);
    return new Arguments(all, keywords, allSpans, isComplete);
  }

  /** The same arguments with those that a partial call holds already. */
  Arguments completing(Term.Made partial, Span span) {
    Map<String, Term> byName = new TreeMap<>(partial.keywords());
    byName.putAll(keywords);
    Arguments whole = after(partial.positional().stream().skip(1).toList(), span);
    boolean isSpread = partial.keywords().keySet().stream().anyMatch(name -> name.startsWith("*"));
    return new Arguments(whole.positional, byName, whole.spans, isComplete && !isSpread);
  }

  List<Term> all() {
    List<Term> all = new ArrayList<>(positional);
    all.addAll(keywords.values());
    return all;
  }

  Optional<Term> get(int position, String name) {
    return position < positional.size()
        ? Optional.of(positional.get(position))
        : Optional.ofNullable(keywords.get(name));
  }

  Span span(int position, Span otherwise) {
    return position < positional.size() ? spans.get(position) : otherwise;
  }

  /** What a backward pass with these arguments leaves of its graph. */
  GraphUse graphUse() {
    Optional<Boolean> creates = flag("create_graph");
    boolean isOld = keywords.containsKey(GraphFlow.RETAINED);
    Optional<Boolean> retains = flag(isOld ? GraphFlow.RETAINED : GraphFlow.RETAINS);
    if (creates.isEmpty() || retains.isEmpty() || !isComplete) {
      return GraphUse.UNKNOWN;
    }
    if (creates.get()) {
      return GraphUse.DIFFERENTIATED;
    }
    return retains.get() ? GraphUse.KEPT : GraphUse.FREED;
  }

  /** Whether a backward pass with these arguments fills all gradients, and not only some. */
  boolean fillAllGradients() {
    return isComplete && !keywords.containsKey(GraphFlow.FILLED);
  }

  /** A flag that is false when it is not given; empty when it is not known. */
  private Optional<Boolean> flag(String name) {
    Term given = keywords.get(name);
    return given == null ? Optional.of(false) : Conditions.truth(given);
  }
}
