package dev.tensorvet.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The shape of a tensor: its dimensions, or nothing where not even their number is known.
 *
 * @param dims empty when the rank is not known
 */
public record Shape(Optional<List<Dim>> dims) {

  private static final Shape UNKNOWN = new Shape(Optional.empty());

  public Shape {
    dims = dims.map(List::copyOf);
  }

  /** A shape of unknown rank. */
  public static Shape unknown() {
    return UNKNOWN;
  }

  public static Shape of(List<Dim> dims) {
    return new Shape(Optional.of(dims));
  }

  public static Shape of(Dim... dims) {
    return of(List.of(dims));
  }

  public static Shape of(long... dims) {
    return of(Arrays.stream(dims).mapToObj(Dim::of).toList());
  }

  /** The shape of a single number. */
  public static Shape scalar() {
    return of(List.of());
  }

  /** A shape of a rank, with dimensions of which nothing is known. */
  public static Shape ofRank(int rank) {
    return of(Collections.nCopies(rank, Dim.any()));
  }

  public OptionalInt rank() {
    return dims.map(d -> OptionalInt.of(d.size())).orElseGet(OptionalInt::empty);
  }

  public boolean hasRank(int rank) {
    return dims.isPresent() && dims.get().size() == rank;
  }

  /** Whether all of its dimensions are known up to symbols. */
  public boolean isComplete() {
    return dims.isPresent() && dims.get().stream().noneMatch(Dim::isAny);
  }

  /**
   * @param index from the end where it is negative
   * @return any, where the rank is not known or there is no such dimension
   */
  public Dim dim(int index) {
    if (dims.isEmpty()) {
      return Dim.any();
    }
    int at = index < 0 ? index + dims.get().size() : index;
    return at >= 0 && at < dims.get().size() ? dims.get().get(at) : Dim.any();
  }

  /** The product of all dimensions. */
  public Dim numel() {
    if (dims.isEmpty()) {
      return Dim.any();
    }
    Dim product = Dim.of(1);
    for (Dim dim : dims.get()) {
      product = product.times(dim);
    }
    return product;
  }

  /** This shape with another dimension in one place; itself where the rank is not known. */
  public Shape with(int index, Dim dim) {
    if (dims.isEmpty()) {
      return this;
    }
    List<Dim> changed = new ArrayList<>(dims.get());
    changed.set(index < 0 ? index + changed.size() : index, dim);
    return of(changed);
  }

  /** With values in the place of symbols. */
  public Shape with(Map<String, Dim> values) {
    return dims.map(all -> of(all.stream().map(d -> d.with(values)).toList())).orElse(this);
  }

  /** What two shapes have when they meet element by element. */
  public sealed interface Broadcast {
    record To(Shape shape) implements Broadcast {}

    /**
     * They cannot meet.
     *
     * @param axis from the left of the result
     */
    record Clash(int axis, Dim left, Dim right) implements Broadcast {}
  }

  /** Aligns two shapes at the right; a dimension of one spreads. */
  public Broadcast broadcast(Shape other) {
    if (dims.isEmpty() || other.dims.isEmpty()) {
      return new Broadcast.To(unknown());
    }
    int rank = Math.max(dims.get().size(), other.dims.get().size());
    List<Dim> result = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      Dim left = fromRight(rank - axis);
      Dim right = other.fromRight(rank - axis);
      if (left.isKnown(1)) {
        result.add(right);
      } else if (right.isKnown(1) || left.equals(right)) {
        result.add(left);
      } else {
        switch (left.equalTo(right)) {
          case YES -> result.add(left);
          case UNKNOWN -> result.add(meeting(left, right));
          case NO -> {
            if (!left.mayBeOne() && !right.mayBeOne()) {
              return new Broadcast.Clash(axis, left, right);
            }
            result.add(meeting(left, right));
          }
        }
      }
    }
    return new Broadcast.To(of(result));
  }

  /**
   * Whether a size of one, or none at all, stands where {@code other} has another size: sizes that
   * are not known may be equal, and then nothing is spread.
   */
  public boolean isSpreadBy(Shape other) {
    if (dims.isEmpty() || other.dims.isEmpty()) {
      return false;
    }
    int rank = Math.max(dims.get().size(), other.dims.get().size());
    return IntStream.rangeClosed(1, rank)
        .anyMatch(place -> fromRight(place).isKnown(1) && !other.fromRight(place).isKnown(1));
  }

  private Dim fromRight(int place) {
    int index = dims.orElseThrow().size() - place;
    return index < 0 ? Dim.of(1) : dims.get().get(index);
  }

  /** Two sizes that must agree: the one that cannot spread says which it is. */
  private static Dim meeting(Dim left, Dim right) {
    if (left.mayBeOne()) {
      return right.mayBeOne() ? Dim.any() : right;
    }
    return right.known().isPresent() ? right : left;
  }

  /** {@code (B, 3, 224, 224)}; {@code (...)} where the rank is not known. */
  @Override
  public String toString() {
    return dims.map(
            all ->
                all.stream()
                    .map(Dim::toString)
                    .collect(Collectors.joining(", ", "(", all.size() == 1 ? ",)" : ")")))
        .orElse("(...)");
  }
}
