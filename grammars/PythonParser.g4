/**
 * Python 3.8 to 3.14, written from the language reference.
 *
 * Every decision looks at one token: the layout pass has told `match`, `case`, `type` and the `in` of
 * a `for` from the names and the operator of the same spelling. Where one token cannot tell two forms
 * apart the grammar takes both and the builder checks: targets are expressions, a pattern is read
 * before its keyword is known.
 *
 * Each alternative ends in one call of the builder, the superclass. A rule leaves its result in a
 * register: `expr`, `pattern`, or the list that was handed down.
 */
parser grammar PythonParser;

options {
  superClass = PythonBuilder;
}

tokens {
  // What an expression can begin with stands first, so that one word holds the set.
  NAME, NUMBER, STRING, FSTRING_START, LPAR, LBRACK, LBRACE, MINUS, PLUS, TILDE, NOT, LAMBDA, AWAIT,
  STAR, DOUBLESTAR, ELLIPSIS, TRUE, FALSE, NONE, YIELD,
  RPAR, RBRACK, RBRACE, COMMA, COLON, COLONEQUAL, SEMI, DOT, ARROW, EQUAL, AUGASSIGN, AT, SLASH, VBAR,
  BINOP, COMPOP, IN, IS, AND, OR, IF, ELSE, FOR, FOR_IN, ASYNC, FROM, AS,
  FSTRING_MIDDLE, FSTRING_END, CONVERSION,
  ELIF, WHILE, TRY, EXCEPT, FINALLY, WITH, DEF, CLASS, RETURN, RAISE, PASS, BREAK, CONTINUE, GLOBAL,
  NONLOCAL, DEL, ASSERT, IMPORT, MATCH, CASE, TYPE, NEWLINE, INDENT, DEDENT, BAD
}

@header {
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Pattern;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
}

// --- statements

stmt[List<Stmt> to]
@init { int from = index(); int level = depth; }
  : simpleStmts[to]
  | ifStmt[to]
  | whileStmt[to]
  | forStmt[to, false, from]
  | tryStmt[to]
  | withStmt[to, false, from]
  | defStmt[to, false, from, List.of()]
  | classStmt[to, from, List.of()]
  | matchStmt[to]
  | asyncStmt[to]
  | decorated[to]
  ;
  catch [RecognitionException problem] { recover(problem, from, level, to); }

simpleStmts[List<Stmt> to]
  : smallStmt[to] (SEMI smallStmt[to]?)* NEWLINE
  ;

smallStmt[List<Stmt> to]
@init { int from = index(); Expr first; List<Expr> list; }
  : exprStmt[to]
  | RETURN { first = null; } (exprList { first = expr; })? { addReturn(to, from, first); }
  | PASS { addPass(to, from); }
  | BREAK { addBreak(to, from); }
  | CONTINUE { addContinue(to, from); }
  | DEL exprList { addDelete(to, from, expr); }
  | RAISE { Expr cause = null; first = null; }
    (test { first = expr; } (FROM test { cause = expr; })?)? { addRaise(to, from, first, cause); }
  | ASSERT test { first = expr; Expr message = null; } (COMMA test { message = expr; })?
    { addAssert(to, from, first, message); }
  | GLOBAL { List<String> names = new ArrayList<>(); } nameList[names] { addGlobal(to, from, names); }
  | NONLOCAL { List<String> names = new ArrayList<>(); } nameList[names] { addNonlocal(to, from, names); }
  | IMPORT { List<Node.Alias> aliases = new ArrayList<>(); }
    dottedAlias[aliases] (COMMA dottedAlias[aliases])* { addImport(to, from, aliases); }
  | FROM importFrom[to, from]
  | TYPE { List<Node.TypeParameter> params = new ArrayList<>(); } NAME { int name = index() - 1; }
    typeParams[params]? EQUAL test { addTypeAlias(to, from, name, params, expr); }
  ;

exprStmt[List<Stmt> to]
@init { int from = index(); Expr target; }
  : exprList { target = expr; }
    ( { addExprStmt(to, from, target); }
    | { List<Expr> parts = new ArrayList<>(); parts.add(target); }
      (EQUAL exprList { parts.add(expr); })+ { addAssign(to, from, parts); }
    | AUGASSIGN { int operator = index() - 1; } exprList { addAugAssign(to, from, target, operator, expr); }
    | COLON test { Expr annotation = expr; Expr value = null; } (EQUAL exprList { value = expr; })?
      { addAnnAssign(to, from, target, annotation, value); }
    )
  ;

