package dev.tensorvet.reader.config;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.CommandLines;
import dev.tensorvet.framework.TrainerParameters;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CommandFunction;
import dev.tensorvet.reader.query.Flags;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The options that a program has, where all of them are written.
 *
 * @param names without the dashes before them
 * @param isByFields whether they are the fields of classes, whose names may be written with dashes
 * @param isAbbreviated whether the beginning of a name will do
 * @param areOthersKnown whether no library that the program uses may have more
 * @param reader where the program reads its command line, or calls what does
 */
record CommandOptions(
    Set<String> names,
    boolean isByFields,
    boolean isAbbreviated,
    boolean areOthersKnown,
    Place reader) {

  /** Whether a name, the dashes before it left out, is that of an option. */
  boolean has(String name) {
    if (names.contains(name) || name.equals("help")) {
      return true;
    }
    String field = name.replace('-', '_');
    if (isByFields
        && (names.contains(field)
            || names.contains(field.replaceFirst("^no_", ""))
            || names.contains(field.replaceFirst("\\.no_", ".")))) {
      return true;
    }
    return isAbbreviated
        && names.stream().anyMatch(option -> option.startsWith(isByFields ? field : name));
  }

  /** Empty where a program reads no command line, or may have more options than are written. */
  static Optional<CommandOptions> of(SourceModule program) {
    Reader reader = new Reader();
    reader.read(program, 0);
    if (reader.isOpen || reader.ways.size() != 1) {
      return Optional.empty();
    }
    Way way = reader.ways.iterator().next();
    return reader
        .reads(program)
        .map(
            place ->
                new CommandOptions(
                    Set.copyOf(reader.names),
                    way == Way.FIELDS || way == Way.PARAMETERS,
                    reader.isAbbreviated && (way == Way.PARSER || way == Way.FIELDS),
                    way != Way.FLAGS,
                    place));
  }

  /** How a program says which options it has. */
  private enum Way {
    PARSER,
    FIELDS,
    /** A function is called with them, and its decorators or defaults tell them. */
    FUNCTION,
    /** The same, where each parameter is one. */
    PARAMETERS,
    FLAGS
  }

  /** Reads the options of a program out of its files. */
  private static final class Reader {

    /** How far from the program its options are declared. */
    private static final int DEEPEST = 3;

    private static final Pattern PARSER = Pattern.compile("(?i)\\w*(parser|group)\\w*|p|ap");

    private final Set<String> names = new TreeSet<>();
    private final List<Read> reads = new ArrayList<>();
    private final Set<SourceModule> seen = new HashSet<>();

    /** The functions and classes that the files of the program call. */
    private final Set<Entity> called = new HashSet<>();

    /** The calls of the program that lead to other files. */
    private final List<Expr.Call> leading = new ArrayList<>();

    private final Set<Way> ways = EnumSet.noneOf(Way.class);
    private boolean isAbbreviated = true;
    private boolean isOpen;

    /** Where a command line is read. */
    private record Read(Node call, SourceModule module) {

      boolean isIn(Entity code) {
        return switch (code) {
          case FunctionEntity function ->
              function.module() == module && function.node().span().contains(call.span());
          case ClassEntity type ->
              type.module() == module && type.node().span().contains(call.span());
          default -> false;
        };
      }
    }

    /** Where a program reads its command line, or leads to what does. */
    Optional<Place> reads(SourceModule program) {
      return reads.stream()
          .filter(read -> read.module() == program)
          .map(read -> CodeCalls.shown(read.call(), program))
          .findFirst()
          .or(
              () ->
                  leading.stream()
                      .filter(
                          way -> reads.stream().anyMatch(r -> called.stream().anyMatch(r::isIn)))
                      .map(way -> CodeCalls.place(way, program))
                      .findFirst());
    }

    void read(SourceModule module, int depth) {
      if (!seen.add(module)) {
        return;
      }
      isOpen |=
          CommandLines.mayHaveMore(module.file().text()) || !module.parsed().problems().isEmpty();
      if (isOpen) {
        return;
      }
      functions(module, depth);
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.Call call) {
                  call(call, module, depth);
                } else if (node instanceof Stmt.ClassDef type) {
                  isOpen |= type.bases().stream().anyMatch(Reader::isParserClass);
                }
              });
    }

    /** A function that is called with the options of the program; several are commands of it. */
    private void functions(SourceModule module, int depth) {
      List<CommandFunction> commands = CommandFunction.in(module);
      isOpen |= commands.size() > 1 || (depth > 0 && !commands.isEmpty());
      for (CommandFunction command : commands) {
        isOpen |= command.isOpen();
        ways.add(command.isByParameters() ? Way.PARAMETERS : Way.FUNCTION);
        reads.add(new Read(command.function().node(), module));
        command.options().stream()
            .flatMap(option -> option.names().stream())
            .forEach(option -> names.add(option.replaceFirst("^-+", "")));
        if (command.isByParameters()) {
          // A switch is turned off so.
          command.options().forEach(option -> names.add("no" + option.parameter()));
        }
      }
    }

    /** The flags of all files of the project, since any of them may be imported. */
    private void flags(Expr.Call call, SourceModule module) {
      ways.add(Way.FLAGS);
      reads.add(new Read(call, module));
      for (String flag : Flags.of(module).keySet()) {
        names.add(flag);
        names.add("no" + flag);
      }
    }

    private static boolean isParserClass(Expr base) {
      return switch (base) {
        case Expr.Name name -> name.name().endsWith(CommandLines.PARSER_CLASS);
        case Expr.Attribute member -> member.name().endsWith(CommandLines.PARSER_CLASS);
        default -> false;
      };
    }

    private void call(Expr.Call call, SourceModule module, int depth) {
      String name = CodeCalls.name(call);
      boolean isMethod = call.callee() instanceof Expr.Attribute;
      Optional<String> library = CodeCalls.library(call.callee(), module);
      if (isMethod && CommandLines.addsOption(name)) {
        option(call);
      } else if (library.filter(CommandLines::isParser).isPresent()) {
        ways.add(Way.PARSER);
        isAbbreviated &= !CodeCalls.is(call.keyword(CommandLines.ABBREVIATES), false);
      } else if (library.filter(CommandLines::readsFields).isPresent()) {
        fields(call, module);
      } else if (library.filter(CommandLines::readsFlags).isPresent()) {
        flags(call, module);
      } else if (isMethod && name.equals(CommandLines.PARSES)) {
        isOpen |=
            call.arguments().stream()
                .anyMatch(a -> !(a instanceof Expr.Name || a instanceof Expr.NoneLiteral));
        reads.add(new Read(call, module));
      } else if (name.endsWith(CommandLines.PARSER_CLASS)) {
        isOpen = true;
      } else {
        other(call, module, depth);
      }
    }

    private void option(Expr.Call call) {
      for (Expr given : call.arguments()) {
        if (given instanceof Expr.StringLiteral literal) {
          names.add(literal.value().replaceFirst("^-+", ""));
        } else {
          isOpen = true;
        }
      }
      isOpen |= CodeCalls.isOpen(call);
    }

    /** Another function may declare options, of a parser that it is given or of its own. */
    private void other(Expr.Call call, SourceModule module, int depth) {
      Entity callee = module.resolve(call.callee());
      called.add(callee);
      boolean isGivenParser =
          Stream.concat(
                  call.arguments().stream(), call.keywords().stream().map(Node.Keyword::value))
              .anyMatch(given -> isParser(given, module));
      switch (callee) {
        case FunctionEntity function -> follow(call, function.module(), depth, isGivenParser);
        case ClassEntity type -> {
          for (Entity each : type.mro().linear()) {
            if (each instanceof ClassEntity above) {
              follow(call, above.module(), depth, isGivenParser);
            }
          }
        }
        default -> isOpen |= isGivenParser;
      }
    }

    private static boolean isParser(Expr given, SourceModule module) {
      return given instanceof Expr.Name name
          && (PARSER.matcher(name.name()).matches()
              || CodeCalls.onlyValue(name, module)
                  .filter(value -> CodeCalls.isCall(value, CommandLines::isParser, module))
                  .isPresent());
    }

    private void follow(Expr.Call call, SourceModule module, int depth, boolean isNeeded) {
      String text = module.file().text();
      if (isNeeded || CommandLines.mayAddOptions(text)) {
        if (depth == 0 && !seen.contains(module)) {
          leading.add(call);
        }
        if (depth < DEEPEST) {
          read(module, depth + 1);
        } else {
          isOpen |= !seen.contains(module);
        }
      }
    }

    // --- classes whose fields are the options

    private void fields(Expr.Call call, SourceModule module) {
      ways.add(Way.FIELDS);
      isAbbreviated &=
          CodeCalls.library(call.callee(), module)
              .filter(CommandLines::takesBeginnings)
              .isPresent();
      reads.add(new Read(call, module));
      List<Expr> given =
          call.arguments().stream()
              .limit(1)
              .flatMap(
                  first ->
                      first instanceof Expr.Tuple several
                          ? several.elements().stream()
                          : Stream.of(first))
              .toList();
      isOpen |= given.isEmpty();
      for (Expr type : given) {
        Optional<Set<String>> known =
            CodeCalls.library(type, module).flatMap(TrainerParameters::of);
        if (known.isPresent()) {
          names.addAll(known.get());
        } else if (module.resolve(type) instanceof ClassEntity entity) {
          declare(entity, "", 0);
        } else {
          isOpen = true;
        }
      }
    }

    private void declare(ClassEntity type, String above, int depth) {
      Optional<DataclassFields> fields = DataclassFields.of(type);
      if (fields.isEmpty() || depth > DEEPEST) {
        isOpen = true;
        return;
      }
      names.addAll(fields.get().others());
      for (DataclassFields.Field field : fields.get().own().values()) {
        String name = above + field.name();
        names.add(name);
        // A library that flattens classes in classes has their fields as its own.
        names.add(field.name());
        switch (field.module().resolve(field.node().annotation())) {
          case ClassEntity inner when DataclassFields.of(inner).isPresent() ->
              declare(inner, name + ".", depth + 1);
          default -> isOpen |= isOfSeveral(field);
        }
      }
    }

    /** {@code Adam | Sgd}: one of several classes, each with options of its own. */
    private static boolean isOfSeveral(DataclassFields.Field field) {
      String type = CodeCalls.text(field.node().annotation(), field.module());
      return type.matches(".*(\\||Union\\[|Optional\\[).*")
          && field.module().classes().stream()
              .anyMatch(each -> type.matches(".*\\b" + each.name() + "\\b.*"));
    }
  }
}
