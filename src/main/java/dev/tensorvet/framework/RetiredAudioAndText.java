package dev.tensorvet.framework;

/** What torchaudio and torchtext gave up. */
final class RetiredAudioAndText {

  static final String AUDIO =
      """
      @https://docs.pytorch.org/audio/2.1/generated/torchaudio.set_audio_backend.html
      function | torchaudio.{set_audio_backend get_audio_backend} | 2.1 | 2.9 | leave it out, and give `backend=` to the function that reads or writes | -
      @https://github.com/pytorch/audio/issues/3902
      function | torchaudio.list_audio_backends | 2.8 | 2.9 | leave it out | -
      module | torchaudio.sox_effects | 2.8 | 2.9 | use another library for SoX | -
      module | torchaudio.kaldi_io | 2.8 | 2.9 | use `kaldi_io` itself | -
      module | torchaudio.{backend prototype utils.sox_utils} | 2.8 | 2.9 | use TorchCodec | -
      module | torio | 2.8 | 2.9 | use TorchCodec | -
      module | torchaudio.io | 2.8 | 2.9 | use TorchCodec | -
      """;

  static final String TEXT =
      """
      @https://github.com/pytorch/text/releases/tag/v0.9.0-rc5
      class | torchtext.data.{Field LabelField NestedField SubwordField RawField ReversibleField BucketIterator BPTTIterator TabularDataset Example} | - | 0.9 | use a vocabulary and a `DataLoader` of your own | -
      @https://github.com/pytorch/text/releases/tag/v0.12.0-rc3
      module | torchtext.legacy | 0.9 | 0.12 | use a vocabulary and a `DataLoader` of your own | -
      """;

  private RetiredAudioAndText() {}
}