nameList[List<String> to]
  : NAME { to.add(name(index() - 1)); } (COMMA NAME { to.add(name(index() - 1)); })*
  ;

dotted
@init { int from = index(); }
  : NAME (DOT NAME)* { dottedFrom = from; }
  ;

dottedAlias[List<Node.Alias> to]
@init { int from = index(); int as = -1; }
  : dotted { int last = index(); } (AS NAME { as = index() - 1; })? { addAlias(to, from, last, as); }
  ;

importFrom[List<Stmt> to, int from]
@init { int level = 0; int first = -1; int last = -1; List<Node.Alias> names = new ArrayList<>(); }
  : (DOT { level++; } | ELLIPSIS { level += 3; })* { first = index(); } dotted? { last = index(); }
    IMPORT
    ( STAR { addStarAlias(names); }
    | LPAR importName[names] (COMMA importName[names]?)* RPAR
    | importName[names] (COMMA importName[names])*
    ) { addImportFrom(to, from, level, first, last, names); }
  ;

importName[List<Node.Alias> to]
@init { int from = index(); int as = -1; }
  : NAME (AS NAME { as = index() - 1; })? { addAlias(to, from, from + 1, as); }
  ;

suite[List<Stmt> to]
  : simpleStmts[to]
  | NEWLINE { expectBlock(); } INDENT stmt[to]+ DEDENT
  ;

ifStmt[List<Stmt> to]
@init { int from = index(); List<Object> arms = new ArrayList<>(); List<Stmt> last = new ArrayList<>(); }
  : IF arm[arms, from] (ELIF { int at = index() - 1; } arm[arms, at])* (ELSE COLON suite[last])?
    { addIf(to, arms, last); }
  ;

arm[List<Object> to, int from]
@init { List<Stmt> body = new ArrayList<>(); }
  : elem { Expr condition = expr; } COLON suite[body] { addArm(to, from, condition, body); }
  ;

whileStmt[List<Stmt> to]
@init { int from = index(); List<Stmt> body = new ArrayList<>(); List<Stmt> orElse = new ArrayList<>(); }
  : WHILE elem { Expr condition = expr; } COLON suite[body] (ELSE COLON suite[orElse])?
    { addWhile(to, from, condition, body, orElse); }
  ;

forStmt[List<Stmt> to, boolean isAsync, int from]
@init { List<Stmt> body = new ArrayList<>(); List<Stmt> orElse = new ArrayList<>(); }
  : FOR exprList { Expr target = expr; } FOR_IN exprList { Expr iterable = expr; }
    COLON suite[body] (ELSE COLON suite[orElse])?
    { addFor(to, from, isAsync, target, iterable, body, orElse); }
  ;

tryStmt[List<Stmt> to]
@init {
  int from = index();
  boolean isStar = false;
  List<Stmt> body = new ArrayList<>();
  List<Node.ExceptHandler> handlers = new ArrayList<>();
  List<Stmt> orElse = new ArrayList<>();
  List<Stmt> last = new ArrayList<>();
}
  : TRY COLON suite[body]
    (EXCEPT { int at = index() - 1; } (STAR { isStar = true; })? handler[handlers, at])*
    (ELSE COLON suite[orElse])? (FINALLY COLON suite[last])?
    { addTry(to, from, isStar, body, handlers, orElse, last); }
  ;

handler[List<Node.ExceptHandler> to, int from]
@init { Expr type = null; int name = -1; List<Stmt> body = new ArrayList<>(); int first = index(); }
  : ( test { type = expr; List<Expr> types = new ArrayList<>(); types.add(expr); }
      (COMMA test { types.add(expr); })* { type = exceptTypes(types, first); }
      (AS NAME { name = index() - 1; })?
    )?
    COLON suite[body] { addHandler(to, from, type, name, body); }
  ;

withStmt[List<Stmt> to, boolean isAsync, int from]
@init { List<Node.WithItem> items = new ArrayList<>(); List<Stmt> body = new ArrayList<>(); }
  : WITH withItem[items] (COMMA withItem[items])* COLON suite[body]
    { addWith(to, from, isAsync, items, body); }
  ;

withItem[List<Node.WithItem> to]
@init { int from = index(); }
  : elem { addWithItem(to, from, expr); }
  ;

asyncStmt[List<Stmt> to]
@init { int from = index(); }
  : ASYNC (defStmt[to, true, from, List.of()] | forStmt[to, true, from] | withStmt[to, true, from])
  ;

