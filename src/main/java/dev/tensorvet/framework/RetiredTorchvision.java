package dev.tensorvet.framework;

/** What torchvision gave up. Each version was looked up in what that version holds. */
final class RetiredTorchvision {

  static final String ROWS =
      """
      @https://github.com/pytorch/vision/releases/tag/v0.13.0
      keyword | torchvision.models.{alexnet convnext_base convnext_large convnext_small convnext_tiny densenet121 densenet161 densenet169 densenet201 efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5 efficientnet_b6 efficientnet_b7 googlenet inception_v3 mnasnet0_5 mnasnet1_0 mobilenet_v2 mobilenet_v3_large mobilenet_v3_small regnet_x_16gf regnet_x_1_6gf regnet_x_32gf regnet_x_3_2gf regnet_x_400mf regnet_x_800mf regnet_x_8gf regnet_y_16gf regnet_y_1_6gf regnet_y_32gf regnet_y_3_2gf regnet_y_400mf regnet_y_800mf regnet_y_8gf resnet101 resnet152 resnet18 resnet34 resnet50 resnext101_32x8d resnext50_32x4d shufflenet_v2_x0_5 shufflenet_v2_x1_0 squeezenet1_0 squeezenet1_1 vgg11 vgg11_bn vgg13 vgg13_bn vgg16 vgg16_bn vgg19 vgg19_bn vit_b_16 vit_b_32 vit_l_16 vit_l_32 wide_resnet101_2 wide_resnet50_2}(pretrained) | 0.13 | - | use `weights=` | 0.13 True weights="IMAGENET1K_V1"; False weights=None
      keyword | torchvision.models.segmentation.{deeplabv3_resnet50 deeplabv3_resnet101 deeplabv3_mobilenet_v3_large fcn_resnet50 fcn_resnet101 lraspp_mobilenet_v3_large}(pretrained) | 0.13 | - | use `weights=` | 0.13 False weights=None
      keyword | torchvision.models.detection.{fasterrcnn_resnet50_fpn fasterrcnn_mobilenet_v3_large_fpn fasterrcnn_mobilenet_v3_large_320_fpn maskrcnn_resnet50_fpn keypointrcnn_resnet50_fpn retinanet_resnet50_fpn fcos_resnet50_fpn ssd300_vgg16 ssdlite320_mobilenet_v3_large}(pretrained) | 0.13 | - | use `weights=` | 0.13 False weights=None
      keyword | torchvision.models.segmentation.{deeplabv3_resnet50 deeplabv3_resnet101 deeplabv3_mobilenet_v3_large fcn_resnet50 fcn_resnet101 lraspp_mobilenet_v3_large}(pretrained_backbone) | 0.13 | - | use `weights_backbone=` | 0.13 False weights_backbone=None
      keyword | torchvision.models.detection.{fasterrcnn_resnet50_fpn fasterrcnn_mobilenet_v3_large_fpn fasterrcnn_mobilenet_v3_large_320_fpn maskrcnn_resnet50_fpn keypointrcnn_resnet50_fpn retinanet_resnet50_fpn fcos_resnet50_fpn ssd300_vgg16 ssdlite320_mobilenet_v3_large}(pretrained_backbone) | 0.13 | - | use `weights_backbone=` | 0.13 False weights_backbone=None
      @https://github.com/pytorch/vision/releases/tag/v0.15.1
      module | torchvision.models.{alexnet densenet googlenet inception mnasnet mobilenet resnet shufflenetv2 squeezenet vgg}.model_urls | 0.13 | 0.15 | ask the class of weights for its `url` | -
      @https://github.com/pytorch/vision/releases/tag/v0.17.0
      module | torchvision.transforms.functional_tensor | 0.15 | 0.17 | use `torchvision.transforms.functional` | -
      module | torchvision.transforms.functional_pil | 0.15 | 0.17 | use `torchvision.transforms.functional` | -
      @https://github.com/pytorch/vision/releases/tag/v0.12.0
      class | torchvision.transforms.Scale | 0.9 | 0.12 | use `torchvision.transforms.Resize` | 0.9 torchvision.transforms.Resize
      class | torchvision.transforms.RandomSizedCrop | 0.9 | 0.12 | use `torchvision.transforms.RandomResizedCrop` | 0.9 torchvision.transforms.RandomResizedCrop
      module | torchvision.transforms._functional_video | 0.12 | - | use `torchvision.transforms.functional` | -
      module | torchvision.transforms._transforms_video | 0.12 | - | use `torchvision.transforms` | -
      keyword | torchvision.transforms.{RandomRotation RandomAffine}(resample) | 0.9 | 0.14 | use `interpolation=` | -
      keyword | torchvision.transforms.functional.{rotate affine}(resample) | 0.9 | 0.14 | use `interpolation=` | -
      keyword | torchvision.transforms.RandomAffine(fillcolor) | 0.9 | 0.14 | use `fill=` | 0.9 fill=
      keyword | torchvision.transforms.functional.affine(fillcolor) | 0.9 | 0.14 | use `fill=` | 0.9 fill=
      keyword | torchvision.utils.{make_grid save_image}(range) | 0.12 | 0.14 | use `value_range=` | 0.9 value_range=
      @https://github.com/pytorch/vision/releases/tag/v0.16.0
      class | torchvision.transforms.v2.ToTensor | 0.16 | - | use `ToImage` and `ToDtype(torch.float32, scale=True)` | -
      class | torchvision.transforms.v2.{ToImageTensor ConvertDtype} | - | 0.16 | use `ToImage` and `ToDtype` | -
      class | torchvision.transforms.v2.ConvertImageDtype | 0.16 | - | use `ToDtype(..., scale=True)` | -
      function | torchvision.transforms.v2.functional.{get_image_size to_tensor} | 0.16 | - | use `get_size`, or `to_image` and `to_dtype` | -
      module | torchvision.datapoints | - | 0.16 | use `torchvision.tv_tensors` | -
      @https://github.com/pytorch/vision/releases/tag/v0.22.0
      function | torchvision.io.{read_video read_video_timestamps write_video} | 0.22 | - | use TorchCodec | -
      class | torchvision.io.VideoReader | 0.22 | - | use TorchCodec | -
      """;

  private RetiredTorchvision() {}
}
