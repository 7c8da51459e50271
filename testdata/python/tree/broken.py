def kept(a):
    b = a +
    c = [1, 2 3, 4]
    return c


def (lost):
    body = 1


if a
    body = 2
else:
    other = 3

x = f(1, (2, 3)
y = 1
print "text"
class A:
    def f(self):
        return self.(a)

    def g(self):
        return 1
  unindented = 1
match a:
    case 1 2:
        b
    case _:
        c
z = "open
last = 1

match command:
    case (1 | 2), _: pass ?
    case 3: a
