package dev.tensorvet.facts;

import dev.tensorvet.framework.ConfigForm;
import dev.tensorvet.framework.HydraDefaults;
import dev.tensorvet.syntax.DataNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What readers of configurations ask of their values. */
public final class DataNodes {

  private DataNodes() {}

  /** All mappings of some documents, each once, those around others first. */
  public static List<DataNode.Mapping> mappings(List<DataNode> documents) {
    Set<DataNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<DataNode.Mapping> found = new ArrayList<>();
    Deque<DataNode> open = new ArrayDeque<>(documents);
    while (!open.isEmpty()) {
      DataNode node = open.pop();
      if (!seen.add(node)) {
        continue;
      }
      switch (node) {
        case DataNode.Mapping mapping -> {
          found.add(mapping);
          mapping.written().forEach(entry -> open.add(entry.value()));
        }
        case DataNode.Sequence sequence -> open.addAll(sequence.elements());
        case DataNode.Nothing nothing -> {}
        case DataNode.Scalar scalar -> {}
      }
    }
    return found;
  }

  /** Whether a key beside the name of a class is for who reads it: it is no argument. */
  public static boolean isOfReader(String key, DataNode value) {
    return ConfigForm.isOwn(key)
        || (key.equals(HydraDefaults.KEY) && value instanceof DataNode.Sequence);
  }

  /** What a mapping itself says of a key. */
  public static Optional<DataNode> written(DataNode.Mapping mapping, String key) {
    return mapping.written().stream()
        .filter(entry -> entry.name().equals(key))
        .map(DataNode.Entry::value)
        .findFirst();
  }

  /** What keys lead to, one below the other. */
  public static Optional<DataNode> at(DataNode root, List<String> keys) {
    Optional<DataNode> at = Optional.of(root);
    for (String key : keys) {
      at =
          at.flatMap(
              node -> node instanceof DataNode.Mapping map ? map.get(key) : Optional.empty());
    }
    return at;
  }
}
