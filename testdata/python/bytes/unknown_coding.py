# coding: klingon
a = 1
