package dev.tensorvet.framework;

import java.util.Set;

/** What the transforms of the libraries do to an image on its way to a model. */
public final class Transforms {

  /** What one transform does. */
  public enum Stage {
    /** Gives a tensor of integers. */
    TO_INTEGER,
    /** Gives a tensor of numbers from 0 to 1, or other floating-point numbers. */
    TO_FLOAT,
    /** Shifts and scales by statistics. */
    NORMALISE,
    /** Changes the image by chance. */
    RANDOM,
    /** Cuts, scales or turns the image, and leaves its numbers what they are. */
    PLAIN,
    /** Does something that is not known. */
    OPEN
  }

  private static final Set<String> SEQUENCES =
      Set.of(
          "torchvision.transforms.Compose",
          "torchvision.transforms.v2.Compose",
          "albumentations.Compose",
          "albumentations.Sequential",
          "torch.nn.Sequential");

  private static final Set<String> TO_INTEGER =
      Set.of("PILToTensor", "ToImage", "ToTensorV2", "ToTensorImage");

  private static final Set<String> TO_FLOAT =
      Set.of("ToTensor", "ConvertImageDtype", "ToDtype", "ToFloat", "ToImageTensor");

  private static final Set<String> PLAIN =
      Set.of(
          "Resize",
          "Scale",
          "CenterCrop",
          "Pad",
          "Grayscale",
          "ToPILImage",
          "LongestMaxSize",
          "SmallestMaxSize",
          "PadIfNeeded",
          "ToPureTensor",
          "Identity");

  /** Transforms that change an image by chance, whose names do not say so. */
  private static final Set<String> RANDOM =
      Set.of(
          "ColorJitter",
          "GaussianBlur",
          "ElasticTransform",
          "AutoAugment",
          "RandAugment",
          "TrivialAugmentWide",
          "AugMix",
          "ScaleJitter",
          "GaussianNoise",
          "JPEG",
          "MixUp",
          "CutMix");

  /** Data sets on which every method is tried out first. */
  private static final Set<String> TOYS =
      Set.of("MNIST", "FashionMNIST", "KMNIST", "EMNIST", "QMNIST", "FakeData", "USPS", "Omniglot");

  private Transforms() {}

  /** Whether a transform runs those that it is given, one after the other. */
  public static boolean isSequence(String qualifiedName) {
    return SEQUENCES.contains(qualifiedName);
  }

  /** What a transform of a library does. */
  public static Stage stage(String qualifiedName) {
    String name = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    if (TO_INTEGER.contains(name)) {
      return Stage.TO_INTEGER;
    }
    if (TO_FLOAT.contains(name)) {
      return Stage.TO_FLOAT;
    }
    if (name.equals("Normalize")) {
      return Stage.NORMALISE;
    }
    if (PLAIN.contains(name)) {
      return Stage.PLAIN;
    }
    boolean isRandom =
        RANDOM.contains(name)
            || name.startsWith("Random")
            || (qualifiedName.startsWith("albumentations.") && !name.equals("Lambda"));
    return isRandom ? Stage.RANDOM : Stage.OPEN;
  }

  /** Whether a data set is small, simple and everyone's first. */
  public static boolean isToy(String qualifiedDataset) {
    return TOYS.contains(qualifiedDataset.substring(qualifiedDataset.lastIndexOf('.') + 1));
  }
}
