package dev.tensorvet.rule;

import dev.tensorvet.facts.ModelClass.PlainGroup;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** What is said and done about modules that are kept where the module around them sees none. */
public final class Registration {

  private Registration() {}

  /** What the group is called. */
  public static String noun(PlainGroup group) {
    return switch (group.kind()) {
      case LIST -> "list";
      case TUPLE -> "tuple";
      case DICT, DICT_OF_ANY_KEYS -> "dict";
    };
  }

  /** Puts the group into a container that is a module, where it answers as the group does. */
  public static Optional<Fix> fix(PlainGroup group, SourceFile file) {
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
