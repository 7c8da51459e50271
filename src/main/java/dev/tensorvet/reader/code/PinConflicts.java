package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LoosePin;
import dev.tensorvet.facts.PinConflict;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Releases;
import dev.tensorvet.requirement.Version;
import dev.tensorvet.requirement.WrittenRequirements;
import dev.tensorvet.requirement.WrittenRequirements.Written;
import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds libraries that a file asks for in versions that do not go together. */
public final class PinConflicts {

  /** So many libraries in one version show that versions are told on purpose. */
  private static final int FEW = 3;

  private PinConflicts() {}

  /** The packages that a list of requirements pins to versions which do not go together. */
  public static List<PinConflict> in(SourceModule module) {
    List<Written> all = WrittenRequirements.in(module.parsed());
    Optional<Written> torch = only(Releases.TORCH, all);
    Optional<Version> release = torch.flatMap(written -> written.range().minor());
    if (torch.isEmpty() || release.isEmpty()) {
      return List.of();
    }
    List<PinConflict> found = new ArrayList<>();
    for (Written written : all) {
      boolean isOnly = only(written.name(), all).isPresent();
      Optional<Version> version = written.range().minor();
      if (isOnly && Releases.isBeside(written.name()) && version.isPresent()) {
        Releases.beside(written.name(), release.get())
            .filter(wanted -> !wanted.equals(normal(version.get())))
            .ifPresent(
                wanted ->
                    found.add(
                        conflict(module, written, String.valueOf(wanted), torch.get(), true)));
      }
      if (isOnly
          && written.name().equals(Releases.NUMPY)
          && written.range().isFrom(Releases.NEW_NUMPY)
          && release.get().compareTo(Releases.FIRST_WITH_NEW_NUMPY) < 0) {
        found.add(conflict(module, written, "below " + Releases.NEW_NUMPY, torch.get(), false));
      }
    }
    return found;
  }

  /** Where PyTorch may be any, neither by itself nor by what asks for one release of it. */
  public static List<LoosePin> loose(SourceModule module) {
    List<Written> all = WrittenRequirements.in(module.parsed());
    List<Written> pinned =
        all.stream().filter(written -> written.range().minor().isPresent()).toList();
    boolean isSaidElsewhere =
        pinned.stream().anyMatch(written -> Releases.isBeside(written.name()))
            || module.file().text().lines().anyMatch(line -> line.strip().matches("-[cr]\\b.*"));
    return isSaidElsewhere || pinned.size() < FEW || pinned.size() * 2 < all.size()
        ? List.of()
        : only(Releases.TORCH, all).stream()
            .filter(written -> written.range().isOpen())
            .map(
                written ->
                    new LoosePin(
                        new Place(module.file(), written.place()), written.name(), pinned.size()))
            .toList();
  }

  private static PinConflict conflict(
      SourceModule module, Written written, String wanted, Written torch, boolean isRefused) {
    return new PinConflict(
        new Place(module.file(), written.place()),
        written.name(),
        String.valueOf(written.range()),
        wanted,
        new Place(module.file(), torch.place()),
        String.valueOf(torch.range()),
        isRefused);
  }

  /** A version as a text has it, in which a nought at the end is left out. */
  private static Version normal(Version version) {
    return Version.parse(String.valueOf(version)).orElse(version);
  }

  /** What is asked for once: of several, each may be for another machine. */
  private static Optional<Written> only(String name, List<Written> all) {
    List<Written> found = all.stream().filter(written -> written.name().equals(name)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
