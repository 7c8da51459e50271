/**
 * Python 3.8 to 3.14, written from the language reference.
 *
 * Every decision looks at one token: the layout pass has told `match`, `case`, `type` and the `in` of
 * a `for` from the names and the operator of the same spelling, and has marked a second comma in a
 * row. Where one token cannot tell two forms apart, the grammar takes both and the builder checks:
 * targets are expressions, `not` may stand before any operand, a with item is first a tuple.
 *
 * A rule leaves what it made on the builder's stack, and ends with one call that takes what its parts
 * left there since `at`, the place where the rule began.
 */
parser grammar PythonParser;

options {
  superClass = Recovery;
}

tokens {
  // What an expression can begin with stands first, so that one word holds the set.
  NAME, NUMBER, STRING, FSTRING_START, LPAR, LBRACK, LBRACE, MINUS, PLUS, TILDE, NOT, LAMBDA, AWAIT,
  STAR, DOUBLESTAR, ELLIPSIS, TRUE, FALSE, NONE, YIELD,
  RPAR, RBRACK, RBRACE, COMMA, COLON, COLONEQUAL, SEMI, DOT, ARROW, EQUAL, AUGASSIGN, AT, SLASH, VBAR,
  BINOP, COMPOP, IN, IS, AND, OR, IF, ELSE, FOR, FOR_IN, ASYNC, FROM, AS,
  FSTRING_MIDDLE, FSTRING_END, CONVERSION,
  // From here on, words that no bracket can hold.
  ELIF, WHILE, TRY, EXCEPT, FINALLY, WITH, DEF, CLASS, RETURN, RAISE, PASS, BREAK, CONTINUE, GLOBAL,
  NONLOCAL, DEL, ASSERT, IMPORT,
  MATCH, CASE, TYPE, NEWLINE, INDENT, DEDENT,
  // A line of a notebook that is not Python, what cannot be read, and what the parser never sees.
  MAGIC, BAD, COMMENT
}

// --- statements: the builder reads a file as statements up to its end

stmt
@init { long at = here(); }
  : smallStmt (SEMI smallStmt?)* NEWLINE
  | ifStmt
  | whileStmt
  | forStmt[at]
  | tryStmt
  | withStmt[at]
  | defStmt[at]
  | classStmt[at]
  | matchStmt
  | ASYNC { async(); } (defStmt[at] | forStmt[at] | withStmt[at])
  | (AT named NEWLINE)+ (ASYNC { async(); } defStmt[at] | defStmt[at] | classStmt[at])
  ;
  catch [RecognitionException problem] { breakStatement(at, problem); }

smallStmt
@init { long at = here(); }
  : starExprs
    ( { expressionStatement(at); }
    | (EQUAL rightSide)+ { assign(at); }
    | AUGASSIGN { augmentation(); } rightSide { augmentedAssign(at); }
    | COLON test (EQUAL rightSide)? { annotatedAssign(at); }
    )
  | yieldExpr ( { expressionStatement(at); } | (EQUAL rightSide)+ { assign(at); } )
  | RETURN starExprs? { returnValue(at); }
  | PASS { pass(at); }
  | BREAK { breakLoop(at); }
  | CONTINUE { continueLoop(at); }
  | DEL flat (COMMA flat?)* { delete(at); }
  | RAISE (test (FROM test)?)? { raise(at); }
  | ASSERT test (COMMA test)? { assertion(at); }
  | GLOBAL nameList { global(at); }
  | NONLOCAL nameList { nonlocal(at); }
  | IMPORT dottedAlias (COMMA dottedAlias)* { importModules(at); }
  | FROM (DOT | ELLIPSIS)* dotted? IMPORT
    (STAR { starAlias(); } | LPAR alias (COMMA alias?)* RPAR | alias (COMMA alias)*) { importFrom(at); }
  | TYPE NAME { name(); } typeParameters? EQUAL test { typeAlias(at); }
  | MAGIC { pass(at); }
  ;

rightSide
  : starExprs
  | yieldExpr
  | MAGIC { unread(); }
  ;

nameList
  : NAME { name(); } (COMMA NAME { name(); })*
  ;

dotted
@init { long at = here(); }
  : NAME (DOT NAME)* { dotted(at); }
  ;

dottedAlias
@init { long at = here(); }
  : dotted (AS NAME { name(); })? { alias(at); }
  ;

alias
@init { long at = here(); }
  : NAME { name(); } (AS NAME { name(); })? { alias(at); }
  ;

suite
@init { long at = here(); }
  : smallStmt (SEMI smallStmt?)* NEWLINE { block(at); }
  | NEWLINE INDENT stmt+ { strays(); } DEDENT { block(at); }
  ;

elseBlock
  : ELSE COLON suite { orElse(); }
  ;

