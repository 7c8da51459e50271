package dev.tensorvet.framework;

import java.util.Set;
import java.util.regex.Pattern;

/** How images lie in memory: as they are read, the channels of each pixel stand side by side. */
public final class Pictures {

  private static final Set<String> READERS =
      Set.of(
          "cv2.imread",
          "PIL.Image.open",
          "imageio.imread",
          "imageio.v2.imread",
          "matplotlib.image.imread",
          "matplotlib.pyplot.imread",
          "scipy.misc.imread",
          "skimage.io.imread");

  private static final Set<String> KEEPING =
      Set.of(
          "cv2.resize",
          "cv2.cvtColor",
          "cv2.flip",
          "cv2.GaussianBlur",
          "cv2.copyMakeBorder",
          "cv2.warpAffine",
          "numpy.array",
          "numpy.asarray",
          "numpy.float32",
          "numpy.ascontiguousarray",
          "torch.from_numpy",
          "torch.tensor",
          "torch.as_tensor",
          "torch.FloatTensor",
          "torch.Tensor");

  private static final Set<String> KEEPING_METHODS =
      Set.of(
          "astype",
          "copy",
          "float",
          "double",
          "contiguous",
          "to",
          "cuda",
          "type",
          "clone",
          "resize",
          "convert",
          "crop");

  private static final Pattern OTHER_COLOURS =
      Pattern.compile("convert\\((?!\\s*['\"](RGB|BGR|HSV|YCbCr|LAB)['\"])");

  private Pictures() {}

  /** Whether a function reads an image with its colours, if it is not asked for anything else. */
  public static boolean readsColours(String qualifiedName) {
    return READERS.contains(qualifiedName);
  }

  /** Whether a flag asks for an image with its colours. */
  public static boolean asksForColours(String qualifiedName) {
    return qualifiedName.equals("cv2.IMREAD_COLOR");
  }

  /** Whether a function leaves the channels of an image where they are. */
  public static boolean keepsLayout(String qualifiedName) {
    return KEEPING.contains(qualifiedName);
  }

  /** The same for a method of an array or a tensor. */
  public static boolean keepsLayoutAsMethod(String method) {
    return KEEPING_METHODS.contains(method);
  }

  /** Whether a call, as it is written, may leave an image one channel, or give it a fourth. */
  public static boolean mayDropColours(String call) {
    return call.contains("GRAY") || OTHER_COLOURS.matcher(call).find();
  }

  /** Whether a function or a method gives an array or a tensor other sizes. */
  public static boolean reshapes(String name) {
    return name.equals("reshape") || name.equals("view");
  }
}
