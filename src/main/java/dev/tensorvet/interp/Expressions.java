package dev.tensorvet.interp;

import dev.tensorvet.framework.CommandLines;
import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.interp.PythonValue.Int;
import dev.tensorvet.interp.PythonValue.Real;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Evaluates expressions. */
final class Expressions {

  private final Machine machine;

  Expressions(Machine machine) {
    this.machine = machine;
  }

  PythonValue value(Expr expr, Activation code) {
    return switch (expr) {
      case Expr.Name e -> machine.names().value(e, code);
      case Expr.Attribute e ->
          at(e, code, () -> given(machine.members().get(value(e.value(), code), e.name()), code));
      case Expr.Call e -> call(e, code);
      case Expr.Subscript e -> {
        PythonValue owner = value(e.value(), code);
        PythonValue index = index(e.index(), code);
        yield at(e, code, () -> machine.subscripts().get(owner, index));
      }
      case Expr.BinOp e -> {
        PythonValue left = value(e.left(), code);
        PythonValue right = value(e.right(), code);
        yield at(e, code, () -> machine.operators().binary(left, e.operator(), right));
      }
      case Expr.UnaryOp e -> {
        PythonValue operand = value(e.operand(), code);
        yield at(e, code, () -> machine.operators().unary(e.operator(), operand));
      }
      case Expr.BoolOp e -> boolOp(e, code);
      case Expr.Compare e -> compare(e, code);
      case Expr.IfExp e -> conditional(e, code);
      case Expr.NamedExpr e -> {
        PythonValue value = value(e.value(), code);
        machine.statements().assign(e.target(), value, code);
        yield value;
      }
      case Expr.NumberLiteral e -> number(e);
      case Expr.StringLiteral e -> e.isBytes() ? PythonValue.unknown() : new Text(e.value());
      case Expr.BooleanLiteral e -> PythonValue.of(e.value());
      case Expr.NoneLiteral e -> PythonValue.none();
      case Expr.EllipsisLiteral e -> new PythonValue.Ellipsis();
      case Expr.JoinedString e -> joined(e, code);
      case Expr.Interpolation e -> machine.sequences().text(value(e.value(), code));
      case Expr.Tuple e -> elements(e.elements(), code, PythonValue::tuple);
      case Expr.ListExpr e -> elements(e.elements(), code, ListValue::new);
      case Expr.Set e -> elements(e.elements(), code, ListValue::new);
      case Expr.Dict e -> dict(e, code);
      case Expr.ListComp e -> comprehension(e.generators(), e.element(), code);
      case Expr.SetComp e -> comprehension(e.generators(), e.element(), code);
      case Expr.GeneratorExp e -> comprehension(e.generators(), e.element(), code);
      case Expr.DictComp e -> dict(e, code);
      case Expr.Lambda e -> machine.calls().closure(e, code);
      case Expr.Slice e -> index(e, code);
      case Expr.Starred e -> value(e.value(), code);
      case Expr.Await e -> value(e.value(), code);
      case Expr.Yield e -> {
        code.yielded().add(e.value().map(v -> value(v, code)).orElse(PythonValue.none()));
        yield PythonValue.unknown();
      }
      case Expr.YieldFrom e -> {
        machine.sequences().elements(value(e.value(), code)).ifPresent(code.yielded()::addAll);
        yield PythonValue.unknown();
      }
      case Expr.Broken e -> PythonValue.unknown();
    };
  }

  /** Runs something as what a place of the code does. */
  PythonValue at(Node place, Activation code, Supplier<PythonValue> action) {
    if (code.isLibrary()) {
      return action.get();
    }
    machine.trace().enter(new Frame(code.module().file(), place.span(), code.function()));
    try {
      return action.get();
    } finally {
      machine.trace().leave();
    }
  }

  /** What stands between the brackets of a subscript. */
  PythonValue index(Expr index, Activation code) {
    return switch (index) {
      case Expr.Slice slice ->
          new PythonValue.Slice(
              bound(slice.lower(), code), bound(slice.upper(), code), bound(slice.step(), code));
      case Expr.Tuple tuple -> {
        List<PythonValue> parts = new ArrayList<>();
        tuple.elements().forEach(e -> parts.add(index(e, code)));
        yield PythonValue.tuple(parts);
      }
      default -> value(index, code);
    };
  }

  /** What a command line gives instead of a member of a library. */
  private PythonValue given(PythonValue member, Activation code) {
    return member instanceof PythonValue.Library library
        ? CommandLines.flag(library.qualifiedName())
            .map(flag -> machine.names().flag(flag, code.module()))
            .orElse(member)
        : member;
  }

  private PythonValue bound(Optional<Expr> bound, Activation code) {
    return bound.map(b -> value(b, code)).orElse(PythonValue.none());
  }

  // --- calls

