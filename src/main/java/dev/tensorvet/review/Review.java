package dev.tensorvet.review;

import dev.tensorvet.semantic.ClassEntity;
import java.util.List;

/**
 * What a repository is made of and does.
 *
 * @param name of the folder
 * @param models the classes of models, those first that a reader looks for: what programs train,
 *     then what is no part of another
 * @param untraced models whose shapes are not followed
 * @param unrepeatable what a second run would not do again
 */
public record Review(
    String name,
    List<ReviewedFile> files,
    List<EntryPoint> entries,
    List<Library> libraries,
    List<Program> programs,
    List<ClassEntity> models,
    List<UntracedModel> untraced,
    List<Check> checks,
    List<Setting> settings,
    List<Keeping> keepings,
    List<Remark> unrepeatable,
    List<Split> splits) {

  public Review {
    files = List.copyOf(files);
    entries = List.copyOf(entries);
    libraries = List.copyOf(libraries);
    programs = List.copyOf(programs);
    models = List.copyOf(models);
    untraced = List.copyOf(untraced);
    checks = List.copyOf(checks);
    settings = List.copyOf(settings);
    keepings = List.copyOf(keepings);
    unrepeatable = List.copyOf(unrepeatable);
    splits = List.copyOf(splits);
  }
}
