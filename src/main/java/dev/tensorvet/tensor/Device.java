package dev.tensorvet.tensor;

/** Where a tensor lies, as far as code says so. */
public enum Device {
  CPU,
  CUDA,
  META,
  UNKNOWN
}
