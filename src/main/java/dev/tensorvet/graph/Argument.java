package dev.tensorvet.graph;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Device;
import dev.tensorvet.tensor.Dim;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an operation is given for one of its parameters. */
public sealed interface Argument {

  record Tensor(Value value) implements Argument {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** An integer; it may hold symbols for the sizes of the inputs. */
  record Int(Dim value) implements Argument {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  record Real(double value) implements Argument {
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  record Flag(boolean value) implements Argument {
    @Override
    public String toString() {
      return value ? "True" : "False";
    }
  }

  record Text(String value) implements Argument {
    @Override
    public String toString() {
      return '"' + value + '"';
    }
  }

  record Type(DType value) implements Argument {
    @Override
    public String toString() {
      return value.text();
    }
  }

  record Place(Device value) implements Argument {
    @Override
    public String toString() {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code None}. */
  record Nothing() implements Argument {
    @Override
    public String toString() {
      return "None";
    }
  }

  /** A list or tuple. */
  record Many(List<Argument> elements) implements Argument {
    public Many {
      elements = List.copyOf(elements);
    }

    @Override
    public String toString() {
      return elements.stream().map(Argument::toString).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** {@code lower:upper:step} of an index; a bound that is not written is {@link Nothing}. */
  record Slice(Argument lower, Argument upper, Argument step) implements Argument {
    @Override
    public String toString() {
      return part(lower) + ":" + part(upper) + (step instanceof Nothing ? "" : ":" + step);
    }

    private static String part(Argument bound) {
      return bound instanceof Nothing ? "" : bound.toString();
    }
  }

  /** {@code ...} of an index. */
  record Ellipsis() implements Argument {
    @Override
    public String toString() {
      return "...";
    }
  }

  /** Something that is not known; a graph that holds one cannot be run. */
  record Unknown() implements Argument {
    @Override
    public String toString() {
      return "?";
    }
  }
}
