package dev.tensorvet.reader.config;

import dev.tensorvet.framework.HydraDefaults;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the files of a folder of Hydra write, each in its place. A run finds a part of it, which
 * the command line chooses; what is not here, none of them writes.
 */
final class HydraComposition {

  /** Nobody has more files and places for them. */
  private static final int MOST = 3000;

  private final DataNode.Mapping root;
  private final IdentityHashMap<DataNode.Mapping, Span> places;

  private HydraComposition(DataNode.Mapping root, IdentityHashMap<DataNode.Mapping, Span> places) {
    this.root = root;
    this.places = places;
  }

  DataNode.Mapping root() {
    return root;
  }

  /** Where the first file leads to a mapping. */
  Optional<Span> place(DataNode.Mapping mapping) {
    return Optional.ofNullable(places.get(mapping));
  }

  /**
   * @param config the file that a program begins with, whether there is one or code stores it
   * @return nothing where a part of it cannot be seen
   */
  static Optional<HydraComposition> of(Path config, HydraStore store, Project project) {
    Reader reader = new Reader(config.resolveSibling(""), store, project);
    return reader.readAll() ? Optional.of(reader.composition(config)) : Optional.empty();
  }

  /** What is written in one place, by all files together. */
  private static final class Box {
    private final Map<String, Box> children = new LinkedHashMap<>();

    /** Whether some file writes a value here that holds no others. */
    private boolean isLeaf;

    Box at(List<String> path) {
      Box here = this;
      for (String part : path) {
        here = here.children.computeIfAbsent(part, p -> new Box());
      }
      return here;
    }
  }

  /** A file, and where what it holds goes. */
  private record Placed(Path file, List<String> place) {}

  private static final class Reader {

    private final Path folder;
    private final HydraStore store;
    private final Project project;
    private final Box all = new Box();
    private final Deque<Placed> open = new ArrayDeque<>();
    private final Set<Placed> seen = new HashSet<>();

    Reader(Path folder, HydraStore store, Project project) {
      this.folder = folder;
      this.store = store;
      this.project = project;
    }

    /** Whether all could be read that a run may find. */
    boolean readAll() {
      find(folder, List.of());
      store.all().forEach(this::write);
      boolean isWhole = true;
      while (isWhole && !open.isEmpty()) {
        isWhole = seen.size() <= MOST && read(open.poll());
      }
      return isWhole;
    }

    private void find(Path at, List<String> group) {
      for (String name : project.files().names(at)) {
        Path path = at.resolve(name);
        if (project.files().isDirectory(path)) {
          find(path, DottedPath.below(group, List.of(name)));
        } else if (name.endsWith(".yaml")) {
          project
              .module(path)
              .ifPresent(
                  module ->
                      put(
                          path,
                          HydraDefaults.place(module.file().text())
                              .map(place -> DottedPath.of(place, group))
                              .orElse(group)));
        }
      }
    }

    private void put(Path file, List<String> place) {
      Placed placed = new Placed(file, place);
      if (seen.size() <= MOST && seen.add(placed)) {
        open.add(placed);
      }
    }

    private boolean read(Placed placed) {
      Optional<SourceModule> module = project.module(placed.file());
      if (module.isEmpty() || !module.get().parsed().problems().isEmpty()) {
        return false;
      }
      List<DataNode> documents = module.get().parsed().documents();
      if (documents.size() != 1 || !(documents.getFirst() instanceof DataNode.Mapping root)) {
        // Hydra does not take it, and so it is none of its files.
        return true;
      }
      boolean isWhole =
          root.get(HydraDefaults.KEY)
              .map(
                  list ->
                      list instanceof DataNode.Sequence entries
                          && entries.elements().stream().allMatch(e -> follow(e, placed)))
              .orElse(true);
      write(root, all.at(placed.place()), true);
      // Hydra's own settings may lead to folders elsewhere.
      return isWhole && !module.get().file().text().contains(HydraDefaults.ELSEWHERE);
    }

