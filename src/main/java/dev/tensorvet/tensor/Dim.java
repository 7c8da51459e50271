package dev.tensorvet.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The size of a dimension, or an integer that sizes are computed from: an integer expression in
 * normal form.
 *
 * <p>The normal form is a polynomial with integer coefficients over atoms: symbols, and floor
 * quotients that do not divide out. Two expressions that are equal as polynomials are equal
 * objects. {@link #any()} is an integer of which nothing is known; it equals itself as an object,
 * but never provably as a size.
 */
public final class Dim implements Comparable<Dim> {

  /** Larger expressions become {@link #any()}: nobody could read them. */
  private static final int MOST_TERMS = 64;

  private static final Dim ANY = new Dim(new TreeMap<>(), true);
  private static final Dim ZERO = new Dim(new TreeMap<>(), false);
  private static final Dim ONE = of(1);

  /** What an expression is made of. */
  private sealed interface Atom {

    /** As it is written; two atoms are the same if they are written the same. */
    String text();
  }

  /**
   * @param isSize whether it stands for a size of an input, which is one or more
   */
  private record Symbol(String name, boolean isSize) implements Atom {
    @Override
    public String text() {
      return name;
    }
  }

  /** {@code numerator // denominator}, which does not divide out. */
  private record Quotient(Dim numerator, Dim denominator) implements Atom {
    @Override
    public String text() {
      return numerator.factor() + "//" + denominator.factor();
    }
  }

  /** A product of atoms, sorted, with repetition; empty for the constant term. */
  private record Monomial(List<Atom> atoms) implements Comparable<Monomial> {

    private static final Monomial CONSTANT = new Monomial(List.of());

    Monomial times(Monomial other) {
      List<Atom> all = new ArrayList<>(atoms);
      all.addAll(other.atoms);
      all.sort((a, b) -> a.text().compareTo(b.text()));
      return new Monomial(List.copyOf(all));
    }

    /** This divided by another, if that divides it. */
    Optional<Monomial> over(Monomial other) {
      List<Atom> rest = new ArrayList<>(atoms);
      for (Atom atom : other.atoms) {
        if (!rest.remove(atom)) {
          return Optional.empty();
        }
      }
      return Optional.of(new Monomial(List.copyOf(rest)));
    }

    String text() {
      List<String> parts = new ArrayList<>();
      int at = 0;
      while (at < atoms.size()) {
        Atom atom = atoms.get(at);
        int end = at;
        while (end < atoms.size() && atoms.get(end).equals(atom)) {
          end++;
        }
        String text =
            atom instanceof Quotient && atoms.size() > 1 ? "(" + atom.text() + ")" : atom.text();
        parts.add(end - at > 1 ? text + "**" + (end - at) : text);
        at = end;
      }
      return String.join("*", parts);
    }

    /** Higher degree first, then as written; the constant comes last. */
    @Override
    public int compareTo(Monomial other) {
      return atoms.size() != other.atoms.size()
          ? Integer.compare(other.atoms.size(), atoms.size())
          : text().compareTo(other.text());
    }
  }

  /** The coefficient of each monomial that has one; empty for zero. */
  private final SortedMap<Monomial, Long> terms;

  private final boolean isAny;

  private Dim(SortedMap<Monomial, Long> terms, boolean isAny) {
    this.terms = terms;
    this.isAny = isAny;
  }

  public static Dim of(long value) {
    if (value == 0) {
      return ZERO;
    }
    TreeMap<Monomial, Long> terms = new TreeMap<>();
    terms.put(Monomial.CONSTANT, value);
    return new Dim(terms, false);
  }

  /** A size of an input: one or more. Two of one name are the same. */
  public static Dim size(String name) {
    return ofAtom(new Symbol(name, true));
  }

  /** An integer that the code is given, of any sign: an argument of a constructor. */
  public static Dim integer(String name) {
    return ofAtom(new Symbol(name, false));
  }

  /** An integer of which nothing is known. */
  public static Dim any() {
    return ANY;
  }

  private static Dim ofAtom(Atom atom) {
    TreeMap<Monomial, Long> terms = new TreeMap<>();
    terms.put(new Monomial(List.of(atom)), 1L);
    return new Dim(terms, false);
  }

  public boolean isAny() {
    return isAny;
  }

  /** Its value, if it is a plain number. */
  public OptionalLong known() {
    if (isAny || terms.size() > 1) {
      return OptionalLong.empty();
    }
    if (terms.isEmpty()) {
      return OptionalLong.of(0);
    }
    return terms.firstKey().atoms().isEmpty()
        ? OptionalLong.of(terms.firstEntry().getValue())
        : OptionalLong.empty();
  }

  public boolean isKnown(long value) {
    OptionalLong known = known();
    return known.isPresent() && known.getAsLong() == value;
  }

  // --- arithmetic

  public Dim plus(Dim other) {
    if (isAny || other.isAny) {
      return ANY;
    }
    TreeMap<Monomial, Long> sum = new TreeMap<>(terms);
    try {
      for (Map.Entry<Monomial, Long> term : other.terms.entrySet()) {
        add(sum, term.getKey(), term.getValue());
      }
    } catch (ArithmeticException tooLarge) {
      return ANY;
    }
    return made(sum);
  }

  public Dim plus(long other) {
    return plus(of(other));
  }

  public Dim minus(Dim other) {
    return plus(other.negated());
  }

  public Dim minus(long other) {
    return plus(of(-other));
  }

  public Dim negated() {
    return times(of(-1));
  }

  public Dim times(Dim other) {
    if (isKnown(0) || other.isKnown(0)) {
      return ZERO;
    }
    if (isAny || other.isAny) {
      return ANY;
    }
    TreeMap<Monomial, Long> product = new TreeMap<>();
    try {
      for (Map.Entry<Monomial, Long> left : terms.entrySet()) {
        for (Map.Entry<Monomial, Long> right : other.terms.entrySet()) {
          add(
              product,
              left.getKey().times(right.getKey()),
              Math.multiplyExact(left.getValue(), right.getValue()));
        }
      }
    } catch (ArithmeticException tooLarge) {
      return ANY;
    }
    return made(product);
  }

  public Dim times(long other) {
    return times(of(other));
  }

  /** Python's {@code //}. Division by what may be zero is taken to be by something else. */
  public Dim floorDiv(Dim divisor) {
    if (isAny || divisor.isAny || divisor.isKnown(0)) {
      return ANY;
    }
    if (divisor.terms.size() > 1) {
      return equals(divisor) ? ONE : ofAtom(new Quotient(this, divisor));
    }
    Map.Entry<Monomial, Long> by = divisor.terms.firstEntry();
    TreeMap<Monomial, Long> whole = new TreeMap<>();
    TreeMap<Monomial, Long> rest = new TreeMap<>();
    for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
      Optional<Monomial> over = term.getKey().over(by.getKey());
      if (over.isPresent() && term.getValue() % by.getValue() == 0) {
        add(whole, over.get(), term.getValue() / by.getValue());
      } else if (over.isPresent()
          && over.get().atoms().isEmpty()
          && by.getKey().atoms().isEmpty()) {
        // A constant over a constant: (x + 7) // 2 is (x + 1) // 2 + 3.
        long quotient = Math.floorDiv(term.getValue(), by.getValue());
        add(whole, Monomial.CONSTANT, quotient);
        add(rest, term.getKey(), term.getValue() - quotient * by.getValue());
      } else {
        add(rest, term.getKey(), term.getValue());
      }
    }
    Dim remainder = new Dim(rest, false);
    Dim quotient = made(whole);
    OptionalLong smallest = remainder.known();
    if (smallest.isPresent() && divisor.known().isPresent()) {
      return quotient.plus(Math.floorDiv(smallest.getAsLong(), divisor.known().getAsLong()));
    }
    return quotient.plus(
        remainder.nested(divisor).orElseGet(() -> ofAtom(new Quotient(remainder, divisor))));
  }

  /** {@code (x // a + c) // b} as {@code (x + a*c) // (a*b)}. */
  private Optional<Dim> nested(Dim divisor) {
    Dim constant = of(terms.getOrDefault(Monomial.CONSTANT, 0L));
    Dim inner = minus(constant);
    if (inner.terms.size() != 1
        || inner.terms.firstEntry().getValue() != 1
        || inner.terms.firstKey().atoms().size() != 1
        || !(inner.terms.firstKey().atoms().getFirst() instanceof Quotient quotient)
        || !isPositiveNumber(quotient.denominator())
        || !isPositiveNumber(divisor)) {
      return Optional.empty();
    }
    return Optional.of(
        quotient
            .numerator()
            .plus(quotient.denominator().times(constant))
            .floorDiv(quotient.denominator().times(divisor)));
  }

  private static boolean isPositiveNumber(Dim dim) {
    return dim.known().isPresent() && dim.known().getAsLong() > 0;
  }

  public Dim floorDiv(long divisor) {
    return floorDiv(of(divisor));
  }

  /** The quotient rounded up. */
  public Dim ceilDiv(Dim divisor) {
    return isPositiveNumber(divisor)
        ? plus(divisor).minus(1).floorDiv(divisor)
        : negated().floorDiv(divisor).negated();
  }

  public Dim ceilDiv(long divisor) {
    return ceilDiv(of(divisor));
  }

  /** Python's {@code %}. */
  public Dim mod(Dim divisor) {
    return minus(divisor.times(floorDiv(divisor)));
  }

  public Dim mod(long divisor) {
    return mod(of(divisor));
  }

  /** The smaller of two, where it is known which that is. */
  public Dim min(Dim other) {
    return switch (atMost(other)) {
      case YES -> this;
      case NO -> other;
      case UNKNOWN -> ANY;
    };
  }

  /** The larger of two, where it is known which that is. */
  public Dim max(Dim other) {
    return switch (atMost(other)) {
      case YES -> other;
      case NO -> this;
      case UNKNOWN -> ANY;
    };
  }

  private static void add(Map<Monomial, Long> to, Monomial monomial, long coefficient) {
    long sum = Math.addExact(to.getOrDefault(monomial, 0L), coefficient);
    if (sum == 0) {
      to.remove(monomial);
    } else {
      to.put(monomial, sum);
    }
  }

  private static Dim made(SortedMap<Monomial, Long> terms) {
    return terms.size() > MOST_TERMS ? ANY : new Dim(terms, false);
  }

  // --- proofs

  /** Whether two sizes are equal, whatever their symbols stand for. */
  public Proof equalTo(Dim other) {
    Dim difference = minus(other);
    if (difference.isAny) {
      return Proof.UNKNOWN;
    }
    if (difference.terms.isEmpty()) {
      return Proof.YES;
    }
    boolean isApart =
        difference.smallest().orElse(0) > 0
            || difference.negated().smallest().orElse(0) > 0
            || !difference.mayBeZeroByDivision();
    return isApart ? Proof.NO : Proof.UNKNOWN;
  }

  public Proof equalTo(long other) {
    return equalTo(of(other));
  }

  /** Whether this is at most {@code other}, whatever their symbols stand for. */
  public Proof atMost(Dim other) {
    Dim difference = other.minus(this);
    if (difference.smallest().isPresent() && difference.smallest().getAsLong() >= 0) {
      return Proof.YES;
    }
    OptionalLong above = difference.negated().smallest();
    return above.isPresent() && above.getAsLong() > 0 ? Proof.NO : Proof.UNKNOWN;
  }

  public Proof lessThan(Dim other) {
    return plus(1).atMost(other);
  }

  /** {@code 2*x + 4*y + 1} is never zero, since its other coefficients have 2 in common. */
  private boolean mayBeZeroByDivision() {
    long common = 0;
    for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
      if (!term.getKey().atoms().isEmpty()) {
        common = gcd(common, Math.abs(term.getValue()));
      }
    }
    long constant = terms.getOrDefault(Monomial.CONSTANT, 0L);
    return common == 0 ? constant == 0 : constant % common == 0;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** A lower bound, if the expression has one that is easily seen. */
  public OptionalLong smallest() {
    if (isAny) {
      return OptionalLong.empty();
    }
    long sum = 0;
    for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
      if (term.getKey().atoms().isEmpty()) {
        sum += term.getValue();
        continue;
      }
      OptionalLong least = smallest(term.getKey());
      if (term.getValue() < 0 || least.isEmpty()) {
        return OptionalLong.empty();
      }
      sum += term.getValue() * least.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  private static OptionalLong smallest(Monomial monomial) {
    long product = 1;
    for (Atom atom : monomial.atoms()) {
      OptionalLong least =
          switch (atom) {
            case Symbol symbol -> symbol.isSize() ? OptionalLong.of(1) : OptionalLong.empty();
            case Quotient quotient -> smallest(quotient);
          };
      if (least.isEmpty() || least.getAsLong() < 0) {
        return OptionalLong.empty();
      }
      product *= least.getAsLong();
    }
    return OptionalLong.of(product);
  }

  private static OptionalLong smallest(Quotient quotient) {
    OptionalLong above = quotient.numerator().smallest();
    OptionalLong below = quotient.denominator().known();
    if (above.isEmpty() || below.isEmpty() || below.getAsLong() < 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.floorDiv(above.getAsLong(), below.getAsLong()));
  }

  /**
   * Whether it may stand for one, and so spread in broadcasting. The sizes of an input are taken to
   * be larger.
   */
  public boolean mayBeOne() {
    return isAny || isKnown(1) || (known().isEmpty() && !isOfSizesAlone());
  }

  private boolean isOfSizesAlone() {
    return terms.keySet().stream()
        .flatMap(m -> m.atoms().stream())
        .allMatch(
            atom ->
                switch (atom) {
                  case Symbol symbol -> symbol.isSize();
                  case Quotient quotient ->
                      quotient.numerator().isOfSizesAlone()
                          && quotient.denominator().isOfSizesAlone();
                });
  }

  // --- symbols

  /** The names of the symbols that it is made of. */
  public Set<String> symbols() {
    Set<String> names = new TreeSet<>();
    collectSymbols(names);
    return names;
  }

  private void collectSymbols(Set<String> to) {
    for (Monomial monomial : terms.keySet()) {
      for (Atom atom : monomial.atoms()) {
        switch (atom) {
          case Symbol symbol -> to.add(symbol.name());
          case Quotient quotient -> {
            quotient.numerator().collectSymbols(to);
            quotient.denominator().collectSymbols(to);
          }
        }
      }
    }
  }

  /** The expression with values in the place of symbols; those without one stay. */
  public Dim with(Map<String, Dim> values) {
    if (isAny || known().isPresent()) {
      return this;
    }
    Dim sum = ZERO;
    for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
      Dim product = of(term.getValue());
      for (Atom atom : term.getKey().atoms()) {
        product =
            product.times(
                switch (atom) {
                  case Symbol symbol -> values.getOrDefault(symbol.name(), ofAtom(symbol));
                  case Quotient quotient ->
                      quotient
                          .numerator()
                          .with(values)
                          .floorDiv(quotient.denominator().with(values));
                });
      }
      sum = sum.plus(product);
    }
    return sum;
  }

  // --- text

  /** As Python would write it; {@code ?} for {@link #any()}. */
  @Override
  public String toString() {
    if (isAny) {
      return "?";
    }
    StringBuilder text = new StringBuilder();
    terms.forEach((monomial, coefficient) -> append(text, monomial, coefficient));
    return text.isEmpty() ? "0" : text.toString();
  }

  private static void append(StringBuilder text, Monomial monomial, long coefficient) {
    long shown = coefficient;
    if (!text.isEmpty()) {
      text.append(coefficient < 0 ? " - " : " + ");
      shown = Math.abs(coefficient);
    }
    if (monomial.atoms().isEmpty()) {
      text.append(shown);
      return;
    }
    boolean isQuotient =
        monomial.atoms().size() == 1 && monomial.atoms().getFirst() instanceof Quotient;
    if (shown == 1) {
      text.append(monomial.text());
    } else if (shown == -1) {
      // Python's sign binds closer than its division.
      text.append('-').append(isQuotient ? "(" + monomial.text() + ")" : monomial.text());
    } else {
      text.append(shown)
          .append('*')
          .append(isQuotient ? "(" + monomial.text() + ")" : monomial.text());
    }
  }

  /** The text, with parentheses where it is not a single name or number. */
  private String factor() {
    boolean isSimple =
        (known().isPresent() && known().getAsLong() >= 0)
            || (terms.size() == 1
                && terms.firstEntry().getValue() == 1
                && terms.firstKey().atoms().size() == 1
                && terms.firstKey().atoms().getFirst() instanceof Symbol);
    return isSimple ? toString() : "(" + this + ")";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dim dim && dim.isAny == isAny && dim.terms.equals(terms);
  }

  @Override
  public int hashCode() {
    return Objects.hash(terms, isAny);
  }

  /** As written; for sorting alone. */
  @Override
  public int compareTo(Dim other) {
    return toString().compareTo(other.toString());
  }
}
