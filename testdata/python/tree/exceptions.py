try:
    a
except* A:
    b
except* (B, C) as group:
    c

try:
    a
except A, B:
    b
except C, D.e:
    c

try:
    a
except* A, B:
    b
finally:
    c
