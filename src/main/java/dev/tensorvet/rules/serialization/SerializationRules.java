package dev.tensorvet.rules.serialization;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about how objects are written to files and read from them. */
public final class SerializationRules {

  private SerializationRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "checkpoint-key-mismatch" -> new CheckpointKeyMismatch();
      case "compile-state-dict-prefix" -> new CompileStateDictPrefix();
      case "download-over-http" -> new DownloadOverHttp();
      case "hf-trust-remote-code" -> new HfTrustRemoteCode();
      case "keras-load-model-unsafe" -> new KerasLoadModelUnsafe();
      case "load-state-dict-result-assigned" -> new LoadStateDictResultAssigned();
      case "load-state-dict-strict-false" -> new LoadStateDictStrictFalse();
      case "load-state-dict-wrong-object" -> new LoadStateDictWrongObject();
      case "save-entire-model" -> new SaveEntireModel();
      case "tarfile-extractall" -> new TarfileExtractall();
      case "torch-hub-load-untrusted" -> new TorchHubLoadUntrusted();
      case "torch-load-missing-map-location" -> new TorchLoadMissingMapLocation();
      case "torch-load-unsafe" -> new TorchLoadUnsafe();
      case "yaml-load-unsafe" -> new YamlLoadUnsafe();
      case "wrapped-state-dict-saved" -> new WrappedStateDictSaved();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
