package dev.tensorvet.reader.run;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a framework does around the step of a module that optimizes by hand. */
final class LightningSteps {

  private final Objects objects;

  LightningSteps(Objects objects) {
    this.objects = objects;
  }

  /** The class whose objects have a function called for each batch, to train them. */
  Optional<ClassEntity> owner(FunctionEntity function) {
    return function
        .owner()
        .filter(type -> function.name().equals(ManualOptimization.STEP))
        .filter(type -> objects.hasRole(type, Role.LIGHTNING_MODULE))
        .filter(
            type ->
                !objects.attributeSites(type, ManualOptimization.FLAG).isEmpty()
                    || type.lookup(ManualOptimization.FLAG) instanceof MethodLookup.Found);
  }

  /** The method that makes the optimizers. */
  static Optional<FunctionEntity> maker(ClassEntity type) {
    return type.lookup(ManualOptimization.MAKER) instanceof MethodLookup.Found found
        ? Optional.of(found.function())
        : Optional.empty();
  }

  /** Where an object keeps its optimizers. */
  static Term.Member slot(Term object) {
    return new Term.Member(object, ManualOptimization.GIVER + "()");
  }

  /** The optimizers in what the method returned that makes them, as they are given later. */
  static Term optimizers(Term made, ProgramRun run) {
    if (!(made instanceof Term.Group group)) {
      return made;
    }
    if (group.kind() == CollectionKind.DICT) {
      return inDict(group);
    }
    List<Term> all = new ArrayList<>(group.elements());
    boolean isWithSchedulers = all.size() == 2 && all.stream().allMatch(LightningSteps::isSequence);
    if (isWithSchedulers && all.getFirst() instanceof Term.Group optimizers) {
      all = new ArrayList<>(optimizers.elements());
    }
    all.replaceAll(one -> one instanceof Term.Group dict ? inDict(dict) : one);
    return all.size() == 1
        ? all.getFirst()
        : new Term.Group(run.nextSerial(), CollectionKind.TUPLE, List.copyOf(all));
  }

  private static boolean isSequence(Term term) {
    return term instanceof Term.Group group && group.kind() != CollectionKind.DICT;
  }

  private static Term inDict(Term.Group dict) {
    for (int i = 0; i + 1 < dict.elements().size(); i += 2) {
      if (dict.elements().get(i) instanceof Term.Written key
          && key.value() instanceof Constant.Text text
          && text.value().equals(ManualOptimization.KEY)) {
        return dict.elements().get(i + 1);
      }
    }
    return dict;
  }
}
