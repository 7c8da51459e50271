package dev.tensorvet.framework;

import dev.tensorvet.requirement.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which release of PyTorch the libraries beside it are made for. */
public final class Releases {

  /** What all of them are made for. */
  public static final String TORCH = "torch";

  public static final String NUMPY = "numpy";

  /** Before this release, PyTorch is made for NumPy before {@link #NEW_NUMPY}. */
  public static final Version FIRST_WITH_NEW_NUMPY = Version.of("2.3");

  public static final Version NEW_NUMPY = Version.of("2");

  /** The libraries that come out with each release, and ask for just that one. */
  private static final Set<String> BESIDE = Set.of("torchvision", "torchaudio", "torchtext");

  /** Since this release of the first line, numbers go up together. */
  private static final int FIRST_MINOR = 7;

  private static final int LAST_OF_FIRST_LINE = 13;

  /** Since the release after this one, torchaudio asks for no release of PyTorch. */
  private static final int LAST_OF_AUDIO = 10;

  private Releases() {}

  public static boolean isBeside(String library) {
    return BESIDE.contains(library);
  }

  /**
   * The release of a library that is made for a release of PyTorch; empty where that is not known.
   *
   * @param torch a minor version
   */
  public static Optional<Version> beside(String library, Version torch) {
    int line = torch.parts().get(0);
    // A version leaves out the nought at its end.
    int minor = torch.parts().size() > 1 ? torch.parts().get(1) : 0;
    boolean isKnown =
        line == 2 || (line == 1 && minor >= FIRST_MINOR && minor <= LAST_OF_FIRST_LINE);
    if (!isKnown) {
      return Optional.empty();
    }
    return switch (library) {
      case "torchvision" ->
          Optional.of(version(0, line == 1 ? minor + 1 : minor + LAST_OF_FIRST_LINE + 2));
      case "torchaudio" ->
          line == 2 && minor > LAST_OF_AUDIO
              ? Optional.empty()
              : Optional.of(line == 1 ? version(0, minor) : version(2, minor));
      case "torchtext" ->
          line == 2 && minor > 3
              ? Optional.empty()
              : Optional.of(version(0, line == 1 ? minor + 1 : minor + LAST_OF_FIRST_LINE + 2));
      default -> Optional.empty();
    };
  }

  private static Version version(int major, int minor) {
    return Version.parse(major + "." + minor).orElseGet(() -> new Version(List.of(major), false));
  }
}
