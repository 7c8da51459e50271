package dev.tensorvet.requirement;

import dev.tensorvet.source.Language;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.ParsedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The libraries that one file asks for, each with its place: of pip, of a project, of conda. */
public final class WrittenRequirements {

  /**
   * A library that is asked for.
   *
   * @param name as the package index has it
   */
  public record Written(String name, VersionRange range, Span place) {}

  private final List<Written> found = new ArrayList<>();

  private WrittenRequirements() {}

  /** What a file asks for, in the order of its text; nothing where it is of another kind. */
  public static List<Written> in(ParsedFile file) {
    WrittenRequirements all = new WrittenRequirements();
    String path = file.source().path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (DataNode root : file.documents()) {
      if (file.source().language() == Language.REQUIREMENTS) {
        all.texts(Optional.of(root), false);
      } else if (name.equals("pyproject.toml") && root instanceof DataNode.Mapping top) {
        top.get("project").ifPresent(all::project);
      } else if (Requirements.isEnvironment(name) && root instanceof DataNode.Mapping top) {
        all.environment(top);
      }
    }
    return all.found;
  }

  private void project(DataNode project) {
    if (project instanceof DataNode.Mapping table) {
      texts(table.get("dependencies"), false);
    }
  }

  private void environment(DataNode.Mapping top) {
    texts(top.get("dependencies"), true);
    if (top.get("dependencies").orElse(top) instanceof DataNode.Sequence all) {
      for (DataNode each : all.elements()) {
        if (each instanceof DataNode.Mapping inner) {
          texts(inner.get("pip"), false);
        }
      }
    }
  }

  private void texts(Optional<DataNode> list, boolean isConda) {
    if (list.isPresent() && list.get() instanceof DataNode.Sequence all) {
      for (DataNode each : all.elements()) {
        if (each instanceof DataNode.Scalar scalar
            && scalar.value() instanceof String text
            && !text.startsWith("-")) {
          String plain = text.replaceFirst("\\s--[a-z].*", "").replaceFirst("\\\\$", "");
          (isConda ? Requirement.conda(plain) : Requirement.pep508(plain))
              .ifPresent(r -> found.add(new Written(r.name(), r.range(), scalar.span())));
        }
      }
    }
  }
}