ifStmt
@init { long at = here(); }
  : IF named COLON suite (ELIF { elif(); } named COLON suite)* elseBlock? { choose(at); }
  ;

whileStmt
@init { long at = here(); }
  : WHILE named COLON suite elseBlock? { whileLoop(at); }
  ;

forStmt[long at]
  : FOR starExprs FOR_IN starExprs COLON suite elseBlock? { forLoop(at); }
  ;

tryStmt
@init { long at = here(); }
  : TRY COLON suite handler* elseBlock? (FINALLY COLON suite { atLast(); })? { tryBlock(at); }
  ;

handler
@init { long at = here(); }
  : EXCEPT (STAR { star(); })? (test (COMMA test)* (AS NAME { name(); })?)? COLON suite { handler(at); }
  ;

withStmt[long at]
  : WITH withItem (COMMA withItem)* COLON suite { with(at); }
  ;

withItem
@init { long at = here(); }
  : test (AS starTest)? { withItem(at); }
  ;

defStmt[long at]
  : DEF NAME { name(); } typeParameters? LPAR parameters RPAR (ARROW test)? COLON suite { function(at); }
  ;

classStmt[long at]
  : CLASS NAME { name(); } typeParameters? (LPAR arguments RPAR)? COLON suite { classBlock(at); }
  ;

typeParameters
@init { long at = here(); }
  : LBRACK typeParameter (COMMA typeParameter?)* RBRACK { typeParameters(at); }
  ;

typeParameter
@init { long at = here(); }
  : (STAR | DOUBLESTAR)? NAME { name(); } (COLON test)? (EQUAL starTest { byDefault(); })? { typeParameter(at); }
  ;

parameters
@init { long at = here(); }
  : (parameter (COMMA parameter?)*)? { parameters(at); }
  ;

parameter
@init { long at = here(); }
  : NAME { name(); } (COLON test)? (EQUAL test { byDefault(); })? { parameter(at); }
  | STAR { star(); } (NAME { name(); } (COLON starTest)?)? { starParameter(at); }
  | DOUBLESTAR NAME { name(); } (COLON test)? { spreadParameter(at); }
  | SLASH { slash(); }
  ;

lambdaParameters
@init { long at = here(); }
  : (lambdaParameter (COMMA lambdaParameter?)*)? { parameters(at); }
  ;

lambdaParameter
@init { long at = here(); }
  : NAME { name(); } (EQUAL test { byDefault(); })? { parameter(at); }
  | STAR { star(); } (NAME { name(); })? { starParameter(at); }
  | DOUBLESTAR NAME { name(); } { spreadParameter(at); }
  | SLASH { slash(); }
  ;

// --- match

matchStmt
@init { long at = here(); }
  : MATCH subject COLON NEWLINE INDENT caseBlock+ { strayCases(); } DEDENT { match(at); }
  ;

subject
@init { long at = here(); }
  : element (COMMA element?)* { tuple(at); }
  ;

caseBlock
@init { long at = here(); }
  : CASE patterns (IF named)? COLON suite { caseBlock(at); }
  ;
  catch [RecognitionException problem] { breakCase(at, problem); }

patterns
@init { long at = here(); }
  : (starPattern | asPattern) (COMMA (starPattern | asPattern)?)* { openSequence(at); }
  ;

starPattern
@init { long at = here(); }
  : STAR NAME { starPattern(at); }
  ;

asPattern
@init { long at = here(); deeper(); }
  : closedPattern (VBAR closedPattern)* { orPattern(at); } (AS NAME { asPattern(at); })?
  ;
  finally { shallower(); }

closedPattern
@init { long at = here(); }
  : MINUS? NUMBER ((PLUS | MINUS) NUMBER)? { numberPattern(at); }
  | strings { valuePattern(at); }
  | NONE { noneAtom(); valuePattern(at); }
  | TRUE { booleanAtom(true); valuePattern(at); }
  | FALSE { booleanAtom(false); valuePattern(at); }
  | NAME (DOT NAME)* { dottedPattern(at); }
    (LPAR (patternArgument (COMMA patternArgument?)*)? RPAR { classPattern(at); })?
  | LPAR ((starPattern | asPattern) (COMMA (starPattern | asPattern)?)*)? RPAR { groupPattern(at); }
  | LBRACK ((starPattern | asPattern) (COMMA (starPattern | asPattern)?)*)? RBRACK { sequencePattern(at); }
  | LBRACE (mappingItem (COMMA mappingItem?)*)? RBRACE { mappingPattern(at); }
  ;

patternArgument
@init { long at = here(); }
  : asPattern (EQUAL asPattern { keywordPattern(at); })?
  ;

mappingItem
@init { long at = here(); }
  : DOUBLESTAR NAME { name(); }
  | closedPattern COLON asPattern { mappingItem(at); }
  ;

// --- expressions

