package dev.tensorvet.review;

import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.DataNode;

/** A configuration file, read. */
public record ConfigFile(SourceFile file, DataNode root) {}
