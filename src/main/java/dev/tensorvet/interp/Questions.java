package dev.tensorvet.interp;

import dev.tensorvet.framework.PythonType;
import dev.tensorvet.interp.PythonValue.Bool;
import dev.tensorvet.interp.PythonValue.ClassValue;
import dev.tensorvet.interp.PythonValue.Int;
import dev.tensorvet.interp.PythonValue.Ratio;
import dev.tensorvet.interp.PythonValue.Real;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.interp.PythonValue.Tuple;
import dev.tensorvet.interp.PythonValue.Unknown;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/** What code asks of values: whether they are of a type, have a member, can be called. */
final class Questions {

  private final Machine machine;

  Questions(Machine machine) {
    this.machine = machine;
  }

  /** How answers about elements become one. */
  @FunctionalInterface
  interface Joined {
    Proof of(Proof left, Proof right);
  }

  PythonValue any(PythonValue sequence, Proof start, Joined joined) {
    Optional<List<PythonValue>> elements = machine.sequences().elements(sequence);
    if (elements.isEmpty()) {
      return PythonValue.unknown();
    }
    Proof answer = start;
    for (PythonValue each : elements.get()) {
      answer = joined.of(answer, each.truth());
    }
    return PythonValue.of(answer);
  }

  PythonValue getAttribute(PythonValue owner, PythonValue name, Arguments arguments) {
    if (!(name instanceof Text text)) {
      return PythonValue.unknown();
    }
    Optional<PythonValue> otherwise = arguments.get(2, "default");
    boolean isMissing =
        owner instanceof Instance && machine.members().has(owner, text.value()).truth() == Proof.NO;
    return isMissing && otherwise.isPresent()
        ? otherwise.get()
        : machine.members().get(owner, text.value());
  }

  Proof isCallable(PythonValue value) {
    return switch (value) {
      case PythonValue.Function function -> Proof.YES;
      case PythonValue.Method method -> Proof.YES;
      case ClassValue type -> Proof.YES;
      case PythonValue.Partial partial -> Proof.YES;
      case PythonValue.Library library -> Proof.YES;
      case Instance object -> Proof.of(object.isModule());
      case Unknown unknown -> unknown.name().isEmpty() ? Proof.UNKNOWN : Proof.NO;
      case PythonValue.Member member -> Proof.UNKNOWN;
      case PythonValue.TupleType type -> Proof.YES;
      default -> Proof.NO;
    };
  }

  /** Whether a value is a function that code defines; what is called like one may be another. */
  Proof isFunction(PythonValue value) {
    return switch (value) {
      case PythonValue.Function function -> Proof.YES;
      case PythonValue.Method method -> Proof.UNKNOWN;
      case PythonValue.Member member -> Proof.UNKNOWN;
      case PythonValue.Library library -> Proof.UNKNOWN;
      case Unknown unknown -> Proof.UNKNOWN;
      default -> Proof.NO;
    };
  }

  /** Whether a value is an object of a class, or of one of several. */
  Proof isInstance(PythonValue value, PythonValue type) {
    if (type instanceof Tuple several) {
      Proof any = Proof.NO;
      for (PythonValue each : several.elements()) {
        any = any.or(isInstance(value, each));
      }
      return any;
    }
    if (value instanceof Unknown unknown && !unknown.name().isEmpty()) {
      // An argument of which nothing is known is used as a number.
      machine.assumptions().assume();
      return Proof.of(
          type instanceof PythonValue.Library wanted
              && PythonType.of(wanted.qualifiedName())
                  .filter(t -> t == PythonType.INT || t == PythonType.NUMBER)
                  .isPresent());
    }
    if (value instanceof Unknown || type instanceof Unknown) {
      return Proof.UNKNOWN;
    }
    if (value instanceof TensorValue
        && type instanceof PythonValue.Library wanted
        && PythonType.of(wanted.qualifiedName()).filter(PythonType::isCollection).isPresent()) {
      // Code that asks is given other things than tensors too.
      machine.assumptions().assume();
    }
    return switch (type) {
      case ClassValue wanted ->
          switch (value) {
            case Instance object -> machine.classes().isSubclass(object.type(), wanted.entity());
            case Tuple tuple when !tuple.fields().isEmpty() -> Proof.UNKNOWN;
            // A member of an enumeration is its value here, which may be anything.
            default -> machine.classes().isEnumeration(wanted.entity()) ? Proof.UNKNOWN : Proof.NO;
          };
      case PythonValue.Library wanted -> isOfLibrary(value, wanted.qualifiedName());
      default -> Proof.UNKNOWN;
    };
  }

