package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.util.stream.Collectors;

/** The text form of what the names of a file mean. */
public final class NameText {

  private NameText() {}

  public static String of(SourceModule module) {
    StringBuilder text = new StringBuilder("module " + module.name() + "\n");
    for (Binding binding : module.scope().bindings()) {
      Expr.Name name = new Expr.Name(module.tree().root().id(), 0, 0, binding.name());
      text.append("  ").append(binding.name()).append(" = ");
      text.append(describe(module.resolve(name))).append('\n');
    }
    for (ClassEntity type : module.classes()) {
      Mro mro = type.mro();
      text.append("class ").append(type.qualifiedName()).append(": ");
      text.append(mro.linear().stream().map(NameText::describe).collect(Collectors.joining(", ")));
      text.append(mro.isComplete() ? "\n" : ", and what is not known\n");
      for (String attribute : type.attributeNames()) {
        text.append("  .").append(attribute).append('\n');
      }
    }
    for (FunctionEntity function : module.functions()) {
      text.append("function ").append(function.qualifiedName()).append(": ");
      text.append(
          function.scope().bindings().stream().map(Binding::name).collect(Collectors.joining(", ")));
      text.append('\n');
    }
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call) {
                reference(module, call.callee(), text);
              }
            });
    return text.toString();
  }

  private static void reference(SourceModule module, Node callee, StringBuilder to) {
    if (callee instanceof Expr.Name || callee instanceof Expr.Attribute) {
      Entity entity = module.resolve((Expr) callee);
      if (!(entity instanceof UnknownEntity) && !(entity instanceof VariableEntity)) {
        to.append(module.file().locate(callee.start()))
            .append(' ')
            .append(module.file().text(callee.span()))
            .append(" is ")
            .append(describe(entity))
            .append('\n');
      }
    }
  }

  private static String describe(Entity entity) {
    return switch (entity) {
      case ClassEntity type -> "class " + type.qualifiedName();
      case FunctionEntity function -> "function " + function.qualifiedName();
      case ModuleEntity module -> "module " + module.qualifiedName();
      case LibraryEntity library -> library.qualifiedName();
      case VariableEntity variable -> "a variable";
      case UnknownEntity unknown -> "not known";
    };
  }
}
