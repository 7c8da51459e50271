class FeatureInfo:
    """What the outputs of a backbone are, one after another."""

    def __init__(self, channels, reductions):
        self.info = [{"num_chs": count, "reduction": reduction}
                     for count, reduction in zip(channels, reductions)]

    def channels(self):
        return [each["num_chs"] for each in self.info]

    def reduction(self):
        return [each["reduction"] for each in self.info]

    def __getitem__(self, index):
        return self.info[index]

    def __len__(self):
        return len(self.info)
