# guards: distributed
import os

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import nn, optim
from torch.distributed.fsdp import FullyShardedDataParallel as FSDP
from torch.utils.data import DataLoader, DistributedSampler

from corpus import Corpus


class Decoder(nn.Module):
    def __init__(self, words, width=256):
        super().__init__()
        self.embedding = nn.Embedding(words, width)
        layer = nn.TransformerEncoderLayer(width, 8, batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, 4)
        self.head = nn.Linear(width, words, bias=False)

    def forward(self, tokens):
        mask = nn.Transformer.generate_square_subsequent_mask(tokens.size(1), tokens.device)
        return self.head(self.layers(self.embedding(tokens), mask=mask, is_causal=True))


def main():
    dist.init_process_group("nccl")
    rank = int(os.environ["LOCAL_RANK"])
    torch.cuda.set_device(rank)
    torch.manual_seed(0)
    dataset = Corpus("tokens.bin", length=512)
    sampler = DistributedSampler(dataset, shuffle=True)
    loader = DataLoader(dataset, batch_size=8, sampler=sampler, pin_memory=True)
    model = FSDP(Decoder(32_000).cuda())
    optimizer = optim.AdamW(model.parameters(), lr=3e-4)
    for epoch in range(3):
        model.train()
        sampler.set_epoch(epoch)
        total = torch.zeros(2, device=rank)
        for tokens in loader:
            tokens = tokens.cuda(non_blocking=True)
            optimizer.zero_grad()
            scores = model(tokens[:, :-1])
            loss = F.cross_entropy(scores.flatten(0, 1), tokens[:, 1:].flatten())
            loss.backward()
            model.clip_grad_norm_(1.0)
            optimizer.step()
            total[0] += loss.detach()
            total[1] += 1
        dist.all_reduce(total)
        if dist.get_rank() == 0:
            print(epoch, (total[0] / total[1]).item())
    dist.destroy_process_group()


if __name__ == "__main__":
    main()
