package dev.tensorvet.framework;

/** What the names of Keras and TensorFlow mean. */
public final class Keras {

  static final String TOP_LEVEL = "keras tensorflow tf_keras keras_hub keras_cv keras_nlp";

  private Keras() {}

  static Framework framework() {
    return Framework.empty()
        .withoutModules(TOP_LEVEL)
        .alias("tensorflow.keras", "keras")
        .alias("tensorflow.python.keras", "keras")
        .alias("tensorflow.compat.v2.keras", "keras")
        .alias("tf_keras", "keras");
  }
}
