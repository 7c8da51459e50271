package dev.tensorvet.rules.model;

import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.facts.ModelClass.PlainGroup;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** Layers in a plain list are no part of the module. */
final class ModuleListPlain implements Rule<ModelClass> {

  @Override
  public Class<ModelClass> subject() {
    return ModelClass.class;
  }

  @Override
  public void check(ModelClass model, RuleContext context) {
    for (PlainGroup group : model.plainGroups()) {
      Finding finding =
          Finding.of(
                  id(),
                  group.place(),
                  "`self."
                      + group.attribute()
                      + "` is a plain "
                      + noun(group.kind())
                      + ": its layers are not registered in `"
                      + model.type().name()
                      + "`")
              .withRelated(List.of(new Related(group.called(), "a layer of it is called here")));
      context.report(finding.withFix(fix(group, context.file())));
    }
  }

  private static String noun(PlainGroup.Kind kind) {
    return switch (kind) {
      case LIST -> "list";
      case TUPLE -> "tuple";
      case DICT, DICT_OF_ANY_KEYS -> "dict";
    };
  }

  private static Optional<Fix> fix(PlainGroup group, SourceFile file) {
    if (group.qualifier().isEmpty() || group.kind() == PlainGroup.Kind.DICT_OF_ANY_KEYS) {
      return Optional.empty();
    }
    String container =
        group.qualifier().get()
            + (group.kind() == PlainGroup.Kind.DICT ? ".ModuleDict" : ".ModuleList");
    String value = file.text(group.outside());
    boolean isBareTuple =
        group.kind() == PlainGroup.Kind.TUPLE && group.outside().equals(group.value().span());
    String argument = isBareTuple ? "[" + value + "]" : value;
    return Optional.of(
        new Fix(
            "wrap it in `" + container + "`",
            Fix.Safety.SAFE,
            List.of(new TextEdit(group.outside(), container + "(" + argument + ")"))));
  }
}
