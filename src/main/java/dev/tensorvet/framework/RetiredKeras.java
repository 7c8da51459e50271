package dev.tensorvet.framework;

/**
 * What Keras gave up. Each version was looked up in what that version holds. What Keras 3 keeps for
 * those alone who ask TensorFlow for it ({@code tf.keras.preprocessing}) is not gone.
 */
final class RetiredKeras {

  static final String ROWS =
      """
      @https://github.com/keras-team/keras/blob/v2.6.0/keras/optimizer_v2/optimizer_v2.py
      keyword | keras.optimizers.{SGD Adam Adamax Nadam Adagrad Adadelta RMSprop Ftrl}(lr) | 2.3 | 3.0 | use `learning_rate=` | 2.3 learning_rate=
      @https://github.com/keras-team/keras/blob/v3.0.0/keras/optimizers/base_optimizer.py
      keyword | keras.optimizers.{SGD Adam Adamax Nadam Adagrad Adadelta RMSprop Ftrl}(decay) | 2.11 | - | use a schedule of `keras.optimizers.schedules` | -
      @https://github.com/keras-team/keras/blob/v3.5.0/keras/src/layers/activations/leaky_relu.py
      keyword | keras.layers.LeakyReLU(alpha) | 3.0 | - | use `negative_slope=` | 3.0 negative_slope=
      keyword | keras.layers.Embedding(input_length) | 3.0 | - | leave it out | -
      member | keras.Model.{fit_generator evaluate_generator predict_generator} | 2.4 | 3.0 | the method without `_generator` takes a generator as well | -
      module | keras.utils.np_utils | - | 2.13 | use `keras.utils` | -
      module | keras.wrappers.scikit_learn | 2.6 | 2.13 | use SciKeras | -
      module | keras.layers.normalization | - | 2.6 | use `keras.layers` | -
      module | keras.layers.merge | - | 2.6 | use `keras.layers` | -
      module | keras.objectives | - | 2.6 | use `keras.losses` | -
      module | keras.preprocessing.text | 2.9 | - | use the layer `TextVectorization` | -
      class | keras.preprocessing.image.ImageDataGenerator | 2.9 | - | use `image_dataset_from_directory` and layers that augment | -
      """;

  private RetiredKeras() {}
}
