package dev.tensorvet.reader.config;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.facts.LightningSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.reader.code.LightningClass;
import dev.tensorvet.reader.code.LightningLogs;
import dev.tensorvet.reader.query.ConfigCall;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.reader.query.NamePattern;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.workspace.Memo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a configuration has a callback of Lightning watch, and no module of a project logs.
 */
final class LightningMonitors {

  private final Project project;
  private final Mentions mentions;
  private final ConfigTargets targets;
  private final Memo<Path, Optional<List<NamePattern>>> logged;

  LightningMonitors(Project project, Mentions mentions, ConfigTargets targets) {
    this.project = project;
    this.mentions = mentions;
    this.targets = targets;
    this.logged = new Memo<>(project.files());
  }

  /**
   * @param calls what the configuration says is to be called
   */
  List<LightningSlip> in(SourceModule config, List<ConfigCall> calls) {
    List<LightningSlip> found = new ArrayList<>();
    for (ConfigCall call : calls) {
      if (targets.library(call).filter(LightningApi::watches).isPresent()) {
        call.arguments().stream()
            .filter(entry -> entry.name().equals(LightningApi.MONITOR))
            .findFirst()
            .flatMap(entry -> slip(entry.value(), config))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<LightningSlip> slip(DataNode value, SourceModule config) {
    if (!(value instanceof DataNode.Scalar scalar)
        || !(scalar.value() instanceof String text)
        // What a run fills in.
        || text.contains("${")
        || text.equals("???")) {
      return Optional.empty();
    }
    String wanted = LightningApi.withoutSuffix(text);
    Optional<List<NamePattern>> names =
        project.projectRoot(config.path()).flatMap(root -> logged.get(root, r -> logged(config)));
    boolean isLogged =
        names.isEmpty()
            || names.get().isEmpty()
            || LightningApi.isOwnMetric(wanted)
            || names.get().stream().anyMatch(name -> name.fits(wanted) || name.fits(text))
            || isWritten(wanted, config);
    return isLogged
        ? Optional.empty()
        : Optional.of(
            new LightningSlip(
                Kind.NEVER_LOGGED,
                new Place(config.file(), scalar.span()),
                text,
                LightningLogs.nearest(wanted, whole(names.get())),
                Optional.empty(),
                Certainty.LIKELY));
  }

  private static Set<String> whole(List<NamePattern> names) {
    Set<String> told = new LinkedHashSet<>();
    names.stream().filter(NamePattern::isWhole).forEach(name -> told.add(name.prefix()));
    return told;
  }

  /** The names that all modules of the project log; empty when they cannot all be told. */
  private Optional<List<NamePattern>> logged(SourceModule config) {
    Optional<List<Path>> files = mentions.filesWith(LightningApi.MODULE_WORD, config);
    List<NamePattern> all = new ArrayList<>();
    boolean isKnown = files.isPresent();
    for (Path file : files.orElse(List.of())) {
      for (ClassEntity type : classes(file)) {
        Optional<LightningClass> owner = LightningClass.of(type);
        if (owner.isPresent()) {
          Optional<List<NamePattern>> names =
              owner.filter(LightningClass::isKnown).flatMap(LightningLogs::logged);
          isKnown &= names.isPresent();
          names.ifPresent(all::addAll);
        }
      }
    }
    return isKnown ? Optional.of(List.copyOf(all)) : Optional.empty();
  }

  private List<ClassEntity> classes(Path file) {
    return project
        .module(file)
        .filter(module -> !module.file().language().isData())
        .map(SourceModule::classes)
        .orElse(List.of());
  }

  /** Whether other code writes the name: a callback, or a function that logs for all. */
  private boolean isWritten(String name, SourceModule config) {
    String word = name.replaceFirst("^.*[^A-Za-z0-9_]", "");
    return mentions
        .filesWith(word, config)
        .map(
            files ->
                files.stream()
                    .filter(file -> !file.equals(config.path()))
                    .flatMap(file -> project.module(file).stream())
                    .anyMatch(module -> module.file().text().contains(name)))
        .orElse(true);
  }
}