decorated[List<Stmt> to]
@init { int from = index(); List<Expr> decorators = new ArrayList<>(); }
  : (AT elem { decorators.add(expr); } NEWLINE)+
    ( defStmt[to, false, from, decorators]
    | ASYNC defStmt[to, true, from, decorators]
    | classStmt[to, from, decorators]
    )
  ;

defStmt[List<Stmt> to, boolean isAsync, int from, List<Expr> decorators]
@init {
  List<Node.TypeParameter> types = new ArrayList<>();
  List<Node.Parameter> params = new ArrayList<>();
  List<Stmt> body = new ArrayList<>();
  Expr returns = null;
}
  : DEF NAME { int name = index() - 1; } typeParams[types]?
    LPAR { int open = index(); } parameters[params]? RPAR { int close = index() - 1; }
    (ARROW test { returns = expr; })? COLON suite[body]
    { addDef(to, from, isAsync, name, types, params, open, close, returns, decorators, body); }
  ;

classStmt[List<Stmt> to, int from, List<Expr> decorators]
@init {
  List<Node.TypeParameter> types = new ArrayList<>();
  List<Expr> bases = new ArrayList<>();
  List<Node.Keyword> keywords = new ArrayList<>();
  List<Stmt> body = new ArrayList<>();
}
  : CLASS NAME { int name = index() - 1; } typeParams[types]?
    (LPAR arguments[bases, keywords]? RPAR)? COLON suite[body]
    { addClass(to, from, name, types, bases, keywords, decorators, body); }
  ;

typeParams[List<Node.TypeParameter> to]
  : LBRACK typeParam[to] (COMMA typeParam[to]?)* RBRACK
  ;

typeParam[List<Node.TypeParameter> to]
@init { int from = index(); int stars = 0; Expr bound = null; Expr byDefault = null; }
  : (STAR { stars = 1; } | DOUBLESTAR { stars = 2; })? NAME { int name = index() - 1; }
    (COLON test { bound = expr; })? (EQUAL starTest { byDefault = expr; })?
    { addTypeParam(to, from, name, stars, bound, byDefault); }
  ;

parameters[List<Node.Parameter> to]
  : parameter[to] (COMMA parameter[to]?)*
  ;

parameter[List<Node.Parameter> to]
@init { int from = index(); Expr annotation = null; Expr byDefault = null; int name = -1; }
  : NAME (COLON test { annotation = expr; })? (EQUAL test { byDefault = expr; })?
    { addParameter(to, from, from, 0, annotation, byDefault); }
  | STAR (NAME { name = index() - 1; } (COLON starTest { annotation = expr; })?)?
    { addParameter(to, from, name, 1, annotation, null); }
  | DOUBLESTAR NAME { name = index() - 1; } (COLON test { annotation = expr; })?
    { addParameter(to, from, name, 2, annotation, null); }
  | SLASH { endPositionalOnly(to, from); }
  ;

lambdaParameters[List<Node.Parameter> to]
  : lambdaParameter[to] (COMMA lambdaParameter[to]?)*
  ;

lambdaParameter[List<Node.Parameter> to]
@init { int from = index(); Expr byDefault = null; int name = -1; }
  : NAME (EQUAL test { byDefault = expr; })? { addParameter(to, from, from, 0, null, byDefault); }
  | STAR (NAME { name = index() - 1; })? { addParameter(to, from, name, 1, null, null); }
  | DOUBLESTAR NAME { addParameter(to, from, index() - 1, 2, null, null); }
  | SLASH { endPositionalOnly(to, from); }
  ;

// --- match

matchStmt[List<Stmt> to]
@init { int from = index(); List<Node.MatchCase> cases = new ArrayList<>(); }
  : MATCH exprList { Expr subject = expr; } COLON NEWLINE INDENT caseBlock[cases]+ DEDENT
    { addMatch(to, from, subject, cases); }
  ;

caseBlock[List<Node.MatchCase> to]
@init { int from = index(); Expr guard = null; List<Stmt> body = new ArrayList<>(); }
  : CASE patterns { Pattern matched = pattern; } (IF elem { guard = expr; })? COLON suite[body]
    { addCase(to, from, matched, guard, body); }
  ;

patterns
@init { int from = index(); List<Pattern> all = new ArrayList<>(); boolean isSequence = false; }
  : starPattern { all.add(pattern); } (COMMA { isSequence = true; } (starPattern { all.add(pattern); })?)*
    { openSequence(from, all, isSequence); }
  ;

starPattern
@init { int from = index(); }
  : STAR NAME { starPattern(from, index() - 1); }
  | asPattern
  ;

