package dev.tensorvet.reader.run;

import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.framework.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What collections of a run hold. Which of its objects a loop or an unknown key takes cannot be
 * told; what all of them are, the one that is taken is.
 */
record Contents(Objects objects, Heap heap) {

  /** What an object is for, itself or as one of a collection. */
  Optional<Role> role(Term object) {
    Optional<Role> own = objects.role(object);
    List<Term> alternatives = own.isPresent() ? List.of() : alternatives(object);
    if (alternatives.isEmpty()) {
      return own;
    }
    Set<Optional<Role>> roles =
        alternatives.stream().map(objects::role).collect(Collectors.toSet());
    return roles.size() == 1 ? roles.iterator().next() : Optional.empty();
  }

  /** Whether an object is a new module with layers that can learn, itself or one of such. */
  boolean isNetwork(Term object) {
    List<Term> alternatives = alternatives(object);
    return objects.isNetwork(object)
        || (!alternatives.isEmpty() && alternatives.stream().allMatch(objects::isNetwork));
  }

  /** What an object may be that is taken from a collection; none where that is not known. */
  private List<Term> alternatives(Term taken) {
    return switch (taken) {
      case Term.Element element -> values(element.of());
      case Term.Item item -> values(item.owner());
      case Term.Member member when objects.isRecord(member.owner()) -> values(member.owner());
      default -> List.of();
    };
  }

  private List<Term> values(Term collection) {
    List<Term> values = new ArrayList<>();
    switch (collection) {
      case Term.Group group when group.kind() == CollectionKind.DICT -> {
        for (int i = 1; i < group.elements().size(); i += 2) {
          values.add(group.elements().get(i));
        }
      }
      case Term.Group group -> values.addAll(group.elements());
      case Term.Made made when objects.isMapping(made) -> {
        values.addAll(made.keywords().values());
        made.positional().forEach(given -> values.addAll(values(given)));
      }
      default -> {
        return List.of();
      }
    }
    values.addAll(heap.added(collection));
    return values;
  }
}
