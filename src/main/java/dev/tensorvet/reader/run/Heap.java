package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.reader.run.Bindings.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the objects of a run hold: their members, their elements, and who holds them. */
final class Heap {

  private final Bindings<Term.Member> fields = new Bindings<>();
  private final Map<Term.Member, Term> settled = new HashMap<>();
  private final Map<Term.Member, Integer> renewed = new HashMap<>();
  private final Map<Term, Set<Term>> holders = new LinkedHashMap<>();
  private final Map<Term, Set<Term>> held = new HashMap<>();
  private final Set<Term> exchanged = new HashSet<>();
  private final Map<Term, List<Term>> added = new HashMap<>();
  private final Map<Term, Set<String>> entries = new HashMap<>();
  private final Set<Term> blurred = new HashSet<>();
  private final Set<Term> named = new HashSet<>();
  private final Set<Term> wrapped = new HashSet<>();
  private final Map<Term, Site> graphStarts = new HashMap<>();
  private final Set<Term> undecided = new HashSet<>();
  private boolean isGradientSwitched;
  private Set<String> writtenInLoop = new HashSet<>();

  // --- members

  /** The members as they are on the way that the run takes. */
  Bindings<Term.Member> fields() {
    return fields;
  }

  /** What a member holds, if the run knows. */
  Optional<Term> get(Term.Member slot) {
    Optional<Term> here = fields.get(slot);
    return here.isPresent() ? here : Optional.ofNullable(settled.get(slot));
  }

  /** A member gets a value; a flag may be set otherwise by anyone who holds the object. */
  void set(Term.Member slot, Term value) {
    writtenInLoop.add(slot.name());
    if (!(value instanceof Term.Written)) {
      fields.put(slot, value);
      holders.computeIfAbsent(value, v -> new LinkedHashSet<>()).add(slot.owner());
      held.computeIfAbsent(slot.owner(), o -> new LinkedHashSet<>()).add(value);
    } else {
      forget(slot);
    }
  }

  private void forget(Term.Member slot) {
    if (settled.containsKey(slot)) {
      fields.put(slot, slot);
    } else {
      fields.remove(slot);
    }
  }

  /** What a constructor has set holds on every way that does not set it anew. */
  void settle(Way<Term.Member> set) {
    set.values().forEach((slot, value) -> value.ifPresent(term -> settled.put(slot, term)));
  }

  /** The same of some members. */
  void settle(Way<Term.Member> set, Predicate<Term.Member> which) {
    set.values()
        .forEach(
            (slot, value) ->
                value.filter(t -> which.test(slot)).ifPresent(term -> settled.put(slot, term)));
  }

  /** The members of which something is settled so far. */
  Set<Term.Member> settled() {
    return Set.copyOf(settled.keySet());
  }

  /** The member lets go of what it held. */
  void renew(Term.Member slot, int serial) {
    renewed.put(slot, serial);
  }

  /** When the member last let go of what it held, as a serial number. */
  Optional<Integer> lastRenewed(Term.Member slot) {
    return Optional.ofNullable(renewed.get(slot));
  }

  /** The objects that an object was assigned to as a member, anywhere in the run. */
  Set<Term> holders(Term object) {
    return holders.getOrDefault(object, Set.of());
  }

  /** All objects that were assigned to a member, anywhere in the run. */
  Set<Term> held() {
    return holders.keySet();
  }

  /** The objects that were assigned to members of an object, anywhere in the run. */
  Set<Term> held(Term owner) {
    return held.getOrDefault(owner, Set.of());
  }

  // --- elements

  /** A part of an object is exchanged by its index. */
  void exchange(Term object, Term part) {
    exchanged.add(object);
    add(object, List.of(part));
  }

  /** Whether a part of an object was exchanged by its index. */
  boolean isExchanged(Term object) {
    return exchanged.contains(object);
  }

