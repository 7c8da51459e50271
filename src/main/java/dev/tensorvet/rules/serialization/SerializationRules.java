package dev.tensorvet.rules.serialization;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about how objects are written to files and read from them. */
public final class SerializationRules {

  private SerializationRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new CheckpointKeyMismatch(),
        new DownloadOverHttp(),
        new HfTrustRemoteCode(),
        new LoadStateDictResultAssigned(),
        new LoadStateDictWrongObject(),
        new SaveEntireModel(),
        new TarfileExtractall(),
        new TorchHubLoadUntrusted(),
        new TorchLoadMissingMapLocation(),
        new TorchLoadUnsafe(),
        new YamlLoadUnsafe());
  }
}
