package dev.tensorvet.requirement;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library that a project asks for.
 *
 * @param name as the package index has it, in lower case with {@code -} between its parts
 * @param range the versions that will do
 */
record Requirement(String name, VersionRange range) {

  private static final Pattern PEP_508 =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^\\]]*\\])?\\s*(?:@\\s*(\\S+)|\\(?([^;()]*)\\)?)"
              + "\\s*(?:;.*)?");

  /** {@code torch-1.13.1%2Bcu117-cp310-cp310-linux_x86_64.whl} at the end of an address. */
  private static final Pattern WHEEL =
      Pattern.compile("(?:.*/)?([A-Za-z0-9_.]+)-([0-9][^-/]*)-[^/]*\\.whl(?:#.*)?");

  /** {@code pytorch::pytorch=1.13.1=py310_cuda}. */
  private static final Pattern CONDA =
      Pattern.compile("(?:[^\\s:]+::)?([A-Za-z0-9][A-Za-z0-9._-]*)\\s*([^\\s\\[]*.*)");

  static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  static Requirement of(String name, VersionRange range) {
    return new Requirement(normalized(name), range);
  }

  /** {@code torch[extra] >= 1.8 ; python_version > "3.8"}, or the address of a wheel. */
  static Optional<Requirement> pep508(String text) {
    Matcher wheel = WHEEL.matcher(text.strip());
    if (wheel.matches()) {
      return Optional.of(ofWheel(wheel));
    }
    Matcher form = PEP_508.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    String name = form.group(1);
    if (form.group(2) != null) {
      Matcher address = WHEEL.matcher(form.group(2));
      return Optional.of(of(name, address.matches() ? ofWheel(address).range() : VersionRange.ALL));
    }
    return Optional.of(of(name, Specifier.pep440(form.group(3))));
  }

  private static Requirement ofWheel(Matcher wheel) {
    String version = wheel.group(2).replaceFirst("(?i)(%2B|\\+).*", "");
    return of(
        wheel.group(1), Version.parse(version).map(VersionRange::exactly).orElse(VersionRange.ALL));
  }

  /** As an environment of conda names it. */
  static Optional<Requirement> conda(String text) {
    Matcher form = CONDA.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    String name = normalized(form.group(1));
    return Optional.of(of(pipName(name), Specifier.conda(withoutBuild(form.group(2)))));
  }

  /** {@code =1.13.1=py310_cuda} without what was built. */
  private static String withoutBuild(String specifier) {
    int build = specifier.startsWith("=") ? specifier.indexOf('=', 2) : -1;
    return build < 0
        ? specifier
        // With a build, it is this very version.
        : "==" + specifier.substring(0, build).replace("=", "");
  }

  /** What the package index calls it. */
  private static String pipName(String condaName) {
    return switch (condaName) {
      case "pytorch", "pytorch-gpu", "pytorch-cpu" -> "torch";
      default -> condaName;
    };
  }
}