asPattern
@init { int from = index(); deeper(); List<Pattern> options = new ArrayList<>(); }
  : closedPattern { options.add(pattern); } (VBAR closedPattern { options.add(pattern); })*
    { orPattern(from, options); } (AS NAME { asPattern(from, index() - 1); })? { shallower(); }
  ;

closedPattern
@init {
  int from = index();
  List<Pattern> list = new ArrayList<>();
  List<Object> pairs = new ArrayList<>();
}
  : MINUS? NUMBER ((PLUS | MINUS) NUMBER)? { numberPattern(from); }
  | strings { valuePattern(from); }
  | (NONE | TRUE | FALSE) { constantPattern(from); }
  | dotted { int last = index(); }
    ( { namePattern(from, last); }
    | LPAR (patternArgument[pairs] (COMMA patternArgument[pairs]?)*)? RPAR { classPattern(from, last, pairs); }
    )
  | LPAR { boolean isSequence = false; }
    (starPattern { list.add(pattern); } (COMMA { isSequence = true; } (starPattern { list.add(pattern); })?)*)?
    RPAR { groupPattern(from, list, isSequence); }
  | LBRACK (starPattern { list.add(pattern); } (COMMA (starPattern { list.add(pattern); })?)*)? RBRACK
    { groupPattern(from, list, true); }
  | LBRACE (mappingItem[pairs] (COMMA mappingItem[pairs]?)*)? RBRACE { mappingPattern(from, pairs); }
  ;

patternArgument[List<Object> to]
@init { int from = index(); }
  : asPattern { Pattern first = pattern; }
    ( { to.add(first); } | EQUAL asPattern { addKeywordPattern(to, from, pattern); } )
  ;

mappingItem[List<Object> to]
@init { int from = index(); }
  : DOUBLESTAR NAME { to.add(name(index() - 1)); }
  | closedPattern { Pattern key = pattern; } COLON asPattern { addMappingItem(to, key, pattern); }
  ;

// --- expressions

exprList
@init { int from = index(); }
  : yieldExpr
  | elem { Expr first = expr; List<Expr> all = null; }
    (COMMA { all = more(all, first); } (elem { all.add(expr); })?)* { endExprList(from, first, all); }
  ;

yieldExpr
@init { int from = index(); Expr value = null; }
  : YIELD (FROM test { yieldFrom(from, expr); } | (exprList { value = expr; })? { yieldValue(from, value); })
  ;

// An element of a list, an argument, a condition: a test, a starred one, or an assignment expression.
elem
@init { int from = index(); }
  : STAR starOperand { starred(from); }
  | test ( { Expr target = expr; int parens = parenthesised; } COLONEQUAL test { named(from, target, parens); }
         | AS starTest { asTarget(expr); }
         )?
  ;

starTest
@init { int from = index(); }
  : STAR starOperand { starred(from); }
  | test
  ;

starOperand
  : flat
  ;

test
@init { int from = index(); deeper(); List<Node.Parameter> params = new ArrayList<>(); Expr body; }
  : LAMBDA { int open = index(); } lambdaParameters[params]? { int close = index(); } COLON test
    { lambda(from, params, open, close, expr); shallower(); }
  | flat { body = expr; int start = exprStart; }
    ( { shallower(); }
    | IF flat { Expr condition = expr; } ELSE test { ifExp(start, condition, body); shallower(); }
    )
  ;

// Operators in the order of the text; the builder knows their precedence.
flat
@init { int base = openFlat(); }
  : prefix* primary { operand(); } (infix prefix* primary { operand(); })* { closeFlat(base); }
  ;

prefix
  : (MINUS | PLUS | TILDE | NOT) { prefixOperator(); }
  ;

infix
  : (STAR | DOUBLESTAR | PLUS | MINUS | AT | SLASH | VBAR | BINOP | COMPOP | IN | IS | AND | OR)
    { infixOperator(); }
  | NOT IN { notInOperator(); }
  ;

primary
@init { int await = -1; int from; Expr value; }
  : (AWAIT { await = index() - 1; })? { from = index(); } atom { value = expr; int parens = parenthesised; }
    ( DOT NAME { value = attribute(from, value); parens = 0; }
    | LPAR { List<Expr> args = new ArrayList<>(); List<Node.Keyword> keywords = new ArrayList<>(); }
      arguments[args, keywords]? RPAR { value = call(from, value, args, keywords); parens = 0; }
    | LBRACK subscripts RBRACK { value = subscript(from, value, expr); parens = 0; }
    )* { primary(await, from, value, parens); }
  ;