    private void write(HydraStore.Stored stored) {
      List<String> group = DottedPath.parts(dotted(stored.group()));
      write(stored, stored.place().map(said -> DottedPath.of(said, group)).orElse(group));
    }

    private void write(HydraStore.Stored stored, List<String> place) {
      HydraStore.walk(stored, place, (path, isSection) -> all.at(path).isLeaf |= !isSection);
    }

    private static void write(DataNode.Mapping mapping, Box to, boolean isFile) {
      mapping
          .entries()
          .forEach(
              (name, value) -> {
                if (isFile && name.equals(HydraDefaults.KEY)) {
                  return;
                }
                Box child = to.at(List.of(name));
                if (value instanceof DataNode.Mapping inner) {
                  write(inner, child, false);
                } else {
                  child.isLeaf = true;
                }
              });
    }

    // --- lists of defaults

    /** Whether all that an entry of a list may choose is in the folder. */
    private boolean follow(DataNode entry, Placed from) {
      if (HydraDefaults.isOfHydra(String.join("/", from.place()))) {
        // Hydra's own settings choose among Hydra's own.
        return true;
      }
      return switch (entry) {
        case DataNode.Scalar(Span span, String name, boolean isPlain) ->
            name.equals(HydraDefaults.SELF)
                || chosen(HydraDefaults.reference(name), List.of(""), from);
        case DataNode.Mapping choice ->
            choice.entries().entrySet().stream()
                .allMatch(
                    one ->
                        HydraDefaults.isOfHydra(one.getKey())
                            || chosen(
                                HydraDefaults.reference(one.getKey()),
                                options(one.getValue()),
                                from));
        default -> false;
      };
    }

    private static List<String> options(DataNode value) {
      return switch (value) {
        case DataNode.Scalar(Span span, String name, boolean isPlain) -> List.of(name);
        case DataNode.Sequence list ->
            list.elements().stream().flatMap(each -> options(each).stream()).toList();
        default -> List.of();
      };
    }

    private boolean chosen(HydraDefaults.Reference what, List<String> options, Placed from) {
      Path above =
          what.path().startsWith("/") ? folder : from.file().resolveSibling("").normalize();
      String group = what.path().replaceFirst("^/", "");
      Path at = group.isEmpty() ? above : above.resolve(group);
      List<String> place =
          what.place().map(said -> DottedPath.of(said, from.place())).orElse(List.of());
      for (String option : options) {
        boolean isGiven = !option.isEmpty();
        Path file =
            isGiven
                ? at.resolve(HydraDefaults.file(option))
                : at.resolveSibling(HydraDefaults.file(String.valueOf(at.getFileName())));
        // A run must choose what is left open, or cannot be followed where it is computed.
        boolean isOpen = option.contains("?") || option.contains("${");
        boolean isFile = project.files().isFile(file);
        if (!isFile && what.isOptional()) {
          continue;
        }
        if (!isOpen && !isFile) {
          boolean isSaid = what.place().isPresent();
          List<String> there =
              isSaid
                  ? place
                  : !isGiven
                      ? from.place()
                      : DottedPath.below(from.place(), DottedPath.parts(dotted(group)));
          if (!isStored(isGiven ? at.resolve(option) : at, there)) {
            if (there.isEmpty() && folder.equals(from.file().resolveSibling(""))) {
              return false;
            }
            // A library may store it: nobody knows what it holds.
            all.at(there).isLeaf = true;
          }
          continue;
        }
        if (what.place().isPresent() && isGiven) {
          project.files().names(at).stream()
              .filter(name -> name.endsWith(".yaml"))
              .forEach(name -> put(at.resolve(name), place));
        } else if (what.place().isPresent()) {
          put(file, place);
        } else if (!isGiven) {
          // A file beside another goes where that one goes.
          put(file, from.place());
        } else if (!HydraDefaults.place(text(file)).isPresent()) {
          put(file, DottedPath.below(from.place(), DottedPath.parts(dotted(group))));
        }
      }
      return true;
    }

