import torch
from datasets import load_dataset
from torch import nn
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    Trainer,
    TrainingArguments,
)


class WeightedTrainer(Trainer):
    def __init__(self, *args, class_weights=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.class_weights = class_weights

    def compute_loss(self, model, inputs, return_outputs=False, **kwargs):
        labels = inputs.pop("labels")
        outputs = model(**inputs)
        weights = self.class_weights.to(outputs.logits.device)
        loss = nn.functional.cross_entropy(outputs.logits, labels, weight=weights)
        return (loss, outputs) if return_outputs else loss


def main(name="distilbert-base-uncased"):
    tokenizer = AutoTokenizer.from_pretrained(name)
    model = AutoModelForSequenceClassification.from_pretrained(name, num_labels=2)
    data = load_dataset("imdb").map(
        lambda batch: tokenizer(batch["text"], truncation=True), batched=True
    )
    arguments = TrainingArguments(
        "out", per_device_train_batch_size=16, num_train_epochs=2, eval_strategy="epoch", seed=1
    )
    trainer = WeightedTrainer(
        model=model,
        args=arguments,
        train_dataset=data["train"],
        eval_dataset=data["test"],
        processing_class=tokenizer,
        class_weights=torch.tensor([1.0, 2.0]),
    )
    trainer.train()
    print(trainer.evaluate())


if __name__ == "__main__":
    main()
