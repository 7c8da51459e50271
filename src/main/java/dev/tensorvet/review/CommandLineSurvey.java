package dev.tensorvet.review;

import dev.tensorvet.framework.CommandLines;
import dev.tensorvet.reader.query.CommandFunction;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a file does with a command line: the options that it declares, and whether it reads one. */
final class CommandLineSurvey {

  /** What a command is called whose name is computed. */
  private static final String SOME_COMMAND = "COMMAND";

  private final CodeView view;
  private final List<Expr.Call> options = new ArrayList<>();
  private final List<Expr.Call> defaults = new ArrayList<>();
  private final Set<String> subcommands = new LinkedHashSet<>();
  private final Set<ClassEntity> optionClasses = new LinkedHashSet<>();
  private boolean inheritsOptions;
  private boolean isRead;
  private boolean readsConfiguration;

  CommandLineSurvey(CodeView view) {
    this.view = view;
  }

  /** The calls that declare options. */
  List<Expr.Call> options() {
    return options;
  }

  /** The calls that give options other values than those that they are declared with. */
  List<Expr.Call> defaults() {
    return defaults;
  }

  /** The commands of a command line that has several. */
  Set<String> subcommands() {
    return subcommands;
  }

  /** The classes whose fields are options. */
  Set<ClassEntity> optionClasses() {
    return optionClasses;
  }

  /** Whether there are the options of another's. */
  boolean inheritsOptions() {
    return inheritsOptions;
  }

  /** The functions whose parameters are options, where no decorator declares these. */
  List<CommandFunction> functions() {
    return CommandFunction.in(view.module()).stream()
        .filter(f -> f.options().stream().allMatch(o -> o.declared() instanceof Node.Parameter))
        .toList();
  }

  boolean isRead() {
    return isRead || !functions().isEmpty();
  }

  /** Whether a configuration is read that the command line can change. */
  boolean readsConfiguration() {
    return readsConfiguration;
  }

  /** Takes the decorator of a function in. */
  void decorator(Expr decorator) {
    if (decorator instanceof Expr.Call call) {
      Optional<String> name = view.library(call.callee());
      if (name.filter(CommandLines::isOption).isPresent()) {
        options.add(call);
        isRead = true;
      }
      readsConfiguration |= name.filter(CommandLines::readsConfiguration).isPresent();
    }
  }

  /** Takes a call in. */
  void call(Expr.Call call, String name, Optional<String> library) {
    boolean isMethod = call.callee() instanceof Expr.Attribute;
    if (isMethod && CommandLines.addsOption(name)) {
      options.add(call);
    }
    if (isMethod && CommandLines.setsDefaults(name)) {
      defaults.add(call);
    }
    if (isMethod && CommandLines.addsCommand(name) && !call.arguments().isEmpty()) {
      subcommands.add(
          call.arguments().getFirst() instanceof Expr.StringLiteral command
              ? command.value()
              : SOME_COMMAND);
    }
    if (library.filter(CommandLines::declaresFlag).isPresent()) {
      options.add(call);
      isRead = true;
    }
    isRead |= isMethod && CommandLines.parses(name);
    inheritsOptions |= call.keyword(CommandLines.PARENTS).isPresent();
    if (library.filter(CommandLines::readsFields).isPresent()) {
      call.arguments().stream().findFirst().ifPresent(this::fields);
    }
  }

  /** The fields of the classes that a command line is read into. */
  private void fields(Expr given) {
    List<Expr> types = given instanceof Expr.Tuple several ? several.elements() : List.of(given);
    for (Expr each : types) {
      if ((each instanceof Expr.Name || each instanceof Expr.Attribute)
          && view.module().resolve(each) instanceof ClassEntity type) {
        isRead = true;
        optionClasses.add(type);
      }
    }
  }
}
