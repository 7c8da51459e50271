package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.ConfigForm;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds what a configuration says is to be called. */
final class ConfigCalls {

  /** A dotted name; with a variable in it, only a run tells what it is. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+");

  private final Project project;

  ConfigCalls(Project project) {
    this.project = project;
  }

  List<ConfigCall> in(SourceModule module) {
    List<ConfigCall> found = new ArrayList<>();
    for (ConfigForm form : ConfigForm.all()) {
      if (module.file().text().contains(form.target()) && isRead(form, module)) {
        DataNodes.mappings(module.parsed().documents())
            .forEach(mapping -> call(mapping, form, module).ifPresent(found::add));
      }
    }
    return found;
  }

  /** Whether some code of the project reads the form, where the form alone does not say it. */
  private boolean isRead(ConfigForm form, SourceModule module) {
    return form.word().isEmpty()
        || project
            .projectRoot(module.path())
            .filter(root -> !project.files().filesWith(form.word().get(), root, true).isEmpty())
            .isPresent();
  }

  private static Optional<ConfigCall> call(
      DataNode.Mapping mapping, ConfigForm form, SourceModule module) {
    Optional<DataNode> target = DataNodes.written(mapping, form.target());
    Optional<String> name = mapping.text(form.target()).filter(n -> NAME.matcher(n).matches());
    Optional<List<DataNode.Entry>> arguments =
        form.arguments().isEmpty()
            ? Optional.of(
                mapping.written().stream().filter(entry -> isArgument(entry.name(), form)).toList())
            : mapping
                .get(form.arguments().get())
                .flatMap(
                    given ->
                        given instanceof DataNode.Mapping inner
                            ? Optional.of(inner.written())
                            : Optional.empty());
    if (target.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    // Without arguments, two words under such a key may mean anything.
    boolean mayBeOther = form.arguments().isPresent() && arguments.isEmpty();
    return mayBeOther
        ? Optional.empty()
        : Optional.of(
            new ConfigCall(
                module,
                name.get(),
                new Place(module.file(), target.get().span()),
                arguments.orElse(List.of()),
                isWhole(mapping) && arguments.isPresent(),
                form.word().isEmpty()));
  }

  /** Whether a mapping holds all that the call gets, and takes over nothing. */
  private static boolean isWhole(DataNode.Mapping mapping) {
    return mapping.written().stream()
        .noneMatch(
            entry ->
                ConfigForm.isOpen(entry.name()) || entry.name().equals(DataNode.Mapping.MERGE));
  }

  private static boolean isArgument(String key, ConfigForm form) {
    return !key.equals(form.target())
        && !key.equals(DataNode.Mapping.MERGE)
        && !ConfigForm.isOwn(key);
  }
}
