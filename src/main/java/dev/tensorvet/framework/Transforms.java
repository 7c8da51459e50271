package dev.tensorvet.framework;

import dev.tensorvet.tensor.Proof;
import java.util.List;
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
    /** Changes the image, by chance if its arguments say so. */
    MAYBE_RANDOM,
    /** Cuts, scales or turns the image, and leaves its numbers what they are. */
    PLAIN,
    /** Does something that is not known. */
    OPEN
  }

  private static final String TORCHVISION = "torchvision.transforms.";

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
          "ElasticTransform",
          "AutoAugment",
          "RandAugment",
          "TrivialAugmentWide",
          "AugMix",
          "ScaleJitter",
          "GaussianNoise",
          "MixUp",
          "CutMix");

  /**
   * Transforms that draw from a range that they are given, or run others, which may be random: a
   * blur of one width is the same each time.
   */
  private static final Set<String> MAYBE_RANDOM =
      Set.of(
          "GaussianBlur", "JPEG", "RandomTransforms", "RandomApply", "RandomChoice", "RandomOrder");

  private static final Set<String> MOVES =
      Set.of(
          "RandomCrop",
          "RandomResizedCrop",
          "RandomHorizontalFlip",
          "RandomVerticalFlip",
          "RandomRotation",
          "RandomAffine",
          "RandomPerspective");

  /** Data sets on which every method is tried out first. */
  private static final Set<String> TOYS =
      Set.of("MNIST", "FashionMNIST", "KMNIST", "EMNIST", "QMNIST", "FakeData", "USPS", "Omniglot");

  /** Of a sequence: the transforms that it runs. */
  public static final Parameter STEPS = new Parameter(0, "transforms");

  /** Of a random transform: how often it does something. */
  public static final Parameter PROBABILITY = new Parameter(-1, "p");

  /** Of the transform that shifts and scales: by what. */
  public static final Parameter MEAN = new Parameter(0, "mean");

  public static final Parameter SPREAD = new Parameter(1, "std");

  /** Of a dataset: what changes its images. */
  public static final String OF_DATASET = "transform";

  /** The greatest number of an image of bytes. */
  public static final double MOST = 255;

  /** Numbers from 0 to 1 have no mean above it, however they were shifted. */
  public static final double HIGHEST_MEAN = 3;

  /** The channels of an image in colours. */
  public static final int COLOURS = 3;

  /** The spreads of ImageNet, which nearly all take from each other. */
  private static final List<Double> SPREADS = List.of(0.229, 0.224, 0.225);

  private Transforms() {}

  /** Whether a text may name a transform of images. */
  public static boolean mayTransform(String code) {
    return code.contains("transforms");
  }

  /** Whether a transform is one of torchvision's. */
  public static boolean isOfImages(String qualifiedName) {
    return qualifiedName.startsWith(TORCHVISION);
  }

  /** Whether a transform runs those of torchvision's that it is given, one after the other. */
  public static boolean isImageSequence(String qualifiedName) {
    return isOfImages(qualifiedName) && isSequence(qualifiedName);
  }

  private static boolean is(String qualifiedName, String name) {
    return isOfImages(qualifiedName) && qualifiedName.endsWith("." + name);
  }

  /** Whether a transform makes of an image a tensor of numbers from 0 to 1. */
  public static boolean scales(String qualifiedName) {
    return is(qualifiedName, "ToTensor");
  }

  /** Whether a transform makes of an image a tensor. */
  public static boolean makesTensor(String qualifiedName) {
    return is(qualifiedName, "ToTensor")
        || is(qualifiedName, "PILToTensor")
        || is(qualifiedName, "ToImage");
  }

  /** Whether a transform makes of a tensor an image. */
  public static boolean makesImage(String qualifiedName) {
    return is(qualifiedName, "ToPILImage");
  }

  /** Whether a transform takes a tensor, and no image. */
  public static boolean wantsTensor(String qualifiedName) {
    return is(qualifiedName, "RandomErasing") && !qualifiedName.contains(".v2.");
  }

  /** Whether a transform gives an image of another number of channels. */
  public static boolean changesChannels(String qualifiedName) {
    return is(qualifiedName, "Grayscale") || is(qualifiedName, "RGB");
  }

  /** Whether a transform moves an image, or cuts from it, by chance. */
  public static boolean movesByChance(String qualifiedName) {
    String name = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    return isOfImages(qualifiedName) && MOVES.contains(name);
  }

  /** Whether a dataset has images of one channel. */
  public static boolean isGrey(String qualifiedDataset) {
    String name = qualifiedDataset.substring(qualifiedDataset.lastIndexOf('.') + 1);
    return qualifiedDataset.startsWith("torchvision.datasets.")
        && (name.endsWith("MNIST") || name.equals("USPS"));
  }

  /** Whether the mean has the numbers that are known as those of the spread. */
  public static boolean areSwapped(List<Double> means, List<Double> spreads) {
    return means.equals(SPREADS) && !spreads.equals(SPREADS);
  }

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
    if (MAYBE_RANDOM.contains(name) && qualifiedName.startsWith(TORCHVISION)) {
      return Stage.MAYBE_RANDOM;
    }
    boolean isRandom =
        RANDOM.contains(name)
            || name.startsWith("Random")
            || (qualifiedName.startsWith("albumentations.") && !name.equals("Lambda"));
    return isRandom ? Stage.RANDOM : Stage.OPEN;
  }

  /** Whether a transform gives another result each time; unknown where that is not documented. */
  public static Proof isRandom(String qualifiedName) {
    if (!qualifiedName.startsWith(TORCHVISION)) {
      return Proof.UNKNOWN;
    }
    return switch (stage(qualifiedName)) {
      case RANDOM -> Proof.YES;
      case MAYBE_RANDOM, OPEN -> Proof.UNKNOWN;
      case TO_INTEGER, TO_FLOAT, NORMALISE, PLAIN -> Proof.NO;
    };
  }

  /** Whether a data set is small, simple and everyone's first. */
  public static boolean isToy(String qualifiedDataset) {
    return TOYS.contains(qualifiedDataset.substring(qualifiedDataset.lastIndexOf('.') + 1));
  }
}
