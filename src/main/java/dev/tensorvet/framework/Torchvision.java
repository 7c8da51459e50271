package dev.tensorvet.framework;

/** Torchvision. */
final class Torchvision {

  private static final String MODEL_FILES =
      """
      alexnet convnext densenet efficientnet googlenet inception maxvit mnasnet mobilenet
      mobilenetv2 mobilenetv3 regnet resnet shufflenetv2 squeezenet swin_transformer vgg
      vision_transformer _api _utils
      """;

  private static final String TRANSFORMS =
      """
      Compose ToTensor PILToTensor ConvertImageDtype ToPILImage Normalize Resize Scale CenterCrop
      Pad Lambda RandomTransforms RandomApply RandomChoice RandomOrder RandomCrop
      RandomHorizontalFlip RandomVerticalFlip RandomResizedCrop RandomSizedCrop FiveCrop TenCrop
      LinearTransformation ColorJitter RandomRotation RandomAffine Grayscale RandomGrayscale
      RandomErasing RandomPerspective GaussianBlur RandomInvert RandomPosterize RandomSolarize
      RandomAdjustSharpness RandomAutocontrast RandomEqualize ElasticTransform AutoAugment
      RandAugment TrivialAugmentWide AugMix
      """;

  private static final String LATER_TRANSFORMS =
      """
      ToDtype ToImage ToPureTensor ConvertBoundingBoxFormat ClampBoundingBoxes SanitizeBoundingBoxes
      RandomPhotometricDistort RandomZoomOut RandomIoUCrop RandomShortestSize RandomChannelPermutation
      ScaleJitter GaussianNoise JPEG MixUp CutMix UniformTemporalSubsample Identity Transform
      """;

  private Torchvision() {}

  static Framework framework() {
    return Framework.empty()
        .with(
            Role.MODULE,
            "torchvision.models",
            """
            AlexNet ConvNeXt DenseNet EfficientNet GoogLeNet Inception3 MaxVit MNASNet
            MobileNetV2 MobileNetV3 RegNet ResNet ShuffleNetV2 SqueezeNet SwinTransformer VGG
            VisionTransformer get_model
            """)
        .withMatching(
            Role.MODULE,
            "torchvision\\.models(\\.(detection|segmentation|video|optical_flow|quantization))?"
                + "\\.(alexnet|convnext_|densenet|efficientnet_|googlenet|inception_v3|maxvit_|mnasnet"
                + "|mobilenet_|regnet_|resnet|resnext|wide_resnet|shufflenet_|squeezenet|swin_|vgg|vit_"
                + "|fasterrcnn_|fcos_|keypointrcnn_|maskrcnn_|retinanet_|ssd|deeplabv3|fcn_|lraspp_"
                + "|mc3_|r2plus1d_|r3d_|s3d|mvit_|swin3d_|raft_)\\w*")
        .with(
            Role.MODULE,
            "torchvision.models.detection",
            "FasterRCNN FCOS KeypointRCNN MaskRCNN RetinaNet SSD")
        .with(Role.MODULE, "torchvision.models.segmentation", "DeepLabV3 FCN LRASPP")
        .with(
            Role.MODULE,
            "torchvision.ops",
            """
            Conv2dNormActivation Conv3dNormActivation DeformConv2d DropBlock2d DropBlock3d
            FeaturePyramidNetwork FrozenBatchNorm2d MLP MultiScaleRoIAlign Permute PSRoIAlign
            PSRoIPool RoIAlign RoIPool SqueezeExcitation StochasticDepth
            """)
        .with(
            Role.LOSS_FUNCTION,
            "torchvision.ops",
            """
            sigmoid_focal_loss generalized_box_iou_loss complete_box_iou_loss distance_box_iou_loss
            """)
        .with(Role.TRANSFORM, "torchvision.transforms", TRANSFORMS)
        .with(Role.TRANSFORM, "torchvision.transforms.v2", TRANSFORMS + LATER_TRANSFORMS)
        .extending(Framework.MODULE, "torchvision.transforms.v2", TRANSFORMS + LATER_TRANSFORMS)
        .withMatching(Role.DATASET, "torchvision\\.datasets\\.[A-Z]\\w*")
        .home("torchvision.models", MODEL_FILES)
        .home(
            "torchvision.models.detection",
            "faster_rcnn fcos keypoint_rcnn mask_rcnn retinanet ssd ssdlite")
        .home("torchvision.models.segmentation", "segmentation deeplabv3 fcn lraspp")
        .home("torchvision.ops", "boxes focal_loss misc roi_align roi_pool poolers")
        .home("torchvision.transforms", "transforms autoaugment")
        .classHome("torchvision.datasets", "torchvision.datasets");
  }
}
