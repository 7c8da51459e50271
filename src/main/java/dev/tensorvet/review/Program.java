package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.ClassEntity;
import java.util.List;
import java.util.Optional;

/**
 * A program that trains, or that a framework trains by.
 *
 * @param title its file, with the function that it starts in where that is not the file itself
 * @param place where it begins
 * @param isWhole whether it is all that a file does; else it is one function, called from elsewhere
 * @param calls where it is called, if it is a function, as far as the names in the text tell
 * @param isByName whether it was read by the names of its calls, since what they are called on
 *     could not be followed
 * @param loopOwner the framework that runs the loop; empty where the code has its own
 * @param parts what it makes
 * @param stages the way of the data
 * @param course what it does in which order
 */
public record Program(
    String title,
    Place place,
    boolean isWhole,
    List<Place> calls,
    boolean isByName,
    Optional<String> loopOwner,
    List<Part> parts,
    List<Stage> stages,
    List<CourseItem> course) {

  public Program {
    calls = List.copyOf(calls);
    parts = List.copyOf(parts);
    stages = List.copyOf(stages);
    course = List.copyOf(course);
  }

  /**
   * Where it is run from: where it begins, if it is all that a file does, or where what a framework
   * trains is given to it.
   */
  List<Place> starts() {
    return isWhole ? List.of(place) : loopOwner.isPresent() ? calls : List.of();
  }

  /**
   * An object that it makes.
   *
   * @param name what it is called
   * @param code the call that makes it
   * @param type its class, where that is one of the project
   * @param values what it is given
   */
  public record Part(
      Role role,
      Optional<String> name,
      String code,
      Place place,
      Optional<ClassEntity> type,
      List<Value> values) {

    public Part {
      values = List.copyOf(values);
    }
  }

  /**
   * An argument of a call.
   *
   * @param name of the parameter
   * @param text as it is written
   * @param isLiteral whether it is a plain number or text
   */
  public record Value(String name, String text, Place place, boolean isLiteral) {}
}
