# guards: deepspeed
import torch
from megatron.core.pipeline_parallel import get_forward_backward_func
from megatron.core.optimizer import get_megatron_optimizer, OptimizerConfig
from megatron.core import parallel_state
from model import provider
from data import batches


def loss_func(mask, output):
    losses = output.float()
    loss = (losses.view(-1) * mask.view(-1)).sum() / mask.sum()
    return loss, {"lm loss": loss.detach()}


def forward_step(iterator, model):
    tokens, labels, mask, positions = next(iterator)
    output = model(tokens, positions, mask, labels=labels)
    return output, lambda out: loss_func(mask, out)


def main(steps=1000):
    torch.manual_seed(1)
    parallel_state.initialize_model_parallel(2, 2)
    model = provider()
    optimizer = get_megatron_optimizer(OptimizerConfig(lr=1e-4, clip_grad=1.0), [model])
    run = get_forward_backward_func()
    iterator = iter(batches())
    model.train()
    for step in range(steps):
        model.zero_grad_buffer()
        optimizer.zero_grad()
        losses = run(
            forward_step_func=forward_step,
            data_iterator=iterator,
            model=model,
            num_microbatches=8,
            seq_length=1024,
            micro_batch_size=4,
        )
        optimizer.step()
        print(step, losses)
