match command:
    case 1 | -2 | 3 + 4j | -1.5 - 2j:
        a
    case "a" "b" | b"c" | None | True:
        b
    case name if name > 1:
        c
    case _:
        d
    case a.b.c:
        e
    case [a, *rest, _]:
        f
    case (a, *_) | (b,) | ():
        g
    case (a):
        h
    case a, b:
        i
    case *a,:
        j
    case {"a": 1, b.c: [x], **rest}:
        k
    case {}:
        l
    case A() | B.C(1, x, y=2, z=D()):
        m
    case (A() | B()) as c:
        n

match x, *y:
    case (1 | 2), _: pass

match (x):
    case case: match = case

# These are names.
match = 1
match.case[type] = case
match(a)
match[a]
print(match)
match -a
type = match, case
type(x)
type X = int
case: int = 1
