package dev.tensorvet.cli;

/** Code for the commands to work on. */
final class Project {

  /** A model, with what a program needs to train it. */
  static final String NET =
      """
      import torch
      from torch import nn
      import torch.nn.functional as F


      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.layer = nn.Linear(4, 2)

          def forward(self, x):
              return self.layer(x)


      """;

  /** A finding of level error with a safe fix, at 9:5, in the category {@code training}. */
  static final String MISSING_ZERO_GRAD =
      """
      import torch
      torch.manual_seed(0)
      model = torch.nn.Linear(2, 1)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      total = 0.0
      for inputs, targets in batches:
          loss = (model(inputs) - targets).square().mean()
          loss.backward()
          optimizer.step()
          total += loss.item()
      print(total)
      """;

  /** A finding of level warning without a fix, at 7:9, in the category {@code model}. */
  static final String UNUSED_LAYER =
      """
      from torch import nn

      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.head = nn.Linear(2, 2)
              self.spare = nn.Linear(2, 2)

          def forward(self, x):
              return self.head(x)
      """;

  static final String CLEAN = "x = 1\n";

  private Project() {}
}
