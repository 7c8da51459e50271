plain = "a\tb\x41\u00e9\N{BULLET}\
c" 'd' r"\n"
raw = rb"\x00", b"\xff\0", Rb'', u"u"
triple = """a
 "b" ""c\""""
field = f"a{b}c{d!r:>{width}.{precision}}{{e}}"
debug = f"{a = }{b=!s}{c=:>3}"
nested = f"{f"{f'{x}'}"}" f'''{
    a  # a comment
    + "}"
}'''
joined = "a" f"b{c}" "d"
formats = f"{x:%H:%M}{y:{'>'}{10}}{z:a{b}c}"
braces = f"{ {1: 2}[1] }{(lambda x: x)(1)}{a if b else c}{d, *e}{(f := 1)}"
escapes = f"\N{DIGIT ONE}\{x}\\{y}" rf"\N{z}\{w}"
template = t"a{b!s:c}" tr"\{d}"
