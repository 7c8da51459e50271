package dev.tensorvet.framework;

import java.util.Set;

/** The nodes of yacs, in which a program declares its settings with their defaults. */
public final class Yacs {

  /** What a file holds that declares settings so. */
  public static final String NODE = "CfgNode";

  /** What a program says that takes settings which nobody has declared. */
  public static final String OPEN = "new_allowed";

  /** A key that leads to another file, which is read first. */
  public static final String BASE = "_BASE_";

  private static final Set<String> NODES =
      Set.of("yacs.config.CfgNode", "fvcore.common.config.CfgNode", "detectron2.config.CfgNode");

  private Yacs() {}

  /** Whether a class is a node. */
  public static boolean isNode(String qualifiedName) {
    return NODES.contains(qualifiedName);
  }
}
