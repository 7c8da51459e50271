package dev.tensorvet.framework;

/** What TensorFlow gave up. */
final class RetiredTensorflow {

  static final String ROWS =
      """
      @https://www.tensorflow.org/api_docs/python/tf/gather
      keyword | tensorflow.gather(validate_indices) | 2.0 | - | leave it out, it does nothing | -
      """;

  private RetiredTensorflow() {}
}
