package dev.tensorvet.verify;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.verify.Wire.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Weights that were trained before.
 *
 * @param tensors by their names in the model's state
 */
public record SavedState(Map<String, Tensor> tensors) {

  /** So many names say what is wrong; more would hide it. */
  private static final int TOLD = 3;

  public SavedState {
    tensors = Map.copyOf(tensors);
  }

  /** Why these are not the weights of a model, as a sentence in lower case without a full stop. */
  public Optional<String> misfit(Graph graph) {
    Set<String> missing = new TreeSet<>();
    Set<String> unexpected = new TreeSet<>(tensors.keySet());
    List<String> differing = new ArrayList<>();
    Set<Integer> given = new HashSet<>();
    for (Weight weight : graph.weights()) {
      if (tensors.containsKey(weight.name())) {
        given.add(weight.value().id());
      }
    }
    for (Weight weight : graph.weights()) {
      unexpected.remove(weight.name());
      Tensor tensor = tensors.get(weight.name());
      if (tensor != null) {
        shapes(weight, tensor).ifPresent(differing::add);
      } else if (weight.kind() == Weight.Kind.PARAMETER && !given.contains(weight.value().id())) {
        // A buffer need not be part of the state, and of two names of one tensor one is enough.
        missing.add(weight.name());
      }
    }
    List<String> all = new ArrayList<>();
    if (!missing.isEmpty()) {
      all.add(some(missing) + (missing.size() == 1 ? " is" : " are") + " missing");
    }
    if (!unexpected.isEmpty()) {
      all.add("the model has no " + some(unexpected));
    }
    all.addAll(differing.subList(0, Math.min(TOLD, differing.size())));
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
  }

  private static Optional<String> shapes(Weight weight, Tensor saved) {
    Optional<List<Dim>> dims = weight.value().type().shape().dims();
    boolean fits =
        dims.isEmpty()
            || (dims.get().size() == saved.shape().size() && fits(dims.get(), saved.shape()));
    return fits
        ? Optional.empty()
        : Optional.of(
            "`%s` is %s in the file and %s in the model"
                .formatted(weight.name(), saved.shape(), weight.value().type().shape()));
  }

  private static boolean fits(List<Dim> dims, List<Long> sizes) {
    for (int i = 0; i < sizes.size(); i++) {
      if (dims.get(i).known().isPresent() && !dims.get(i).isKnown(sizes.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String some(Set<String> names) {
    List<String> first = names.stream().limit(TOLD).map(name -> "`" + name + "`").toList();
    int more = names.size() - first.size();
    return String.join(", ", first)
        + (more == 0 ? "" : " and " + more + (more == 1 ? " other" : " others"));
  }
}