arguments[List<Expr> args, List<Node.Keyword> keywords]
  : argument[args, keywords] (COMMA argument[args, keywords]?)* { checkGenerators(args, keywords); }
  ;

argument[List<Expr> args, List<Node.Keyword> keywords]
@init { int from = index(); }
  : DOUBLESTAR test { addSpread(keywords, from, expr); }
  | elem { Expr value = expr; int parens = parenthesised; }
    ( { addArgument(args, keywords, value); }
    | EQUAL test { addKeyword(keywords, from, value, parens, expr); }
    | { List<Node.Comprehension> loops = new ArrayList<>(); } comprehension[loops]+
      { addGenerator(args, from, value, loops); }
    )
  ;

subscripts
@init { int from = index(); }
  : slice { Expr first = expr; List<Expr> all = null; }
    (COMMA { all = more(all, first); } (slice { all.add(expr); })?)* { endSubscripts(from, first, all); }
  ;

slice
@init { int from = index(); Expr lower = null; Expr upper = null; Expr step = null; }
  : COLON (test { upper = expr; })? (COLON (test { step = expr; })?)? { slice(from, lower, upper, step); }
  | elem { lower = expr; }
    ( COLON (test { upper = expr; })? (COLON (test { step = expr; })?)? { slice(from, lower, upper, step); } )?
  ;

comprehension[List<Node.Comprehension> to]
@init { int from = index(); boolean isAsync = false; List<Expr> conditions = new ArrayList<>(); }
  : (ASYNC { isAsync = true; })? FOR exprList { Expr target = expr; } FOR_IN flat { Expr iterable = expr; }
    (IF flat { conditions.add(expr); })* { addComprehension(to, from, isAsync, target, iterable, conditions); }
  ;

atom
@init { int from = index(); List<Node.Comprehension> loops = new ArrayList<>(); Expr first; List<Expr> all; }
  : NAME { nameAtom(); }
  | NUMBER { numberAtom(); }
  | strings
  | TRUE { booleanAtom(true); }
  | FALSE { booleanAtom(false); }
  | NONE { noneAtom(); }
  | ELLIPSIS { ellipsisAtom(); }
  | LPAR
    ( RPAR { emptyTuple(from); }
    | yieldExpr RPAR { parenthesise(from); }
    | elem { first = expr; all = null; }
      ( comprehension[loops]+ RPAR { generator(from, first, loops); }
      | (COMMA { all = more(all, first); } (elem { all.add(expr); })?)* RPAR { endParens(from, first, all); }
      )
    )
  | LBRACK
    ( RBRACK { emptyList(from); }
    | elem { first = expr; all = null; }
      ( comprehension[loops]+ RBRACK { listComp(from, first, loops); }
      | (COMMA { all = more(all, first); } (elem { all.add(expr); })?)* RBRACK { list(from, first, all); }
      )
    )
  | LBRACE { List<Object> items = new ArrayList<>(); }
    ( RBRACE { dictOrSet(from, items); }
    | dictItem[items]
      ( comprehension[loops]+ RBRACE { dictOrSetComp(from, items, loops); }
      | (COMMA dictItem[items]?)* RBRACE { dictOrSet(from, items); }
      )
    )
  ;

dictItem[List<Object> to]
@init { int from = index(); }
  : DOUBLESTAR flat { addDictSpread(to, from, expr); }
  | elem { Expr key = expr; } ( { to.add(key); } | COLON test { addDictItem(to, from, key, expr); } )
  ;

strings
@init { int from = index(); List<Object> parts = new ArrayList<>(); }
  : (STRING { addString(parts); } | fstring[parts])+ { endStrings(from, parts); }
  ;

fstring[List<Object> to]
@init { int from = index(); List<Expr> parts = new ArrayList<>(); }
  : FSTRING_START fstringPart[parts]* FSTRING_END { addJoined(to, from, parts); }
  ;

fstringPart[List<Expr> to]
@init { int conversion = -1; List<Expr> format = null; int formatFrom = -1; deeper(); }
  : FSTRING_MIDDLE { addMiddle(to); shallower(); }
  | LBRACE { int from = index() - 1; } exprList { Expr value = expr; } EQUAL?
    (CONVERSION { conversion = index() - 1; })?
    (COLON { format = new ArrayList<>(); formatFrom = index(); } fstringPart[format]*)?
    RBRACE { addInterpolation(to, from, value, conversion, format, formatFrom); shallower(); }
  ;
