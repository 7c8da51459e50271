package dev.tensorvet.requirement;

import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.Ledger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code requirements.txt} and the files that it includes, as pip does. */
final class RequirementsText {

  private static final Pattern INCLUDE =
      Pattern.compile("(?:-r|-c|--requirement|--constraint)(?:\\s+|=|(?=[^\\s-]))(.+)");
  private static final Pattern OPTIONS = Pattern.compile("\\s--[a-z].*");
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");

  private final Ledger files;
  private final Set<Path> seen = new HashSet<>();
  private final List<Requirement> found = new ArrayList<>();

  private RequirementsText(Ledger files) {
    this.files = files;
  }

  static List<Requirement> read(Path file, Ledger files) {
    RequirementsText text = new RequirementsText(files);
    text.file(file);
    return text.found;
  }

  private void file(Path file) {
    if (!seen.add(file)) {
      return;
    }
    String text = files.read(file).map(SourceFile::text).orElse("").replace("\\\n", " ");
    for (String line : text.lines().toList()) {
      line(COMMENT.matcher(line).replaceFirst("").strip(), file);
    }
  }

  private void line(String line, Path file) {
    Matcher include = INCLUDE.matcher(line);
    if (include.matches()) {
      sibling(file, include.group(1).strip()).ifPresent(this::file);
    } else if (!line.startsWith("-")) {
      Requirement.pep508(OPTIONS.matcher(line).replaceFirst("")).ifPresent(found::add);
    }
  }

  private static Optional<Path> sibling(Path file, String name) {
    try {
      return Optional.of(file.resolveSibling(name).normalize());
    } catch (InvalidPathException address) {
      return Optional.empty();
    }
  }
}
