package dev.tensorvet.reader.code;

import dev.tensorvet.facts.MissingSetting;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ModuleEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.UnknownEntity;
import dev.tensorvet.source.Distance;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds settings that code reads of a module of settings, {@code config.py}, which has none. */
final class MissingSettings implements CodeReader<MissingSetting> {

  private static final String NAMES =
      "(config|configs|cfg|settings|hparams|hyperparameters|constants|opts)";

  /** The names of files that hold settings. */
  private static final Pattern NAMED = Pattern.compile("(?i)(\\w+_)?" + NAMES);

  /** The same within a text, where it makes no difference what stands before. */
  private static final Pattern MENTIONED = Pattern.compile("(?i)" + NAMES);

  /** What a module says whose names are not all written. */
  private static final List<String> OPEN =
      List.of("globals()", "locals()", "vars(", "sys.modules", "exec(", "setattr(", "import *");

  private final Project project;
  private final Mentions mentions;

  MissingSettings(Project project, Mentions mentions) {
    this.project = project;
    this.mentions = mentions;
  }

  @Override
  public Class<MissingSetting> kind() {
    return MissingSetting.class;
  }

  @Override
  public List<MissingSetting> read(SourceModule module) {
    List<MissingSetting> found = new ArrayList<>();
    if (!module.isTest() && MENTIONED.matcher(module.file().text()).find()) {
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.Attribute read
                    && (read.value() instanceof Expr.Name || read.value() instanceof Expr.Attribute)
                    && module.resolve(read.value()) instanceof ModuleEntity holder) {
                  missing(read, holder, module).ifPresent(found::add);
                }
              });
    }
    return found;
  }

  private Optional<MissingSetting> missing(
      Expr.Attribute read, ModuleEntity holder, SourceModule module) {
    Optional<SourceModule> settings =
        holder
            .module()
            .filter(code -> holder.directory().isEmpty() && code != module)
            .filter(MissingSettings::isClosed);
    if (settings.isEmpty()
        || read.name().startsWith("__")
        || settings.get().named(read.name()).isPresent()
        || !(holder.member(read.name()) instanceof UnknownEntity)
        || isTried(read, module)
        || mayBeSet(read.name(), settings.get())) {
      return Optional.empty();
    }
    TreeSet<String> names = new TreeSet<>();
    settings.get().scope().bindings().forEach(binding -> names.add(binding.name()));
    return Optional.of(
        new MissingSetting(
            CodeCalls.place(read, module),
            read.name(),
            settings.get().file().path(),
            Distance.nearest(read.name(), names)));
  }

  /** Whether all names of a module of settings are written in it. */
  private static boolean isClosed(SourceModule code) {
    String file = String.valueOf(code.path().getFileName()).replaceFirst("\\.py$", "");
    return NAMED.matcher(file).matches()
        && code.parsed().problems().isEmpty()
        && code.named("__getattr__").isEmpty()
        && OPEN.stream().noneMatch(code.file().text()::contains);
  }

  private static boolean isTried(Expr.Attribute read, SourceModule module) {
    boolean isAsked =
        module.file().text().contains("hasattr(")
            && Pattern.compile("[\"']" + read.name() + "[\"']")
                .matcher(module.file().text())
                .find();
    return isAsked
        || CodeCalls.around(read, module.tree()).stream().anyMatch(Stmt.Try.class::isInstance);
  }

  /** Whether some code of the project may give the module a setting of this name. */
  private boolean mayBeSet(String name, SourceModule settings) {
    Pattern given =
        Pattern.compile("\\." + name + "\\s*(:[^=\n]+)?=(?!=)|[\"']" + name + "[\"']|setattr\\(");
    return mentions
        .filesWith(name, settings)
        .map(files -> files.stream().anyMatch(file -> holds(file, given)))
        .orElse(true);
  }

  private boolean holds(Path file, Pattern text) {
    return project.module(file).filter(m -> text.matcher(m.file().text()).find()).isPresent();
  }
}
