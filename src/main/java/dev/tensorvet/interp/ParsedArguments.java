package dev.tensorvet.interp;

import dev.tensorvet.framework.CommandLines;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The arguments of a command line that a model is built with: {@code Net(args)}, where the project
 * has a parser whose arguments are those that the constructor reads.
 */
final class ParsedArguments {

  /** What has fewer names in common is the same by accident. */
  private static final int FEWEST_NAMES = 2;

  /** Files of a project that parse arguments; what more do has no one command line. */
  private static final int MOST_FILES = 8;

  private final Machine machine;

  ParsedArguments(Machine machine) {
    this.machine = machine;
  }

  /** The variable that holds what a parameter is given; empty where no parser fits it. */
  Optional<Binding> of(Node.Parameter parameter, FunctionEntity init) {
    Set<String> read = read(parameter.name(), init);
    if (read.size() < FEWEST_NAMES) {
      return Optional.empty();
    }
    SourceModule own = init.module();
    Optional<Binding> best = Optional.empty();
    long most = read.size() / 2;
    List<SourceModule> others = own.othersWith(CommandLines.PARSES);
    for (SourceModule module :
        Stream.concat(Stream.of(own), others.stream()).limit(MOST_FILES).toList()) {
      for (Binding binding : parsed(module)) {
        long fitting = read.stream().filter(name -> holds(binding, name)).count();
        if (fitting > most) {
          most = fitting;
          best = Optional.of(binding);
        }
      }
    }
    return best;
  }

  /** {@code args.hidden} of a parameter {@code args}. */
  static Set<String> read(String parameter, FunctionEntity init) {
    Set<String> names = new TreeSet<>();
    Tree.walk(
        init.node(),
        node -> {
          if (node instanceof Expr.Attribute attribute
              && attribute.value() instanceof Expr.Name name
              && name.name().equals(parameter)) {
            names.add(attribute.name());
          }
        });
    return names;
  }

  private boolean holds(Binding arguments, String name) {
    try {
      return machine.names().variable(arguments) instanceof DictValue dict
          && dict.get(new Text(name)).isPresent();
    } catch (Raised
        | Budget.Exceeded
        | Assumptions.Undecided
        | Assumptions.Unsized
        | Uses.Found undecided) {
      return false;
    }
  }

  /** The variables of {@code args = parser.parse_args()}. */
  private static List<Binding> parsed(SourceModule module) {
    List<Binding> found = new ArrayList<>();
    Tree.walk(
        module.scope().node(),
        node -> {
          if (node instanceof Stmt.Assign assign
              && assign.value() instanceof Expr.Call call
              && call.callee() instanceof Expr.Attribute method
              && method.name().equals(CommandLines.PARSES)
              && assign.targets().getFirst() instanceof Expr.Name name) {
            module.scopeAt(name).visible(name.name()).ifPresent(found::add);
          }
        });
    return found;
  }
}