  private PythonValue call(Expr.Call call, Activation code) {
    PythonValue callee = value(call.callee(), code);
    if (callee instanceof PythonValue.Library library
        && machine.libraryCalls().isSuper(library)
        && call.arguments().isEmpty()) {
      return code.owner()
          .flatMap(owner -> code.self().map(self -> superOf(owner, self)))
          .orElse(PythonValue.unknown());
    }
    if (callee instanceof PythonValue.Library library && machine.libraryCalls().isLocals(library)) {
      return code.names().asDict();
    }
    Arguments arguments = arguments(call, code);
    if (callee instanceof PythonValue.Library library) {
      Optional<PythonValue> read =
          machine.documents().call(library.qualifiedName(), arguments, code.module());
      if (read.isPresent()) {
        return read.get();
      }
    }
    PythonValue result =
        at(call, code, () -> machine.calls().call(callee, arguments, called(call, code)));
    if (callee instanceof PythonValue.Library && result instanceof TensorValue) {
      writtenInto(call, code).ifPresent(name -> code.names().set(name, result));
    }
    return result;
  }

  /** The variable of the tensor that a function of a library writes its result into. */
  private static Optional<String> writtenInto(Expr.Call call, Activation code) {
    return call.keyword(TensorFunctions.RESULT)
        .filter(
            given -> given instanceof Expr.Name name && code.names().find(name.name()).isPresent())
        .map(given -> ((Expr.Name) given).name());
  }

  private static PythonValue superOf(ClassEntity owner, PythonValue self) {
    return new PythonValue.Super(owner, self);
  }

  /** How a reader knows what is called. */
  private static String called(Expr.Call call, Activation code) {
    String text = code.module().file().text(call.callee().span());
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }

  /** What a call gives, spread arguments taken apart. */
  Arguments arguments(Expr.Call call, Activation code) {
    List<PythonValue> positional = new ArrayList<>();
    SequencedMap<String, PythonValue> keywords = new LinkedHashMap<>();
    boolean isOpen = false;
    for (Expr argument : call.arguments()) {
      if (argument instanceof Expr.Starred starred) {
        Optional<List<PythonValue>> spread =
            machine.sequences().elements(value(starred.value(), code));
        spread.ifPresent(positional::addAll);
        isOpen |= spread.isEmpty();
      } else {
        positional.add(value(argument, code));
      }
    }
    for (Node.Keyword keyword : call.keywords()) {
      PythonValue value = value(keyword.value(), code);
      if (keyword.name().isPresent()) {
        keywords.put(keyword.name().get(), value);
      } else if (value instanceof DictValue dict) {
        isOpen |= dict.isOpen();
        dict.entries()
            .forEach(
                (key, each) -> {
                  if (key instanceof Text name) {
                    keywords.put(name.value(), each);
                  }
                });
      } else {
        isOpen = true;
      }
    }
    return new Arguments(positional, keywords, isOpen);
  }

  // --- conditions

  private PythonValue boolOp(Expr.BoolOp e, Activation code) {
    Proof deciding = e.operator() == Expr.BoolOperator.AND ? Proof.NO : Proof.YES;
    boolean isUndecided = false;
    PythonValue value = PythonValue.unknown();
    for (Expr operand : e.values()) {
      value = value(operand, code);
      Proof truth = machine.truth(value);
      if (truth == deciding) {
        // Whatever the undecided ones are, the result is as false, or as true, as this.
        if (isUndecided && !(value instanceof PythonValue.Bool)) {
          machine.assumptions().assume();
        }
        return value;
      }
      isUndecided |= truth == Proof.UNKNOWN && operand != e.values().getLast();
    }
    if (isUndecided && e.operator() == Expr.BoolOperator.AND && isModule(value)) {
      machine.assumptions().assume();
      return value;
    }
    return isUndecided ? PythonValue.unknown() : value;
  }

  private static boolean isModule(PythonValue value) {
    return value instanceof Instance object && object.isModule();
  }

  private PythonValue compare(Expr.Compare e, Activation code) {
    PythonValue left = value(e.left(), code);
    PythonValue all = PythonValue.of(true);
    for (int i = 0; i < e.operators().size(); i++) {
      PythonValue one = left;
      PythonValue right = value(e.comparators().get(i), code);
      Expr.CompareOperator operator = e.operators().get(i);
      PythonValue each = at(e, code, () -> machine.operators().compare(one, operator, right));
      if (e.operators().size() == 1) {
        return each;
      }
      all = PythonValue.of(all.truth().and(each.truth()));
      left = right;
    }
    return all;
  }

