package dev.tensorvet.reader.code;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import java.util.List;

/**
 * Finds what cannot be meant in the way models are put together: one walk over a file for calls,
 * one reading of each class that is a module.
 */
final class StructureSlips implements CodeReader<StructureSlip> {

  private final Frameworks frameworks;
  private final LayerValues values;
  private final Mentions mentions;

  StructureSlips(Frameworks frameworks, Mentions mentions) {
    this.frameworks = frameworks;
    this.values = new LayerValues(frameworks);
    this.mentions = mentions;
  }

  @Override
  public Class<StructureSlip> kind() {
    return StructureSlip.class;
  }

  @Override
  public List<StructureSlip> read(SourceModule module) {
    if (!Layers.mayBeUsed(module.file().text()) || module.isTest()) {
      return List.of();
    }
    StructureNotes notes = new StructureNotes(module, frameworks, values);
    new CallStructure(notes).read();
    for (ClassEntity type : module.classes()) {
      if (Layers.isModule(type)) {
        new ConstructionSlips(type, notes).read();
        new MemberSlips(type, notes, mentions).read();
        new ForwardSlips(type, notes).read();
        new LayerReuse(type, notes).read();
        new DeviceSlips(type, notes, mentions).read();
      }
    }
    return notes.found();
  }
}
