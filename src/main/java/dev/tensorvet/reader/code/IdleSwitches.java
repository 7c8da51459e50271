package dev.tensorvet.reader.code;

import dev.tensorvet.facts.IdleSwitch;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the assignments of a file that are to switch gradients, and do not. */
final class IdleSwitches implements CodeReader<IdleSwitch> {

  @Override
  public Class<IdleSwitch> kind() {
    return IdleSwitch.class;
  }

  @Override
  public List<IdleSwitch> read(SourceModule module) {
    List<IdleSwitch> found = new ArrayList<>();
    if (GraphFlow.maySwitch(module.file().text()) && !module.isTest()) {
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Stmt.Assign assign
                    && assign.targets().size() == 1
                    && assign.targets().getFirst() instanceof Expr.Attribute member) {
                  read(assign, member, module).ifPresent(found::add);
                }
              });
    }
    return found;
  }

  private static Optional<IdleSwitch> read(
      Stmt.Assign assign, Expr.Attribute member, SourceModule module) {
    boolean isOwn = member.value() instanceof Expr.Name owner && owner.name().equals("self");
    if (isOwn) {
      return Optional.empty();
    }
    if (GraphFlow.isMisspelt(member.name()) && !isRead(member.name(), module)) {
      Span name = new Span(member.end() - member.name().length(), member.end());
      return Optional.of(slip(assign, member, false, new TextEdit(name, GraphFlow.SWITCH), module));
    }
    if (member.name().equals(GraphFlow.SWITCH) && isModule(member.value(), module)) {
      TextEdit call =
          new TextEdit(
              new Span(member.end(), assign.end()),
              "_(" + CodeCalls.text(assign.value(), module) + ")");
      return Optional.of(slip(assign, member, true, call, module));
    }
    return Optional.empty();
  }

  private static IdleSwitch slip(
      Stmt.Assign assign,
      Expr.Attribute member,
      boolean isOfModule,
      TextEdit repair,
      SourceModule module) {
    return new IdleSwitch(
        CodeCalls.place(assign, module),
        CodeCalls.text(member, module),
        GraphFlow.SWITCH,
        isOfModule,
        Optional.of(repair));
  }

  /** Whether the file has a use for a member of this name, and so one of its own. */
  private static boolean isRead(String name, SourceModule module) {
    return Tree.holds(
        module.tree().root(),
        node ->
            node instanceof Expr.Attribute member
                && member.name().equals(name)
                && !(module.tree().parent(member).orElse(member) instanceof Stmt.Assign assign
                    && assign.targets().stream().anyMatch(target -> target.id() == member.id())));
  }

  private static boolean isLayer(String name) {
    return Layers.isWeighted(name) || Layers.isSequence(name) || Layers.isBuilder(name);
  }

  /** Whether an object was made as a module, of the project or of the library. */
  private static boolean isModule(Expr value, SourceModule module) {
    return CodeCalls.onlyValue(value, module)
        .filter(
            made ->
                made instanceof Expr.Call call
                    && (CodeCalls.isCall(call, IdleSwitches::isLayer, module)
                        || (module.resolve(call.callee()) instanceof ClassEntity type
                            && Layers.isModule(type))))
        .isPresent();
  }
}
