from torch.optim import *
from losses import *
from listed import *
from somewhere import *

loss = Dice
other = Focal
third = Tversky
optimizer = SGD
module = nn
unlisted = Hidden
hidden = _helper
unknown = Whatever
