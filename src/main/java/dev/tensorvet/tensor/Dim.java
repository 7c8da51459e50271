package dev.tensorvet.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

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

  private static final SortedMap<Monomial, Long> NO_TERMS =
      Collections.unmodifiableSortedMap(new TreeMap<>());

  private static final Dim ANY = new Dim(NO_TERMS, 0, true);
  private static final Dim ZERO = new Dim(NO_TERMS, 0, false);
  private static final Dim ONE = new Dim(NO_TERMS, 1, false);

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
  private record Quotient(Dim numerator, Dim denominator, String text) implements Atom {
    Quotient(Dim numerator, Dim denominator) {
      this(numerator, denominator, numerator.factor() + "//" + denominator.factor());
    }
  }

  /**
   * A product of atoms, sorted, with repetition.
   *
   * @param atoms at least one
   * @param text as it is written; kept, since monomials are sorted by it
   */
  private record Monomial(List<Atom> atoms, String text) implements Comparable<Monomial> {

    static Monomial of(List<Atom> atoms) {
      List<Atom> sorted = List.copyOf(atoms);
      return new Monomial(sorted, written(sorted));
    }

    Monomial times(Monomial other) {
      List<Atom> all = new ArrayList<>(atoms);
      all.addAll(other.atoms);
      all.sort((a, b) -> a.text().compareTo(b.text()));
      return of(all);
    }

    /** What is left of the atoms when those of another are taken away, if they are all there. */
    Optional<List<Atom>> over(Monomial other) {
      List<Atom> rest = new ArrayList<>(atoms);
      for (Atom atom : other.atoms) {
        if (!rest.remove(atom)) {
          return Optional.empty();
        }
      }
      return Optional.of(rest);
    }

    private static String written(List<Atom> atoms) {
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

    /** Higher degree first, then as written. */
    @Override
    public int compareTo(Monomial other) {
      return atoms.size() != other.atoms.size()
          ? Integer.compare(other.atoms.size(), atoms.size())
          : text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Monomial monomial && monomial.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** The coefficient of each monomial that has one; empty for a plain number. */
  private final SortedMap<Monomial, Long> terms;

  private final long constant;

  private final boolean isAny;

  private Dim(SortedMap<Monomial, Long> terms, long constant, boolean isAny) {
    this.terms = terms;
    this.constant = constant;
    this.isAny = isAny;
  }

  public static Dim of(long value) {
    return value == 0 ? ZERO : value == 1 ? ONE : new Dim(NO_TERMS, value, false);
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
    terms.put(Monomial.of(List.of(atom)), 1L);
    return new Dim(terms, 0, false);
  }

  public boolean isAny() {
    return isAny;
  }

  /** Its value, if it is a plain number. */
  public OptionalLong known() {
    return isNumber() ? OptionalLong.of(constant) : OptionalLong.empty();
  }

  public boolean isKnown(long value) {
    return isNumber() && constant == value;
  }

  private boolean isNumber() {
    return terms.isEmpty() && !isAny;
  }

  // --- arithmetic

  public Dim plus(Dim other) {
    if (isAny || other.isAny) {
      return ANY;
    }
    try {
      long number = Math.addExact(constant, other.constant);
      if (other.isNumber()) {
        return made(terms, number);
      }
      TreeMap<Monomial, Long> sum = new TreeMap<>(terms);
      for (Map.Entry<Monomial, Long> term : other.terms.entrySet()) {
        add(sum, term.getKey(), term.getValue());
      }
      return made(sum, number);
    } catch (ArithmeticException tooLarge) {
      return ANY;
    }
  }

  public Dim plus(long other) {
    return plus(of(other));
  }

  public Dim minus(Dim other) {
    return plus(other.negated());
  }

  public Dim minus(long other) {
    return minus(of(other));
  }

  public Dim negated() {
    return times(-1);
  }

  public Dim times(Dim other) {
    if (isKnown(0) || other.isKnown(0)) {
      return ZERO;
    }
    if (isAny || other.isAny) {
      return ANY;
    }
    if (isNumber()) {
      return other.times(constant);
    }
    if (other.isNumber()) {
      return times(other.constant);
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
        add(product, left.getKey(), Math.multiplyExact(left.getValue(), other.constant));
      }
      for (Map.Entry<Monomial, Long> right : other.terms.entrySet()) {
        add(product, right.getKey(), Math.multiplyExact(right.getValue(), constant));
      }
      return made(product, Math.multiplyExact(constant, other.constant));
    } catch (ArithmeticException tooLarge) {
      return ANY;
    }
  }

  public Dim times(long other) {
    if (other == 0) {
      return ZERO;
    }
    if (isAny) {
      return ANY;
    }
    try {
      TreeMap<Monomial, Long> product = new TreeMap<>();
      for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
        product.put(term.getKey(), Math.multiplyExact(term.getValue(), other));
      }
      return made(product, Math.multiplyExact(constant, other));
    } catch (ArithmeticException tooLarge) {
      return ANY;
    }
  }

  /** Python's {@code //}. Division by what may be zero is taken to be by something else. */
  public Dim floorDiv(Dim divisor) {
    if (isAny || divisor.isAny || divisor.isKnown(0)) {
      return ANY;
    }
    if (equals(divisor)) {
      return ONE;
    }
    try {
      return divisor.isNumber()
          ? over(divisor.constant)
          : divisor.terms.size() == 1 && divisor.constant == 0
              ? over(divisor.terms.firstKey(), divisor.terms.firstEntry().getValue(), divisor)
              : restOver(divisor);
    } catch (ArithmeticException tooLarge) {
      return ANY;
    }
  }

  /** Divided by a number: what it divides is taken out, as the 3 of (x + 7)//2 = (x + 1)//2 + 3. */
  private Dim over(long divisor) {
    if (isNumber()) {
      return of(Math.floorDiv(constant, divisor));
    }
    TreeMap<Monomial, Long> whole = new TreeMap<>();
    TreeMap<Monomial, Long> rest = new TreeMap<>();
    terms.forEach(
        (monomial, coefficient) -> {
          if (coefficient % divisor == 0) {
            whole.put(monomial, coefficient / divisor);
          } else {
            rest.put(monomial, coefficient);
          }
        });
    Dim quotient = made(whole, Math.floorDiv(constant, divisor));
    // The quotient's share of the constant is less than the divisor, so it goes when nothing else
    // is left.
    return rest.isEmpty()
        ? quotient
        : quotient.plus(made(rest, Math.floorMod(constant, divisor)).restOver(of(divisor)));
  }

  /** Divided by a single term: what it divides is taken out. */
  private Dim over(Monomial monomial, long coefficient, Dim divisor) {
    Dim whole = ZERO;
    TreeMap<Monomial, Long> rest = new TreeMap<>();
    for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
      Optional<List<Atom>> over =
          term.getValue() % coefficient == 0 ? term.getKey().over(monomial) : Optional.empty();
      if (over.isPresent()) {
        long times = term.getValue() / coefficient;
        whole =
            whole.plus(
                over.get().isEmpty()
                    ? of(times)
                    : made(new TreeMap<>(Map.of(Monomial.of(over.get()), times)), 0));
      } else {
        rest.put(term.getKey(), term.getValue());
      }
    }
    return whole.plus(made(rest, constant).restOver(divisor));
  }

  /** The floor quotient of what nothing can be taken out of. */
  private Dim restOver(Dim divisor) {
    return isAny || isKnown(0)
        ? this
        : nested(divisor).orElseGet(() -> ofAtom(new Quotient(this, divisor)));
  }

  /** {@code (x // a + c) // b} as {@code (x + a*c) // (a*b)}. */
  private Optional<Dim> nested(Dim divisor) {
    if (terms.size() != 1
        || terms.firstEntry().getValue() != 1
        || terms.firstKey().atoms().size() != 1
        || !(terms.firstKey().atoms().getFirst() instanceof Quotient quotient)
        || !quotient.denominator().isPositiveNumber()
        || !divisor.isPositiveNumber()) {
      return Optional.empty();
    }
    return Optional.of(
        quotient
            .numerator()
            .plus(quotient.denominator().times(constant))
            .floorDiv(quotient.denominator().times(divisor)));
  }

  private boolean isPositiveNumber() {
    return isNumber() && constant > 0;
  }

  public Dim floorDiv(long divisor) {
    return floorDiv(of(divisor));
  }

  /** The quotient rounded up. */
  public Dim ceilDiv(Dim divisor) {
    // (x + 1)//2 is easier to read than -((-x)//2).
    return divisor.isPositiveNumber()
        ? plus(divisor.constant - 1).floorDiv(divisor)
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

  private static Dim made(SortedMap<Monomial, Long> terms, long constant) {
    return terms.isEmpty()
        ? of(constant)
        : terms.size() > MOST_TERMS ? ANY : new Dim(terms, constant, false);
  }

  // --- proofs

  /** Whether two sizes are equal, whatever their symbols stand for. */
  public Proof equalTo(Dim other) {
    if (isNumber() && other.isNumber()) {
      return Proof.of(constant == other.constant);
    }
    Dim difference = minus(other);
    if (difference.isAny) {
      return Proof.UNKNOWN;
    }
    if (difference.isNumber()) {
      return Proof.of(difference.constant == 0);
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
    for (long coefficient : terms.values()) {
      common = gcd(common, Math.abs(coefficient));
    }
    return constant % common == 0;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** A lower bound, if the expression has one that is easily seen. */
  public OptionalLong smallest() {
    return smallest(1);
  }

  /**
   * @param size the smallest size that an input may have
   */
  private OptionalLong smallest(long size) {
    if (isAny) {
      return OptionalLong.empty();
    }
    try {
      long sum = constant;
      for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
        OptionalLong least = smallest(term.getKey(), size);
        if (term.getValue() < 0 || least.isEmpty()) {
          return OptionalLong.empty();
        }
        sum = Math.addExact(sum, Math.multiplyExact(term.getValue(), least.getAsLong()));
      }
      return OptionalLong.of(sum);
    } catch (ArithmeticException tooLarge) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong smallest(Monomial monomial, long size) {
    long product = 1;
    for (Atom atom : monomial.atoms()) {
      OptionalLong least =
          switch (atom) {
            case Symbol symbol -> symbol.isSize() ? OptionalLong.of(size) : OptionalLong.empty();
            case Quotient quotient -> smallest(quotient, size);
          };
      boolean isFactor = monomial.atoms().size() > 1;
      if (least.isEmpty() || (isFactor && least.getAsLong() < 0)) {
        return OptionalLong.empty();
      }
      product = Math.multiplyExact(product, least.getAsLong());
    }
    return OptionalLong.of(product);
  }

  private static OptionalLong smallest(Quotient quotient, long size) {
    OptionalLong above = quotient.numerator().smallest(size);
    if (above.isEmpty() || !quotient.denominator().isPositiveNumber()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.floorDiv(above.getAsLong(), quotient.denominator().constant));
  }

  /**
   * Whether it may stand for one, and so spread in broadcasting. The sizes of an input are taken to
   * be larger.
   */
  public boolean mayBeOne() {
    if (isAny || isNumber()) {
      return isAny || constant == 1;
    }
    return smallest(2).orElse(1) <= 1 && minus(1).mayBeZeroByDivision();
  }

  /** Whether it is made of integers that code is given, by sums and products alone. */
  public boolean isOfIntegersAlone() {
    return !isAny
        && !terms.isEmpty()
        && terms.keySet().stream()
            .flatMap(m -> m.atoms().stream())
            .allMatch(atom -> atom instanceof Symbol symbol && !symbol.isSize());
  }

  /** Whether it is a size of an input, and nothing else. */
  public boolean isSize() {
    return constant == 0
        && terms.size() == 1
        && terms.firstEntry().getValue() == 1
        && terms.firstKey().atoms().size() == 1
        && terms.firstKey().atoms().getFirst() instanceof Symbol symbol
        && symbol.isSize();
  }

  /** Whether nothing is taken away in it. */
  public boolean isSum() {
    return constant >= 0 && terms.values().stream().allMatch(coefficient -> coefficient > 0);
  }

  /** Whether it is made of integers that code is given, quotients of them included. */
  public boolean isOfIntegers() {
    return !isAny
        && !terms.isEmpty()
        && terms.keySet().stream()
            .flatMap(m -> m.atoms().stream())
            .allMatch(
                atom ->
                    switch (atom) {
                      case Symbol symbol -> !symbol.isSize();
                      case Quotient quotient ->
                          quotient.numerator().isOfIntegersOrKnown()
                              && quotient.denominator().isOfIntegersOrKnown();
                    });
  }

  private boolean isOfIntegersOrKnown() {
    return known().isPresent() || isOfIntegers();
  }

  // --- symbols

  /** The names of the symbols that it is made of. */
  public Set<String> symbols() {
    Set<String> names = new TreeSet<>();
    forEachSymbol(symbol -> names.add(symbol.name()));
    return names;
  }

  /** The names of the sizes of inputs that it is made of, arguments left out. */
  public Set<String> sizes() {
    Set<String> names = new TreeSet<>();
    forEachSymbol(
        symbol -> {
          if (symbol.isSize()) {
            names.add(symbol.name());
          }
        });
    return names;
  }

  private void forEachSymbol(Consumer<Symbol> action) {
    for (Monomial monomial : terms.keySet()) {
      for (Atom atom : monomial.atoms()) {
        switch (atom) {
          case Symbol symbol -> action.accept(symbol);
          case Quotient quotient -> {
            quotient.numerator().forEachSymbol(action);
            quotient.denominator().forEachSymbol(action);
          }
        }
      }
    }
  }

  /** The expression with values in the place of symbols; those without one stay. */
  public Dim with(Map<String, Dim> values) {
    if (terms.isEmpty()) {
      return this;
    }
    Dim sum = of(constant);
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

  /**
   * What a symbol must be for this to be zero, where it stands in one term alone and what it is
   * multiplied by divides the rest: 3 for the {@code C} of {@code C*p**2 - 3*p**2}. Sizes are not
   * zero, and arguments that multiply them are none.
   *
   * @param symbol the name of a symbol
   */
  public Optional<Dim> rootIn(String symbol) {
    for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
      Optional<Atom> own =
          term.getKey().atoms().stream()
              .filter(atom -> atom instanceof Symbol each && each.name().equals(symbol))
              .findFirst();
      if (own.isPresent()) {
        Dim product = made(new TreeMap<>(Map.of(term.getKey(), term.getValue())), 0);
        Dim factor = product.floorDiv(ofAtom(own.get()));
        Dim rest = product.minus(this);
        if (factor.symbols().contains(symbol) || rest.symbols().contains(symbol)) {
          return Optional.empty();
        }
        Dim root = rest.floorDiv(factor);
        return root.times(factor).equals(rest) ? Optional.of(root) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  // --- text

  /** As Python would write it; {@code ?} for {@link #any()}. */
  @Override
  public String toString() {
    if (isAny) {
      return "?";
    }
    if (terms.isEmpty()) {
      return Long.toString(constant);
    }
    StringBuilder text = new StringBuilder();
    terms.forEach((monomial, coefficient) -> append(text, monomial, coefficient));
    if (constant != 0) {
      text.append(constant < 0 ? " - " : " + ").append(Math.abs(constant));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Monomial monomial, long coefficient) {
    long shown = coefficient;
    if (!text.isEmpty()) {
      text.append(coefficient < 0 ? " - " : " + ");
      shown = Math.abs(coefficient);
    }
    if (shown == 1) {
      text.append(monomial.text());
    } else {
      boolean isQuotient =
          monomial.atoms().size() == 1 && monomial.atoms().getFirst() instanceof Quotient;
      text.append(shown == -1 ? "-" : shown + "*")
          .append(isQuotient ? "(" + monomial.text() + ")" : monomial.text());
    }
  }

  /** The text, with parentheses where it is not a single name or number. */
  private String factor() {
    boolean isSimple =
        (isNumber() && constant >= 0)
            || (terms.size() == 1
                && constant == 0
                && terms.firstEntry().getValue() == 1
                && terms.firstKey().atoms().size() == 1
                && terms.firstKey().atoms().getFirst() instanceof Symbol);
    return isSimple ? toString() : "(" + this + ")";
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Dim dim
            && dim.isAny == isAny
            && dim.constant == constant
            && dim.terms.equals(terms));
  }

  @Override
  public int hashCode() {
    return 31 * terms.hashCode() + Long.hashCode(constant) + (isAny ? 1 : 0);
  }

  /** As written; for sorting alone. */
  @Override
  public int compareTo(Dim other) {
    return toString().compareTo(other.toString());
  }
}
