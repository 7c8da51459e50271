package dev.tensorvet.reader.code;

import dev.tensorvet.facts.RemoteCode;
import dev.tensorvet.facts.RemoteCode.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Hub;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the calls of a file that run code which others have published. */
final class RemoteCodes implements CodeReader<RemoteCode> {

  @Override
  public Class<RemoteCode> kind() {
    return RemoteCode.class;
  }

  @Override
  public List<RemoteCode> read(SourceModule module) {
    List<RemoteCode> found = new ArrayList<>();
    String text = module.file().text();
    if (Hub.mayRunCode(text) && !module.isTest() && !Hub.isOffline(text)) {
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.Call call) {
                  besideModel(call, module).ifPresent(found::add);
                  repository(call, module).ifPresent(found::add);
                }
              });
    }
    return found;
  }

  private static Optional<RemoteCode> besideModel(Expr.Call call, SourceModule module) {
    Optional<Expr> trust = call.keyword(Hub.TRUSTS_CODE);
    boolean loads =
        (call.callee() instanceof Expr.Attribute method && Hub.isLoadingMethod(method.name()))
            || CodeCalls.library(call.callee(), module).filter(Hub::loads).isPresent();
    if (!loads || !CodeCalls.is(trust, true) || CodeCalls.isOpen(call) || isPinned(call)) {
      return Optional.empty();
    }
    return Optional.of(isPublished(call, module))
        .filter(published -> published != Proof.NO)
        .map(published -> code(call, trust.orElse(call), Kind.BESIDE_MODEL, published, module));
  }

  /** Whether a revision is given; only one that is written, and is no commit, may change. */
  private static boolean isPinned(Expr.Call call) {
    return Hub.revisions().stream()
        .flatMap(name -> call.keyword(name).stream())
        .anyMatch(
            revision ->
                !(revision instanceof Expr.StringLiteral text) || Hub.isCommit(text.value()));
  }

  private static Proof isPublished(Expr.Call call, SourceModule module) {
    if (call.arguments().isEmpty()) {
      return Proof.UNKNOWN;
    }
    Expr asked = call.arguments().getFirst();
    Expr value = CodeCalls.onlyValue(asked, module).orElse(asked);
    if (value instanceof Expr.StringLiteral text) {
      return Hub.isLocal(text.value()) ? Proof.NO : Proof.YES;
    }
    return Hub.mayNameFolder(module.file().text(asked.span())) ? Proof.NO : Proof.UNKNOWN;
  }

  private static Optional<RemoteCode> repository(Expr.Call call, SourceModule module) {
    boolean runs =
        CodeCalls.library(call.callee(), module).filter(Hub::runsRepository).isPresent()
            && !CodeCalls.isOpen(call)
            && call.keyword(Hub.SOURCE).isEmpty()
            && call.keyword(Hub.TRUSTS_REPOSITORY).isEmpty()
            && !call.arguments().isEmpty();
    if (!runs) {
      return Optional.empty();
    }
    Expr asked = call.arguments().getFirst();
    Expr value = CodeCalls.onlyValue(asked, module).orElse(asked);
    return value instanceof Expr.StringLiteral text
            && !Hub.isLocal(text.value())
            && Hub.mayChange(text.value())
        ? Optional.of(code(call, asked, Kind.REPOSITORY, Proof.YES, module))
        : Optional.empty();
  }

  private static RemoteCode code(
      Expr.Call call, Expr at, Kind kind, Proof isPublished, SourceModule module) {
    return new RemoteCode(
        module.file().text(call.callee().span()),
        new Place(module.file(), at.span()),
        kind,
        isPublished);
  }
}