starExprs
@init { long at = here(); }
  : (test | starExpr) (COMMA (test | starExpr)?)* { tuple(at); }
  ;

starTest
  : test
  | starExpr
  ;

starExpr
@init { long at = here(); }
  : STAR flat { unpacked(at); }
  ;

yieldExpr
@init { long at = here(); deeper(); }
  : YIELD (starExprs? { yieldValue(at); } | FROM test { yieldFrom(at); })
  ;
  finally { shallower(); }

named
@init { long at = here(); }
  : test (COLONEQUAL test { named(at); })?
  ;

test
@init { long at = here(); deeper(); }
  : flat (IF flat ELSE test { conditional(at); })?
  | LAMBDA lambdaParameters COLON test { lambda(at); }
  ;
  finally { shallower(); }

// Operators in the order of the text; the builder knows their precedence.
flat
  : { openFlat(); } ((MINUS | PLUS | TILDE | NOT) { prefix(); })* primary
    ( ( (STAR | DOUBLESTAR | PLUS | MINUS | AT | SLASH | VBAR | BINOP | COMPOP | IN | IS | AND | OR) { infix(); }
      | NOT IN { notIn(); }
      )
      ((MINUS | PLUS | TILDE | NOT) { prefix(); })* primary
    )* { closeFlat(); }
  ;
  catch [RecognitionException problem] { breakFlat(); throw problem; }

primary
@init { long at = here(); }
  : AWAIT { awaitOnce(); } primary { await(at); }
  | atom
    ( DOT NAME { attribute(at); }
    | LPAR arguments RPAR { call(at); }
    | LBRACK subscripts RBRACK { subscript(at); }
    )*
  ;

atom
@init { long at = here(); }
  : NAME { nameAtom(); }
  | NUMBER { numberAtom(); }
  | strings
  | TRUE { booleanAtom(true); }
  | FALSE { booleanAtom(false); }
  | NONE { noneAtom(); }
  | ELLIPSIS { ellipsisAtom(); }
  | LPAR (yieldExpr | inParens (comprehension+ | (COMMA inParens?)*))? RPAR { parens(at); }
  | LBRACK (element (comprehension+ | (COMMA element?)*))? RBRACK { brackets(at); }
  | LBRACE (item (comprehension+ | (COMMA item?)*))? RBRACE { braces(at); }
  ;

element
@init { long at = here(); }
  : test (COLONEQUAL test { named(at); })?
  | starExpr
  ;
  catch [RecognitionException problem] { breakElement(at, problem); }

// What may stand in parentheses: those of a with statement hold items with targets.
inParens
@init { long at = here(); }
  : test (COLONEQUAL test { named(at); } | AS starTest { asTarget(at); })?
  | starExpr
  ;
  catch [RecognitionException problem] { breakElement(at, problem); }

item
@init { long at = here(); }
  : test (COLONEQUAL test { named(at); } | COLON test { dictItem(at); })?
  | starExpr
  | DOUBLESTAR flat { dictSpread(at); }
  ;
  catch [RecognitionException problem] { breakElement(at, problem); }

arguments
  : (argument (COMMA argument?)*)?
  ;

argument
@init { long at = here(); }
  : test (COLONEQUAL test { named(at); })? (comprehension+ { generatorArgument(at); })?
    (EQUAL test { keyword(at); })?
  | STAR test { starred(at); }
  | DOUBLESTAR test { spread(at); }
  ;
  catch [RecognitionException problem] { breakElement(at, problem); }

subscripts
@init { long at = here(); }
  : slice (COMMA slice?)* { subscripts(at); }
  ;

slice
@init { long at = here(); }
  : test (COLONEQUAL test { named(at); })? (COLON { colon(); } test? (COLON { colon(); } test?)? { slice(at); })?
  | COLON { colon(); } test? (COLON { colon(); } test?)? { slice(at); }
  | starExpr
  ;

comprehension
@init { long at = here(); }
  : (ASYNC { async(); })? FOR starExprs FOR_IN flat (IF flat)* { comprehension(at); }
  ;

strings
@init { long at = here(); }
  : (STRING { string(); } | fstring)+ { strings(at); }
  ;

fstring
@init { boolean isRaw = isRawString(); }
  : FSTRING_START fstringPart[isRaw]* FSTRING_END
  ;

fstringPart[boolean isRaw]
@init { long at = here(); deeper(); }
  : FSTRING_MIDDLE { middle(isRaw); }
  | LBRACE (starExprs | yieldExpr) EQUAL? (CONVERSION { conversion(); })? fstringFormat[isRaw]? RBRACE
    { interpolation(at); }
  ;
  finally { shallower(); }

fstringFormat[boolean isRaw]
@init { long at = here(); }
  : COLON fstringPart[isRaw]* { format(at); }
  ;