  private PythonValue conditional(Expr.IfExp e, Activation code) {
    Fork fork = new Fork(e.test(), code);
    int guessed = machine.assumptions().guesses();
    Proof truth = machine.truth(value(e.test(), code));
    if (guessed < machine.assumptions().guesses()) {
      machine.trace().assume(truth, fork);
    }
    return switch (truth) {
      case YES -> value(e.body(), code);
      case NO -> value(e.otherwise(), code);
      case UNKNOWN -> {
        Optional<PythonValue> body = perhaps(e.body(), code);
        Optional<PythonValue> otherwise = perhaps(e.otherwise(), code);
        yield body.isPresent() && otherwise.isPresent()
            ? machine.join(body.get(), otherwise.get(), fork)
            : body.or(() -> otherwise).orElse(PythonValue.unknown());
      }
    };
  }

  private Optional<PythonValue> perhaps(Expr expr, Activation code) {
    machine.branching().begin();
    try {
      return Optional.of(value(expr, code));
    } catch (Raised raised) {
      return Optional.empty();
    } finally {
      machine.branching().end();
    }
  }

  // --- displays

  private PythonValue elements(
      List<Expr> elements, Activation code, Function<List<PythonValue>, PythonValue> made) {
    List<PythonValue> values = new ArrayList<>();
    for (Expr element : elements) {
      if (element instanceof Expr.Starred starred) {
        Optional<List<PythonValue>> spread =
            machine.sequences().elements(value(starred.value(), code));
        if (spread.isEmpty()) {
          return PythonValue.unknown();
        }
        values.addAll(spread.get());
      } else {
        values.add(value(element, code));
      }
    }
    return made.apply(values);
  }

  private PythonValue dict(Expr.Dict e, Activation code) {
    DictValue dict = new DictValue();
    for (Node.DictItem item : e.items()) {
      PythonValue value = value(item.value(), code);
      if (item.key().isPresent()) {
        dict.put(value(item.key().get(), code), value);
      } else if (value instanceof DictValue other) {
        other.entries().forEach(dict::put);
        if (other.isOpen()) {
          dict.open();
        }
      } else {
        dict.open();
      }
    }
    return dict;
  }

  private PythonValue comprehension(
      List<Node.Comprehension> generators, Expr element, Activation code) {
    List<PythonValue> collected = new ArrayList<>();
    Activation inner = code.inside(new Environment(Optional.of(code.names())));
    boolean isKnown = turns(generators, 0, inner, () -> collected.add(value(element, inner)));
    ListValue list = new ListValue(collected);
    if (!isKnown) {
      list.open();
    }
    return list;
  }

  private PythonValue dict(Expr.DictComp e, Activation code) {
    DictValue dict = new DictValue();
    Activation inner = code.inside(new Environment(Optional.of(code.names())));
    boolean isKnown =
        turns(
            e.generators(),
            0,
            inner,
            () -> dict.put(value(e.key(), inner), value(e.value(), inner)));
    if (!isKnown) {
      dict.open();
    }
    return dict;
  }

  /** Runs the body of a comprehension for all it goes through; whether that is known. */
  private boolean turns(
      List<Node.Comprehension> generators, int depth, Activation code, Runnable body) {
    if (depth == generators.size()) {
      machine.budget().step();
      body.run();
      return true;
    }
    Node.Comprehension generator = generators.get(depth);
    Optional<List<PythonValue>> elements =
        machine.sequences().elements(value(generator.iterable(), code));
    if (elements.isEmpty()) {
      return false;
    }
    boolean isKnown = true;
    for (PythonValue each : elements.get()) {
      machine.statements().assign(generator.target(), each, code);
      Proof taken = Proof.YES;
      for (Expr condition : generator.conditions()) {
        taken = taken.and(machine.truth(value(condition, code)));
      }
      if (taken == Proof.YES) {
        isKnown &= turns(generators, depth + 1, code, body);
      } else {
        isKnown &= taken == Proof.NO;
      }
    }
    return isKnown;
  }

  // --- literals

  private static PythonValue number(Expr.NumberLiteral e) {
    String text = e.text().replace("_", "");
    try {
      return switch (e.kind()) {
        case INTEGER -> new Int(Dim.of(integer(text)));
        case FLOAT -> new Real(Double.parseDouble(text));
        case IMAGINARY -> PythonValue.unknown();
      };
    } catch (NumberFormatException tooLarge) {
      return PythonValue.unknown();
    }
  }

  private static long integer(String text) {
    if (text.length() > 2 && text.charAt(0) == '0' && Character.isLetter(text.charAt(1))) {
      int radix =
          switch (text.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            default -> 2;
          };
      return Long.parseLong(text.substring(2), radix);
    }
    return Long.parseLong(text);
  }

  private PythonValue joined(Expr.JoinedString e, Activation code) {
    StringBuilder text = new StringBuilder();
    for (Expr part : e.parts()) {
      boolean isFormatted = part instanceof Expr.Interpolation i && i.format().isPresent();
      if (isFormatted || !(value(part, code) instanceof Text known)) {
        return PythonValue.unknown();
      }
      text.append(known.value());
    }
    return new Text(text.toString());
  }
}
