package dev.tensorvet.source;

/**
 * A place in a text as people name it.
 *
 * @param line the line, from 1
 * @param column the column in UTF-16 code units, from 1
 */
public record Location(int line, int column) implements Comparable<Location> {

  @Override
  public int compareTo(Location other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