    /** Whether code stores what a list chooses; it then goes to a place, with all of its group. */
    private boolean isStored(Path option, List<String> place) {
      if (!option.startsWith(folder)) {
        return false;
      }
      Path inFolder = folder.relativize(option);
      String group = Optional.ofNullable(inFolder.getParent()).map(HydraStore::group).orElse("");
      boolean isThere = store.has(group, String.valueOf(inFolder.getFileName()));
      if (isThere) {
        store.of(group).forEach(each -> write(each, place));
      }
      return isThere;
    }

    private static String dotted(String group) {
      return group.replace('/', '.');
    }

    private String text(Path file) {
      return project.module(file).map(module -> module.file().text()).orElse("");
    }

    // --- what it comes to

    HydraComposition composition(Path config) {
      IdentityHashMap<DataNode.Mapping, Span> places = new IdentityHashMap<>();
      Optional<DataNode> first =
          project.module(config).flatMap(file -> file.parsed().documents().stream().findFirst());
      Span start = new Span(0, 0);
      DataNode.Mapping root = mapping(all, first, first, start, places);
      return new HydraComposition(root, places);
    }

    private static DataNode.Mapping mapping(
        Box box,
        Optional<DataNode> written,
        Optional<DataNode> first,
        Span place,
        IdentityHashMap<DataNode.Mapping, Span> places) {
      List<DataNode.Entry> entries = new ArrayList<>();
      for (Map.Entry<String, Box> child : box.children.entrySet()) {
        Optional<DataNode.Entry> here = entry(written, child.getKey());
        Span at =
            here.map(DataNode.Entry::key)
                .or(() -> first.flatMap(f -> choice(f, child.getKey())))
                .orElse(place);
        boolean isMapping = !child.getValue().isLeaf && !child.getValue().children.isEmpty();
        entries.add(
            new DataNode.Entry(
                child.getKey(),
                at,
                isMapping
                    ? mapping(
                        child.getValue(),
                        here.map(DataNode.Entry::value),
                        Optional.empty(),
                        at,
                        places)
                    : new DataNode.Nothing(at)));
      }
      DataNode.Mapping made = DataNode.Mapping.of(place, entries);
      places.put(made, place);
      return made;
    }

    private static Optional<DataNode.Entry> entry(Optional<DataNode> in, String name) {
      return in.stream()
          .filter(DataNode.Mapping.class::isInstance)
          .flatMap(node -> ((DataNode.Mapping) node).written().stream())
          .filter(entry -> entry.name().equals(name))
          .findFirst();
    }

    /** Where the list of defaults of a file chooses what a group holds. */
    private static Optional<Span> choice(DataNode file, String group) {
      return file instanceof DataNode.Mapping mapping
              && mapping.get(HydraDefaults.KEY).orElse(file) instanceof DataNode.Sequence list
          ? list.elements().stream()
              .flatMap(each -> entry(Optional.of(each), group).stream())
              .map(DataNode.Entry::key)
              .findFirst()
          : Optional.empty();
    }
  }

  /** The names that lead to a place. */
  private static final class DottedPath {

    private DottedPath() {}

    static List<String> parts(String dotted) {
      return dotted.isEmpty() ? List.of() : List.of(dotted.split("\\.", -1));
    }

    static List<String> below(List<String> above, List<String> parts) {
      List<String> all = new ArrayList<>(above);
      all.addAll(parts);
      return List.copyOf(all);
    }

    /** A place that a file says, or a list of defaults, seen from somewhere. */
    static List<String> of(String said, List<String> from) {
      if (said.equals(HydraDefaults.GROUP) || said.equals(HydraDefaults.HERE)) {
        return from;
      }
      if (said.equals(HydraDefaults.GLOBAL)) {
        return List.of();
      }
      return said.startsWith(HydraDefaults.GLOBAL + ".")
          ? parts(said.substring(HydraDefaults.GLOBAL.length() + 1))
          : said.startsWith(HydraDefaults.GROUP + ".")
              ? below(from, parts(said.substring(HydraDefaults.GROUP.length() + 1)))
              : parts(said);
    }
  }
}
