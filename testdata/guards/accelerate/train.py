# guards: accelerate, accumulation
import torch
from accelerate import Accelerator
from accelerate.utils import set_seed
from datasets import load_dataset
from torch.utils.data import DataLoader
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    get_linear_schedule_with_warmup,
)


def main(epochs=3):
    accelerator = Accelerator(mixed_precision="fp16", gradient_accumulation_steps=4)
    set_seed(42)
    tokenizer = AutoTokenizer.from_pretrained("bert-base-cased")
    data = load_dataset("glue", "mrpc").map(
        lambda rows: tokenizer(rows["sentence1"], rows["sentence2"], truncation=True),
        batched=True,
        remove_columns=["idx", "sentence1", "sentence2"],
    )
    data = data.rename_column("label", "labels")
    collate = DataCollatorWithPadding(tokenizer)
    train_loader = DataLoader(data["train"], shuffle=True, collate_fn=collate, batch_size=16)
    val_loader = DataLoader(data["validation"], collate_fn=collate, batch_size=32)
    model = AutoModelForSequenceClassification.from_pretrained("bert-base-cased", num_labels=2)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-5)
    scheduler = get_linear_schedule_with_warmup(optimizer, 100, len(train_loader) * epochs)
    model, optimizer, train_loader, val_loader, scheduler = accelerator.prepare(
        model, optimizer, train_loader, val_loader, scheduler
    )
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for batch in train_loader:
            with accelerator.accumulate(model):
                loss = model(**batch).loss
                total += loss.detach().float()
                accelerator.backward(loss)
                if accelerator.sync_gradients:
                    accelerator.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                scheduler.step()
                optimizer.zero_grad()
        model.eval()
        right, count = 0, 0
        for batch in val_loader:
            with torch.no_grad():
                scores = model(**batch).logits
            predicted, labels = accelerator.gather_for_metrics(
                (scores.argmax(dim=-1), batch["labels"])
            )
            right += (predicted == labels).sum().item()
            count += labels.numel()
        accelerator.print(epoch, total.item() / len(train_loader), right / count)
    accelerator.wait_for_everyone()
    accelerator.unwrap_model(model).save_pretrained("out", save_function=accelerator.save)


if __name__ == "__main__":
    main()
