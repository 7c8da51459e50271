package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.util.Optional;

/**
 * A place that assigns an attribute of a class's objects.
 *
 * @param method the method that assigns it; absent for an assignment in the class's own body
 * @param node the statement or call
 * @param value the assigned value, when the place shows it
 */
public record AttributeSite(Optional<FunctionEntity> method, Node node, Optional<Expr> value) {}