  void add(Term collection, List<Term> elements) {
    added.computeIfAbsent(collection, c -> new ArrayList<>()).addAll(elements);
    blurred.add(collection);
    // Any entry may be the one that was exchanged.
    for (String key : entries.getOrDefault(collection, Set.of())) {
      forget(entry(collection, key));
    }
  }

  // --- entries

  /** What is kept in a mapping under a key that the code writes, told from its members. */
  static Term.Member entry(Term mapping, String key) {
    return new Term.Member(mapping, "[" + key + "]");
  }

  /** A mapping gets an entry. */
  void put(Term mapping, String key, Term value, int serial) {
    Term.Member entry = entry(mapping, key);
    entries.computeIfAbsent(mapping, m -> new LinkedHashSet<>()).add(key);
    added.computeIfAbsent(mapping, m -> new ArrayList<>()).add(value);
    exchanged.add(mapping);
    renew(entry, serial);
    set(entry, value);
  }

  /** A mapping is made with an entry. */
  void begin(Term mapping, String key, Term value) {
    entries.computeIfAbsent(mapping, m -> new LinkedHashSet<>()).add(key);
    set(entry(mapping, key), value);
  }

  /** Whether a display has the entry that it was written with, as far as is known. */
  boolean hasAsWritten(Term display, String key) {
    return !blurred.contains(display) && !entries.getOrDefault(display, Set.of()).contains(key);
  }

  /** What was put into a collection after it was made, on whatever way of the run. */
  List<Term> added(Term collection) {
    return added.getOrDefault(collection, List.of());
  }

  /** An iterator is kept under a name, by which it can be used again. */
  void name(Term iterator) {
    named.add(iterator);
  }

  boolean isNamed(Term object) {
    return named.contains(object);
  }

  // --- wrappers

  /** From here on, a wrapper stands for the object: {@code object.module} is the object again. */
  void wrap(Term object) {
    wrapped.add(object);
  }

  boolean isWrapped(Term object) {
    return wrapped.contains(object);
  }

  // --- graphs

  /** A tensor is told whether gradients are to be computed for it. */
  void startGraph(Term tensor, Site site, Optional<Boolean> isOn) {
    if (isOn.orElse(false)) {
      graphStarts.put(tensor, site);
    } else {
      isGradientSwitched = true;
    }
    if (isOn.isEmpty()) {
      undecided.add(tensor);
    }
  }

  /** Whether a tensor may be the beginning of a graph, for all that the run was told of it. */
  boolean mayStartGraph(Term tensor) {
    return graphStarts.containsKey(tensor) || undecided.contains(tensor);
  }

  /** Whether a loop over tensors, one of which this is, may make each the beginning of a graph. */
  boolean mayStartGraphOfElements(Term tensor, Relations relations) {
    return Stream.concat(graphStarts.keySet().stream(), undecided.stream())
        .anyMatch(
            each -> each instanceof Term.Element && relations.comesFrom(each, tensor::equals));
  }

  /** Where a tensor was made the beginning of a graph, after it had been computed. */
  Optional<Site> graphStart(Term tensor) {
    return Optional.ofNullable(graphStarts.get(tensor));
  }

  /** Whether gradients of some tensors, or of a module's parameters, may be switched off. */
  boolean isGradientSwitched() {
    return isGradientSwitched;
  }

  /** All that was put into collections after they were made, by collection. */
  Map<Term, List<Term>> allAdded() {
    return added;
  }

  // --- loops

  /** A turn of a loop begins; to be given back where it ends. */
  Set<String> enterLoop() {
    Set<String> outside = writtenInLoop;
    writtenInLoop = new HashSet<>();
    return outside;
  }

  /** The names of the members that the loop has written. */
  Set<String> writtenInLoop() {
    return writtenInLoop;
  }

  /** A turn of a loop ends; what it wrote, the loop around it wrote. */
  void leaveLoop(Set<String> outside) {
    outside.addAll(writtenInLoop);
    writtenInLoop = outside;
  }
}
