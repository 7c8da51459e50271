# A comment before all.
if a:
	tab
	if b:
	        tab_and_spaces
   # a comment at no block's column
	c
else: d; e;

x = [
# in brackets
  1,

    2]
y = 1 + \
  2
z = (a
.b)
if a: \
    b

def f():
    pass
# the last comment belongs to no block

    # nor does this
g
