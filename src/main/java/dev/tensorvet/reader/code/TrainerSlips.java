package dev.tensorvet.reader.code;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.TrainerApi;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.Vocabulary;
import java.util.List;

/**
 * Finds what a file tells the trainer of Hugging Face that it refuses or takes otherwise. Safe for
 * use by many threads.
 */
final class TrainerSlips implements CodeReader<TrainerSlip> {

  private final Frameworks frameworks;
  private final Mentions mentions;
  private final Requirements requirements;

  TrainerSlips(Frameworks frameworks, Mentions mentions, Requirements requirements) {
    this.frameworks = frameworks;
    this.mentions = mentions;
    this.requirements = requirements;
  }

  @Override
  public Class<TrainerSlip> kind() {
    return TrainerSlip.class;
  }

  @Override
  public List<TrainerSlip> read(SourceModule module) {
    if (module.isTest() || !TrainerApi.mayUse(module.file().text())) {
      return List.of();
    }
    TrainerNotes notes = new TrainerNotes(module);
    new TrainerArguments(module, notes).read();
    new TrainerData(module, notes).read();
    new GenerationPadding(module, notes).read();
    new TrainerModels(
            module,
            frameworks,
            mentions,
            () -> requirements.of(module, TrainerApi.DISTRIBUTIONS).range(),
            () -> Vocabulary.of(module, Vocabulary::words),
            notes)
        .read();
    return notes.found();
  }
}
