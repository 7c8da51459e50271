# guards: trainer
import torch
import torch.nn.functional as F
from datasets import load_dataset
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    Trainer,
    TrainingArguments,
    set_seed,
)


class DistillationTrainer(Trainer):
    def __init__(self, *args, teacher, temperature=2.0, **kwargs):
        super().__init__(*args, **kwargs)
        self.teacher = teacher.eval()
        self.temperature = temperature

    def compute_loss(self, model, inputs, return_outputs=False, **kwargs):
        outputs = model(**inputs)
        with torch.no_grad():
            wanted = self.teacher(**inputs).logits
        soft = F.kl_div(
            F.log_softmax(outputs.logits / self.temperature, dim=-1),
            F.softmax(wanted / self.temperature, dim=-1),
            reduction="batchmean",
        )
        loss = 0.5 * outputs.loss + 0.5 * self.temperature**2 * soft
        return (loss, outputs) if return_outputs else loss


def main():
    set_seed(0)
    tokenizer = AutoTokenizer.from_pretrained("distilbert-base-uncased")
    data = load_dataset("glue", "sst2").map(
        lambda rows: tokenizer(rows["sentence"], truncation=True), batched=True
    )
    student = AutoModelForSequenceClassification.from_pretrained("distilbert-base-uncased")
    teacher = AutoModelForSequenceClassification.from_pretrained("textattack/bert-base-uncased-SST-2")
    trainer = DistillationTrainer(
        model=student,
        args=TrainingArguments("out", num_train_epochs=3, per_device_train_batch_size=32),
        train_dataset=data["train"],
        eval_dataset=data["validation"],
        processing_class=tokenizer,
        teacher=teacher,
    )
    trainer.train()
    print(trainer.evaluate())


if __name__ == "__main__":
    main()
