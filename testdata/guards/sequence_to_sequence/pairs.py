import torch
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import Dataset

PAD, START, END = 0, 1, 2


class Pairs(Dataset):
    def __init__(self, path):
        with open(path, encoding="utf-8") as lines:
            pairs = [line.rstrip("\n").split("\t") for line in lines]
        self.source, self.target = {}, {}
        self.pairs = [(self._ids(a, self.source), self._ids(b, self.target)) for a, b in pairs]
        self.source_words, self.target_words = len(self.source) + 3, len(self.target) + 3

    @staticmethod
    def _ids(text, words):
        return [words.setdefault(word, len(words) + 3) for word in text.split()] + [END]

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, index):
        source, target = self.pairs[index]
        return torch.tensor(source), torch.tensor(target)


def collate(batch):
    sources, targets = zip(*batch)
    return (
        pad_sequence(sources, batch_first=True, padding_value=PAD),
        pad_sequence(targets, batch_first=True, padding_value=PAD),
    )
