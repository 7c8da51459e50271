package dev.tensorvet.reader.code;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.List;

/** Finds what a file's code does with data that cannot be meant. */
final class DataSlips implements CodeReader<DataSlip> {

  private final Mentions mentions;

  DataSlips(Mentions mentions) {
    this.mentions = mentions;
  }

  @Override
  public Class<DataSlip> kind() {
    return DataSlip.class;
  }

  @Override
  public List<DataSlip> read(SourceModule module) {
    List<DataSlip> found = new ArrayList<>();
    if (!module.isTest()) {
      found.addAll(new TransformSlips(module).read());
      found.addAll(new LoaderSlips(module).read());
      found.addAll(new DatasetSlips(module, mentions).read());
      found.addAll(new SampleSlips(module).read());
      found.addAll(new SharedFetches(module).read());
      found.addAll(new OverlappingParts(module).read());
      found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
    }
    return found;
  }
}
