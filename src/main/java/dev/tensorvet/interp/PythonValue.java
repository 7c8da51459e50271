package dev.tensorvet.interp;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.ModuleEntity;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Device;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression of Python gives, as far as that is known. Values that Python may change in
 * place are objects with an identity; all others are records that are equal if they are the same.
 */
// The interpreter touches this type first, before there are threads.
@SuppressWarnings("ClassInitializationDeadlock")
sealed interface PythonValue
    permits PythonValue.None,
        PythonValue.Bool,
        PythonValue.Int,
        PythonValue.Real,
        PythonValue.Ratio,
        PythonValue.SomeReal,
        PythonValue.Text,
        PythonValue.Tuple,
        PythonValue.TupleType,
        PythonValue.Slice,
        PythonValue.Ellipsis,
        PythonValue.Type,
        PythonValue.Place,
        PythonValue.ClassValue,
        PythonValue.Function,
        PythonValue.Method,
        PythonValue.Member,
        PythonValue.Library,
        PythonValue.PythonModule,
        PythonValue.Partial,
        PythonValue.Super,
        PythonValue.ShapeOf,
        PythonValue.Array,
        PythonValue.OpenFile,
        PythonValue.Repeated,
        PythonValue.Unknown,
        ListValue,
        DictValue,
        Instance,
        TensorValue {

  record None() implements PythonValue {}

  record Bool(boolean value) implements PythonValue {}

  /** An integer; it may be an expression of symbols. */
  record Int(Dim value) implements PythonValue {}

  record Real(double value) implements PythonValue {}

  /**
   * A float that is one integer over another, with symbols: {@code dim / 2}, {@code dim * 4.0}.
   *
   * @param below positive
   */
  record Ratio(Dim above, Dim below) implements PythonValue {

    static Ratio whole(Dim value) {
      return new Ratio(value, Dim.of(1));
    }

    /** The integer that {@code int} makes of it, which is not negative in the code of models. */
    Dim floor() {
      return above.floorDiv(below);
    }
  }

  /**
   * A float that is not known: {@code dim ** -0.5}.
   *
   * @param symbols what it is computed from
   */
  record SomeReal(Set<String> symbols) implements PythonValue {
    public SomeReal {
      symbols = Collections.unmodifiableSet(new TreeSet<>(symbols));
    }

    /** What is computed from numbers that are not all known. */
    static SomeReal of(PythonValue... numbers) {
      Set<String> symbols = new TreeSet<>();
      for (PythonValue number : numbers) {
        symbols.addAll(number.symbols());
      }
      return new SomeReal(symbols);
    }
  }

  record Text(String value) implements PythonValue {}

  /**
   * A tuple.
   *
   * @param fields the names of a named tuple; empty for any other
   */
  record Tuple(List<PythonValue> elements, List<String> fields) implements PythonValue {
    public Tuple {
      elements = List.copyOf(elements);
      fields = List.copyOf(fields);
    }
  }

  /** What {@code collections.namedtuple} makes. */
  record TupleType(List<String> fields) implements PythonValue {
    public TupleType {
      fields = List.copyOf(fields);
    }
  }

  record Slice(PythonValue lower, PythonValue upper, PythonValue step) implements PythonValue {}

  record Ellipsis() implements PythonValue {}

  /** A type of tensors' elements. */
  record Type(DType value) implements PythonValue {}

  /** A device. */
  record Place(Device value) implements PythonValue {}

  /** A class of the project or of the library's own text. */
  record ClassValue(ClassEntity entity) implements PythonValue {}

  /**
   * A function or lambda.
   *
   * @param around the names that its code sees around it; empty for one of a module
   * @param defaults the values of its defaults, for one that code of a function makes
   */
  record Function(
      FunctionEntity entity, Optional<Environment> around, Map<String, PythonValue> defaults)
      implements PythonValue {

    @Override
    public boolean equals(Object other) {
      return other instanceof Function function
          && function.entity == entity
          && function.around.equals(around);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(entity);
    }
  }

  /** A function that is called on something. */
  record Method(PythonValue receiver, Function function) implements PythonValue {}

  /** A method of something that Python or a library defines: {@code x.view}, {@code "a".join}. */
  record Member(PythonValue receiver, String name) implements PythonValue {}

  /** Something of a library that no code here defines. */
  record Library(String qualifiedName) implements PythonValue {}

  /** A module of the project or of the library's own text. */
  record PythonModule(ModuleEntity entity) implements PythonValue {}

  /** {@code functools.partial}. */
  record Partial(
      PythonValue callee, List<PythonValue> arguments, SequencedMap<String, PythonValue> keywords)
      implements PythonValue {}

  /**
   * {@code super()} in a method of a class.
   *
   * @param here the class whose method asks
   */
  record Super(ClassEntity here, PythonValue self) implements PythonValue {}

  /** The shape of a tensor of unknown rank. */
  record ShapeOf(TensorValue tensor) implements PythonValue {}

  /** An array of NumPy, by the tensor that has its shape. */
  record Array(TensorValue tensor) implements PythonValue {}

  /** A file, or the object that stands for its path. */
  record OpenFile(String path) implements PythonValue {}

  /**
   * What gives any number of elements, one at least, that are all like this one: a loader, whose
   * batches have one form.
   */
  record Repeated(PythonValue element) implements PythonValue {}

  /**
   * Something that is not known.
   *
   * @param name what the code calls it, where it is one thing throughout: an argument of a
   *     constructor, or a part of one; empty for anything else
   */
  record Unknown(String name) implements PythonValue {}

  static PythonValue none() {
    return new None();
  }

  /** Something of which nothing is known. */
  static PythonValue unknown() {
    return new Unknown("");
  }

  static PythonValue of(boolean value) {
    return new Bool(value);
  }

  static PythonValue of(Proof answer) {
    return switch (answer) {
      case YES -> new Bool(true);
      case NO -> new Bool(false);
      case UNKNOWN -> unknown();
    };
  }

  static PythonValue of(long value) {
    return new Int(Dim.of(value));
  }

  static PythonValue of(Dim value) {
    return value.isAny() ? unknown() : new Int(value);
  }

  static PythonValue tuple(List<PythonValue> elements) {
    return new Tuple(elements, List.of());
  }

  /** As an integer; any for what is none, or is not known. */
  default Dim asDim() {
    return switch (this) {
      case Int number -> number.value();
      case Bool flag -> Dim.of(flag.value() ? 1 : 0);
      case Unknown unknown when !unknown.name().isEmpty() -> Dim.integer(unknown.name());
      default -> Dim.any();
    };
  }

  /** Of a number: the names of the sizes and arguments that it is computed from. */
  default Set<String> symbols() {
    return switch (this) {
      case SomeReal number -> number.symbols();
      case Ratio number -> {
        Set<String> symbols = new TreeSet<>(number.above().symbols());
        symbols.addAll(number.below().symbols());
        yield symbols;
      }
      default -> asDim().symbols();
    };
  }

  /** What {@code if} makes of it. */
  default Proof truth() {
    return switch (this) {
      case None none -> Proof.NO;
      case Bool flag -> Proof.of(flag.value());
      case Int number -> number.value().equalTo(0).not();
      case Ratio number -> number.above().equalTo(0).not();
      case Real number -> Proof.of(number.value() != 0);
      case Text text -> Proof.of(!text.value().isEmpty());
      case Tuple tuple -> Proof.of(!tuple.elements().isEmpty());
      case ListValue list -> list.isOpen() ? Proof.UNKNOWN : Proof.of(!list.elements().isEmpty());
      case DictValue dict ->
          !dict.entries().isEmpty() ? Proof.YES : dict.isOpen() ? Proof.UNKNOWN : Proof.NO;
      case Unknown unknown -> Proof.UNKNOWN;
      case SomeReal number -> Proof.UNKNOWN;
      case TensorValue tensor -> Proof.UNKNOWN;
      case Array array -> Proof.UNKNOWN;
      case ShapeOf shape -> Proof.UNKNOWN;
      case Library library -> Proof.UNKNOWN;
      case Member member -> Proof.UNKNOWN;
      case Instance object -> Proof.UNKNOWN;
      case TupleType type -> Proof.YES;
      case Slice slice -> Proof.YES;
      case Ellipsis ellipsis -> Proof.YES;
      case Type type -> Proof.YES;
      case Place place -> Proof.YES;
      case ClassValue type -> Proof.YES;
      case Function function -> Proof.YES;
      case Method method -> Proof.YES;
      case PythonModule module -> Proof.YES;
      case OpenFile file -> Proof.YES;
      case Repeated many -> Proof.YES;
      case Partial partial -> Proof.YES;
      case Super above -> Proof.YES;
    };
  }
}
