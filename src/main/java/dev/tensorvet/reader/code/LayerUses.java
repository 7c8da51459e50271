package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Mappings;
import dev.tensorvet.framework.Role;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.workspace.Ledger;
import dev.tensorvet.workspace.Memo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether anything uses a layer that a class keeps in an attribute. {@link Proof#NO} is said only
 * when every way to the layer is in sight: the class, those above and below it, and every file of
 * the project that names the attribute.
 */
final class LayerUses {

  /** A comment that says why a layer is there though nothing uses it. */
  private static final Pattern EXCUSE =
      Pattern.compile(
          "unused|not used|never used|compat|legacy|checkpoint|ckpt|pretrain|state_dict|placeholder"
              + "|ddp|deprecat|dummy");

  private final Memo<ClassEntity, SelfUses> ofSelf;
  private final Memo<SourceModule, Boolean> fetches;
  private final Frameworks frameworks;
  private final LayerValues values;
  private final Mentions mentions;

  LayerUses(Ledger ledger, Frameworks frameworks, LayerValues values, Mentions mentions) {
    this.ofSelf = new Memo<>(ledger);
    this.fetches = new Memo<>(ledger);
    this.frameworks = frameworks;
    this.values = values;
    this.mentions = mentions;
  }

  /** What the methods of a class do with its objects. */
  private SelfUses ofSelf(ClassEntity type) {
    return ofSelf.getOnce(type, t -> SelfUses.of(t.node(), t.module().tree()));
  }

  /** Whether the layers of a class can be accounted for at all. */
  boolean canTell(ClassEntity type) {
    return type.mro().isComplete()
        && type.mro().linear().stream().noneMatch(this::isUserOfLayers)
        && !answersForAttributes(type)
        && !isTest(type.module().path());
  }

  /** A library's module other than the base of all may use layers that a subclass brings. */
  private boolean isUserOfLayers(Entity entity) {
    return entity instanceof LibraryEntity library
        && !Layers.isBase(library.qualifiedName())
        && frameworks
            .role(library.qualifiedName())
            .filter(role -> role != Role.LIGHTNING_MODULE)
            .isPresent();
  }

  private static boolean answersForAttributes(ClassEntity type) {
    return type.lookup("__getattr__") instanceof MethodLookup.Found
        || type.lookup("__getattribute__") instanceof MethodLookup.Found;
  }

  /** Modules of tests leave things out on purpose: a layer's use, or all of a module's making. */
  static boolean isTest(Path path) {
    for (Path part : path) {
      String name = part.toString();
      if (name.equals("tests") || name.equals("test") || name.startsWith("test_")) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param site the only place that assigns the attribute
   */
  Proof isUsed(ClassEntity type, String attribute, Stmt.Assign site, Expr.Call built) {
    for (ClassEntity above : family(List.of(type))) {
      if (ofSelf(above).mayRead(attribute)) {
        return Proof.YES;
      }
    }
    if (isExcused(type.module(), site)
        || isUnreachable(type.module().tree(), site)
        || isPlaceholder(type, built)
        || isPublished(type, built)
        || mayShare(type, built, site)) {
      return Proof.UNKNOWN;
    }
    Optional<List<ClassEntity>> below = mentions.subclasses(type);
    if (below.isEmpty() || below.get().stream().anyMatch(sub -> !canTell(sub))) {
      return Proof.UNKNOWN;
    }
    for (ClassEntity relative : family(below.get())) {
      if (ofSelf(relative).mayRead(attribute)
          || (relative != type && !relative.attributeSites(attribute).isEmpty())) {
        return Proof.UNKNOWN;
      }
    }
    if (mentions.mayBeNamed(attribute, type.module())) {
      return Proof.UNKNOWN;
    }
    List<ClassEntity> own = new ArrayList<>(below.get());
    own.add(type);
    Optional<List<Path>> readers = mentions.foreignReaders(attribute, type.module());
    boolean mayBeRead = readers.isEmpty() || (!readers.get().isEmpty() && mentions.mayEscape(own));
    return mayBeRead ? Proof.UNKNOWN : Proof.NO;
  }

  /** The classes of the project among {@code types} and those above them. */
  private static Set<ClassEntity> family(List<ClassEntity> types) {
    Set<ClassEntity> family = new LinkedHashSet<>();
    for (ClassEntity type : types) {
      for (Entity entity : type.mro().linear()) {
        if (entity instanceof ClassEntity own) {
          family.add(own);
        }
      }
    }
    return family;
  }

  private boolean isPlaceholder(ClassEntity type, Expr.Call built) {
    return values.libraryClass(built, type.module()).filter(Layers::isPlaceholder).isPresent();
  }

  /** A published state has the weights of its layers, and only a network that has them loads it. */
  private boolean isPublished(ClassEntity type, Expr.Call built) {
    return values.libraryClass(built, type.module()).filter(Layers::isWeighted).isPresent()
        && fetches.getOnce(type.module(), LayerUses::fetchesState);
  }

  private static boolean fetchesState(SourceModule module) {
    boolean[] fetches = {false};
    module
        .tree()
        .walk(
            node ->
                fetches[0] |=
                    node instanceof Expr.Call call
                        && module.resolve(call.callee()) instanceof LibraryEntity library
                        && Layers.fetchesState(library.qualifiedName()));
    return fetches[0];
  }

  /** Whether a statement before it in its block leaves the block in any case. */
  private static boolean isUnreachable(Tree tree, Stmt site) {
    boolean[] leaves = {false};
    tree.parent(site)
        .ifPresent(
            block ->
                block.forEachChild(
                    before ->
                        leaves[0] |=
                            before.end() <= site.start()
                                && (before instanceof Stmt.Raise || before instanceof Stmt.Return)
                                && inSameBlock(block, before, site)));
    return leaves[0];
  }

  /** The two arms of a condition are two blocks. */
  private static boolean inSameBlock(Node block, Node before, Node after) {
    if (!(block instanceof Stmt.If choice) || choice.orElse().isEmpty()) {
      return true;
    }
    int otherwise = choice.orElse().getFirst().start();
    return (before.start() < otherwise) == (after.start() < otherwise);
  }

  /** A comment on the assignment or right above it. */
  private static boolean isExcused(SourceModule module, Stmt.Assign site) {
    SourceFile file = module.file();
    int first = file.locate(site.start()).line();
    int last = file.locate(site.end()).line();
    for (Comment comment : module.parsed().comments()) {
      int line = file.locate(comment.start()).line();
      boolean isNear = (line >= first && line <= last) || (comment.ownLine() && line == first - 1);
      if (isNear && isExcuse(file.text(comment.span()).toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** A suppression names the rule, and with it the word; it is not for the rule to see. */
  private static boolean isExcuse(String comment) {
    return !comment.contains("tensorvet:") && EXCUSE.matcher(comment).find();
  }

  // --- layers that reach others

  /**
   * Whether what is built may hold, or may have changed, a layer that is used by another name. A
   * plain layer of the library takes numbers; a container and a class of the project take layers.
   */
  private boolean mayShare(ClassEntity type, Expr.Call built, Stmt.Assign site) {
    boolean[] shares = {false};
    Tree.walk(
        built,
        node -> {
          switch (node) {
            case Expr.Starred starred -> shares[0] = true;
            case Expr.Call call when takesLayers(call, type.module()) ->
                shares[0] |= arguments(call).stream().anyMatch(a -> mayBeLayer(a, type, site));
            default -> {}
          }
        });
    return shares[0];
  }

  private boolean takesLayers(Expr.Call call, SourceModule module) {
    return values
        .libraryClass(call, module)
        .flatMap(frameworks::role)
        .map(role -> role == Role.CONTAINER)
        .orElse(true);
  }

  private static List<Expr> arguments(Expr.Call call) {
    List<Expr> all = new ArrayList<>(call.arguments());
    call.keywords().forEach(keyword -> all.add(keyword.value()));
    return all;
  }

  private boolean mayBeLayer(Expr argument, ClassEntity type, Stmt.Assign site) {
    return switch (argument) {
      case Expr.Name name when name.name().equals("self") -> true;
      case Expr.Name name -> mayBeLayer(name, type);
      case Expr.Attribute attribute
          when attribute.value() instanceof Expr.Name self && self.name().equals("self") ->
          type.attributeSites(attribute.name()).stream().anyMatch(s -> mayBeLayer(s.value(), type));
      case Expr.ListExpr list -> list.elements().stream().anyMatch(e -> mayBeLayer(e, type, site));
      case Expr.ListComp comprehension -> mayBeLayer(comprehension.element(), type, site);
      case Expr.Call call -> givesKept(call, type);
      default -> false;
    };
  }

  /**
   * Whether a call gives what a collection of the object keeps: {@code list(self.layers.values())}
   */
  private static boolean givesKept(Expr.Call call, ClassEntity type) {
    boolean[] gives = {false};
    Tree.walk(
        call,
        node ->
            gives[0] |=
                node instanceof Expr.Attribute attribute
                    && attribute.value() instanceof Expr.Name self
                    && self.name().equals("self")
                    && type.attributeSites(attribute.name()).stream()
                        .flatMap(site -> site.value().stream())
                        .anyMatch(value -> isCollection(value, type.module())));
    return gives[0];
  }

  private static boolean isCollection(Expr value, SourceModule module) {
    return switch (value) {
      case Expr.Dict dict -> true;
      case Expr.ListExpr list -> true;
      case Expr.ListComp list -> true;
      case Expr.DictComp dict -> true;
      case Expr.Call call ->
          CodeCalls.library(call.callee(), module).filter(Mappings::isMapping).isPresent();
      default -> false;
    };
  }

  private boolean mayBeLayer(Expr.Name name, ClassEntity type) {
    if (!(type.module().resolve(name) instanceof VariableEntity variable)) {
      return false;
    }
    for (BindingSite site : variable.binding().sites()) {
      boolean may =
          switch (site.kind()) {
            case ASSIGNMENT -> mayBeLayer(site.value(), type);
            case PARAMETER -> isKept(name.name(), type);
            case LOOP, WITH, ELSEWHERE -> true;
            default -> false;
          };
      if (may) {
        return true;
      }
    }
    return false;
  }

  /** Whether a parameter is kept in an attribute that the class calls: then it is a layer. */
  private boolean isKept(String parameter, ClassEntity type) {
    SelfUses uses = ofSelf(type);
    return type.attributeNames().stream()
        .filter(uses.called()::contains)
        .flatMap(attribute -> type.attributeSites(attribute).stream())
        .anyMatch(
            site ->
                site.value()
                    .filter(v -> v instanceof Expr.Name n && n.name().equals(parameter))
                    .isPresent());
  }

  /** Numbers, texts and what is computed of them are no layers; the results of calls may be. */
  private boolean mayBeLayer(Optional<Expr> value, ClassEntity type) {
    if (value.isEmpty()) {
      return true;
    }
    return switch (value.get()) {
      case Expr.Call call ->
          !(type.module().resolve(call.callee()) instanceof LibraryEntity library)
              || frameworks.role(library.qualifiedName()).isPresent();
      case Expr.ListExpr list -> true;
      case Expr.ListComp list -> true;
      case Expr.Tuple tuple -> tuple.elements().stream().anyMatch(e -> e instanceof Expr.Call);
      case Expr.IfExp choice -> true;
      case Expr.Dict dict -> true;
      case Node other -> false;
    };
  }
}