  /** Whether a class is another or inherits from it, or from one of several. */
  Proof isSubclass(PythonValue type, PythonValue above) {
    if (above instanceof Tuple several) {
      Proof any = Proof.NO;
      for (PythonValue each : several.elements()) {
        any = any.or(isSubclass(type, each));
      }
      return any;
    }
    if (!(type instanceof ClassValue own)) {
      return Proof.UNKNOWN;
    }
    return switch (above) {
      case ClassValue wanted -> machine.classes().isSubclass(own.entity(), wanted.entity());
      case PythonValue.Library wanted ->
          machine.classes().isSubclass(own.entity(), new LibraryEntity(wanted.qualifiedName()));
      default -> Proof.UNKNOWN;
    };
  }

  private Proof isOfLibrary(PythonValue value, String type) {
    Optional<PythonType> known = PythonType.of(type);
    return known.isPresent() ? is(value, known.get()) : isOfOther(value, type);
  }

  private Proof is(PythonValue value, PythonType type) {
    return switch (type) {
      case INT -> Proof.of(value instanceof Int || value instanceof Bool);
      case FLOAT -> Proof.of(value instanceof Real || value instanceof Ratio);
      case BOOL -> Proof.of(value instanceof Bool);
      case TEXT -> Proof.of(value instanceof Text);
      case LIST -> Proof.of(value instanceof ListValue);
      case TUPLE -> Proof.of(value instanceof Tuple);
      case DICT -> Proof.of(value instanceof DictValue);
      case SEQUENCE ->
          unlessInstance(
              value, value instanceof ListValue || value instanceof Tuple || value instanceof Text);
      case ITERABLE ->
          unlessInstance(
              value,
              value instanceof ListValue
                  || value instanceof Tuple
                  || value instanceof Text
                  || value instanceof DictValue
                  || value instanceof TensorValue);
      case SLICE -> Proof.of(value instanceof PythonValue.Slice);
      // A set is a list here.
      case OTHER -> value instanceof ListValue ? Proof.UNKNOWN : Proof.NO;
      case TENSOR -> Proof.of(value instanceof TensorValue);
      case PARAMETER -> Proof.of(value instanceof TensorValue tensor && tensor.isParameter());
      case MODULE -> Proof.of(value instanceof Instance object && object.isModule());
      case NUMBER ->
          Proof.of(
              value instanceof Int
                  || value instanceof Real
                  || value instanceof Bool
                  || value instanceof Ratio);
      case DTYPE -> Proof.of(value instanceof PythonValue.Type);
      case DEVICE -> Proof.of(value instanceof PythonValue.Place);
      case CALLABLE -> isCallable(value);
      case FUNCTION -> unlessOfLibrary(value, value instanceof PythonValue.Function);
      case PARTIAL -> Proof.of(value instanceof PythonValue.Partial);
      case CLASS -> unlessOfLibrary(value, value instanceof ClassValue);
      case ENUMERATION ->
          unlessOfLibrary(
              value,
              value instanceof ClassValue named && machine.classes().isEnumeration(named.entity()));
    };
  }

  /** What a library has under a name may be a class or a function. */
  private static Proof unlessOfLibrary(PythonValue value, boolean is) {
    return value instanceof PythonValue.Library ? Proof.UNKNOWN : Proof.of(is);
  }

  private static Proof unlessInstance(PythonValue value, boolean is) {
    return value instanceof Instance ? Proof.UNKNOWN : Proof.of(is);
  }

  private Proof isOfOther(PythonValue value, String type) {
    return value instanceof Instance object
        ? machine.classes().isSubclass(object.type(), new LibraryEntity(type))
        : Proof.UNKNOWN;
  }
}
