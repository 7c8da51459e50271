package dev.tensorvet.reader.config;

import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.ConfigForm;
import dev.tensorvet.reader.query.ConfigCall;
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
    // What a test reads may be wrong on purpose.
    if (module.isTest()) {
      return List.of();
    }
    List<ConfigCall> found = new ArrayList<>();
    for (ConfigForm form : ConfigForm.all()) {
      if (module.file().text().contains(form.target()) && isRead(form, module)) {
        DataNodes.mappings(module.parsed().documents())
            .forEach(mapping -> call(mapping, form, module).ifPresent(found::add));
      }
    }
    for (ConfigForm.Section section : ConfigForm.sections()) {
      for (DataNode document : module.parsed().documents()) {
        section(section, document, module)
            .filter(call -> section.words().stream().anyMatch(word -> isUsed(word, module)))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<ConfigCall> section(
      ConfigForm.Section section, DataNode document, SourceModule module) {
    Optional<DataNode> at =
        section.key().isEmpty()
            ? Optional.of(document)
            : document instanceof DataNode.Mapping root
                ? DataNodes.written(root, section.key().get())
                : Optional.empty();
    return at.isPresent()
            && at.get() instanceof DataNode.Mapping mapping
            && section.mark().flatMap(mark -> mapping.get(mark)).isPresent()
                == section.mark().isPresent()
        ? Optional.of(
            new ConfigCall(
                module,
                section.type(),
                new Place(module.file(), mapping.span()),
                mapping.written(),
                false,
                false))
        : Optional.empty();
  }

  private boolean isUsed(String word, SourceModule module) {
    return project
        .projectRoot(module.path())
        .filter(root -> !project.files().filesWith(word, root, true).isEmpty())
        .isPresent();
  }

  /** Whether some code of the project reads the form, where the form alone does not say it. */
  private boolean isRead(ConfigForm form, SourceModule module) {
    return form.word().isEmpty() || isUsed(form.word().get(), module);
  }

  private static Optional<ConfigCall> call(
      DataNode.Mapping mapping, ConfigForm form, SourceModule module) {
    Optional<DataNode> target = DataNodes.written(mapping, form.target());
    Optional<String> name = mapping.text(form.target()).filter(n -> NAME.matcher(n).matches());
    Optional<List<DataNode.Entry>> arguments =
        form.arguments().isEmpty()
            ? Optional.of(
                mapping.written().stream().filter(entry -> isArgument(entry, form)).toList())
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

  private static boolean isArgument(DataNode.Entry entry, ConfigForm form) {
    return !entry.name().equals(form.target())
        && !entry.name().equals(DataNode.Mapping.MERGE)
        && !DataNodes.isOfReader(entry.name(), entry.value());
  }
}
