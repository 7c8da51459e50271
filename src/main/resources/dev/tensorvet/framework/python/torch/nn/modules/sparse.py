from ..embedding import Embedding, EmbeddingBag
