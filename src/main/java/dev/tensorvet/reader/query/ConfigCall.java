package dev.tensorvet.reader.query;

import dev.tensorvet.finding.Place;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import java.util.List;

/**
 * A call that a program makes with the values of a configuration.
 *
 * @param target a dotted name
 * @param place where it is written
 * @param arguments by their names
 * @param isWhole whether nothing beside them says that there are more
 * @param isSure whether the form of the configuration leaves no doubt that it is such a call
 */
public record ConfigCall(
    SourceModule module,
    String target,
    Place place,
    List<DataNode.Entry> arguments,
    boolean isWhole,
    boolean isSure) {

  public ConfigCall {
    arguments = List.copyOf(arguments);
  }
}
