/** The texts of the page about the model in English, without those that stand in its HTML. */

/** @typedef {typeof strings} ModelStrings */
/** A share of the images, and of which label. @typedef {[label: string, share: string]} LabelShare */
/** @typedef {{ train: string, test: string }} Accuracies */
/** The accuracy by each convention. @typedef {{ people: string, labels: string }} Shares */
/** What a sensitivity gives. @typedef {{ agreement: string, neutralRecall: string, accuracy: string }} Trade */
/** A cell of a confusion matrix. @typedef {{ count: string, total: string, share: string }} CellNumbers */
/** The accuracy on all images. @typedef {{ share: string, images: string }} Overall */

export const strings = {
  /** For each expression: how many of ten faces are named as people do, and on how many images that was measured. */
  ofTen: {
    /** @param {string} number */
    named: (number) => `${number} of 10`,
    /** @param {string} images */
    images: (images) => `from ${images} images`,
  },
  numbers: 'The numbers',
  /** @param {string} heading */
  numbersOf: (heading) => `${heading}: the numbers`,
  /** @param {string} file */
  from: (file) => `From ${file}.`,
  columns: {
    expression: 'Expression',
    images: 'Images',
    score: 'Mean score',
    accuracy: 'Accuracy',
    agreement: 'Agreement with people',
    meanRecall: 'Mean recall',
    neutralRecall: 'Neutral faces recognized',
    labelAccuracy: 'Label accuracy',
    flip: 'Label accuracy with mirrored second look',
    epoch: 'Epoch',
    condition: 'Condition',
    model: 'Model',
    sensitivity: 'Sensitivity',
    macroF1: 'Macro F1',
    voteEce: 'Calibration error, people',
    labelEce: 'Calibration error, labels',
  },
  /** The conventions, as titles of charts. */
  conventions: { people: 'What most people say', labels: 'FER-2013’s labels' },

  confusion: {
    predicted: 'Prediction of the model',
    total: 'All',
    people: {
      label: 'Share of the images that most people call the same, by the class that the model predicted',
      corner: 'Most people',
      /** @param {CellNumbers} number @param {string} label @param {string} prediction */
      cell: ({ count, total, share }, label, prediction) =>
        label === prediction
          ? `Of ${total} images that most people call ${label}, ${count} were classified the same way: ${share}.`
          : `Of ${total} images that most people call ${label}, ${count} were classified as ${prediction}: ${share}.`,
      /**
       * @param {Overall} overall
       * @param {LabelShare} best
       * @param {LabelShare} worst
       * @param {LabelShare} confusedWith the worst label's largest error
       */
      caption: ({ share, images }, best, worst, confusedWith) =>
        `Six or more of ten people agree on ${images} of the test images, and the model agrees with them on ${share} ` +
        `of these. A perfect model would fill only the diagonal. This one recognizes ${best[1]} of the ${best[0]} ` +
        `faces, but only ${worst[1]} of the ${worst[0]} ones: it classifies ${confusedWith[1]} of those as ` +
        `${confusedWith[0]}.`,
    },
    labels: {
      label: 'Share of the images of each label, by the class that the model predicted',
      corner: 'Label',
      /** @param {CellNumbers} number @param {string} label @param {string} prediction */
      cell: ({ count, total, share }, label, prediction) =>
        label === prediction
          ? `Of ${total} images labeled ${label}, ${count} were classified correctly: ${share}.`
          : `Of ${total} images labeled ${label}, ${count} were classified as ${prediction}: ${share}.`,
      /**
       * @param {Overall} overall
       * @param {LabelShare} best
       * @param {LabelShare} worst
       * @param {LabelShare} confusedWith the worst label's largest error
       */
      caption: ({ share, images }, best, worst, confusedWith) =>
        `When the model answers by the other convention, it gives ${share} of all ${images} test images their label: ` +
        `${best[1]} of those labeled ${best[0]}, but only ${worst[1]} of those labeled ${worst[0]}, of which it ` +
        `classifies ${confusedWith[1]} as ${confusedWith[0]}.`,
    },
  },

  sensitivity: {
    label: 'Agreement with people, recognized neutral faces and label accuracy by sensitivity',
    /** @param {string} sensitivity */
    at: (sensitivity) => `Sensitivity ${sensitivity}`,
    /** @param {Trade} people at a sensitivity of 0 @param {Trade} labels at 1 */
    caption: (people, labels) =>
      `At 0, the default, the model agrees with most people on ${people.agreement} of the images that they agree on, ` +
      `and recognizes ${people.neutralRecall} of the neutral faces; it gives ${people.accuracy} of all images ` +
      `FER-2013’s label. At 1 it gives ${labels.accuracy} of them this label, but agrees with people on ` +
      `${labels.agreement} only, and recognizes ${labels.neutralRecall} of the neutral faces.`,
  },

  measures: { precision: 'Precision', recall: 'Recall', f1: 'F1' },
  classes: {
    /** @param {string} convention */
    label: (convention) => `Precision, recall and F1 of each of the seven expressions: ${convention}`,
    /** @param {string} count */
    images: (count) => `${count} images`,
    /**
     * @param {[string, string]} best label and F1
     * @param {[string, string]} worst
     * @param {string} rare
     * @param {{ test: string, all: string, total: string }} counts of the rare label's images
     */
    caption: (best, worst, rare, { test, all, total }) =>
      `By what most people say, it is most reliable for ${best[0]} (F1 ${best[1]}) and least reliable for ` +
      `${worst[0]} (${worst[1]}). They call only ${test} of these images ${rare}, and ${all} of all ${total} in the ` +
      'data are labeled so: these bars are based on few faces, and there were few to learn from.',
  },

  reliability: {
    model: 'The model',
    perfect: 'Perfect calibration',
    score: 'Highest score',
    people: {
      label: 'Share of people who say the same as the model, by its highest score',
      accuracy: 'People who say the same',
      /** @param {string} count @param {string} score @param {string} accuracy */
      bin: (count, score, accuracy) => `${count} images\nmean score ${score}\npeople who say the same ${accuracy}`,
    },
    labels: {
      label: 'Share of images whose label the model predicts, by its highest score',
      accuracy: 'Label accuracy',
      /** @param {string} count @param {string} score @param {string} accuracy */
      bin: (count, score, accuracy) => `${count} images\nmean score ${score}\nlabel accuracy ${accuracy}`,
    },
    /** @param {string} votes calibration error against the votes @param {string} labels against the labels */
    caption: (votes, labels) =>
      `The dots are close to the dashed line: on average, a score differs by ${votes} from the share of people who ` +
      `say the same and, by the other convention, by ${labels} from the label accuracy. Above the line the model is ` +
      'underconfident, below it overconfident.',
  },

  curves: {
    agreement: 'Agreement with people',
    agreementLabel: 'Agreement with people by epoch of the training',
    accuracy: 'Label accuracy',
    label: 'Label accuracy by epoch of the training',
    loss: 'Loss',
    lossLabel: 'Loss on the training images by epoch of the training',
    training: 'Training images',
    test: 'PublicTest',
    aligned: 'PublicTest, detected and aligned',
    people: 'Photographs of other people',
    /** @param {string} epoch */
    epoch: (epoch) => `Epoch ${epoch}`,
    /** Names a curve of a chart. @param {string} chart @param {string} curve */
    of: (chart, curve) => `${chart}: ${curve}`,
    /**
     * @param {{ chosen: string, all: string }} epochs
     * @param {string} agreement on PublicTest
     * @param {string} accuracy on PublicTest
     * @param {string} people accuracy on the photographs
     */
    caption: ({ chosen, all }, agreement, accuracy, people) =>
      `Epoch ${chosen} of ${all} was chosen (the dotted line). On PublicTest it agrees with people on ${agreement} ` +
      `of the images that six or more of ten agree on, and with the labels on ${accuracy} of all images; on the ` +
      `photographs of other people it is right for ${people}.`,
  },

  robustness: {
    detected: 'Faces detected',
    accuracyOfDetected: 'Accuracy on detected faces',
    accuracyOfCrops: 'Accuracy on the original crops of these faces',
    accuracyOfAll: 'Accuracy on all faces',
    height: 'Face height in pixels',
    /** @param {string} pixels */
    inputSize: (pixels) => `Detector input: ${pixels} pixels`,
    /** @param {string} pixels */
    heightsLabel: (pixels) => `Detection rate and accuracy by face height, at a detector input of ${pixels} pixels`,
    /** @param {string} height */
    pixels: (height) => `${height} pixels high`,
    /** @param {string} height @param {string} inputSize */
    heightAt: (height, inputSize) => `${height} pixels high, detector input ${inputSize}`,
    /**
     * @param {string} height
     * @param {string[][]} detected input size and share
     * @param {string} large share of the largest faces
     */
    heightsCaption: (height, detected, large) =>
      `Small faces are missed rather than misclassified. At a height of ${height} pixels, ` +
      `${detected.map(([size, share]) => `${share} are detected at a detector input of ${size}`).join(', ')}; ` +
      `at the largest height, ${large} even at the smallest input. Once a face is detected, the accuracy is ` +
      'about the same at every size.',
    /** By the group's name in the file. @type {Record<string, string>} */
    groups: { rotated: 'Tilted', blurred: 'Blurred', noisy: 'Noisy', JPEG: 'Compressed', light: 'Lighting' },
    /**
     * By the condition's name in the file, or its group's.
     * @type {Record<string, string | ((number: string) => string)>}
     */
    conditions: {
      rotated: (degrees) => `by ${degrees.replace('-', '−')}°`,
      '0°': 'upright',
      blurred: (pixels) => `over ${pixels} pixels`,
      noisy: (levels) => `by ${levels} of 255 gray levels`,
      JPEG: (quality) => `JPEG, quality ${quality}`,
      light: (gamma) => `gamma ${gamma}`,
      'half dark': 'half of the face dark',
      'a quarter': 'a quarter of the light',
    },
    /** @param {string} group */
    distortionLabel: (group) => `Detection rate and accuracy: ${group}`,
    /** @param {string} group @param {string} condition @param {string} share */
    distortionsCaption: (group, condition, share) =>
      'The accuracy on detected faces stays about the same until the distortion is strong. It is lowest for ' +
      `“${group}: ${condition}”, at ${share}. Where the gray dot is far to the left, many faces were not ` +
      'detected at all.',
  },

  comparison: {
    names: {
      emosense: 'EmoSense',
      tuned: 'The paper’s CNN, tuned here',
      paper: 'The paper’s CNN',
      resnet5: 'The paper’s ResNet-5',
      happySad: 'The paper’s CNN, trained on these two only',
      split: 'The paper’s CNN, 70/30 split',
      /** @param {string} number */
      fold: (number) => `The paper’s CNN, fold ${number}`,
    },
    paperModels: 'The paper’s models, trained here',
    agreement: 'What most people say, PrivateTest',
    official: 'FER-2013’s labels, PrivateTest',
    happySad: 'Happy or sad by label, PrivateTest',
    splits: 'FER-2013’s labels, the paper’s splits',
    /** @param {string} title */
    label: (title) => `Accuracy of each model: ${title}`,
    /** @param {Shares} emosense @param {Shares} paper @param {string} meanOfFolds */
    caption: (emosense, paper, meanOfFolds) =>
      `EmoSense agrees with most people on ${emosense.people} of the images, the paper’s CNN on ${paper.people}. By ` +
      `the labels, EmoSense reaches an accuracy of ${emosense.labels} on the official test, that CNN ` +
      `${paper.labels}, and ${meanOfFolds} on average on the paper’s own five folds. The scales do not start at ` +
      'zero, so look at the numbers too.',
  },

  frameworks: {
    label: 'Accuracy by epoch, with TensorFlow and with PyTorch',
    lossLabel: 'Loss by epoch, with TensorFlow and with PyTorch',
    /** @param {string} framework */
    train: (framework) => `${framework}, training images`,
    /** @param {string} framework */
    test: (framework) => `${framework}, PublicTest`,
    /** @param {Accuracies} tensorflow @param {Accuracies} torch @param {string} epochs */
    caption: (tensorflow, torch, epochs) =>
      `The dashed lines almost coincide with the solid ones. After ${epochs} epochs TensorFlow reaches ` +
      `${tensorflow.train} on the training images and ${tensorflow.test} on PublicTest, PyTorch ${torch.train} ` +
      `and ${torch.test}.`,
  },

  selfCheck: {
    running: 'Checking both engines…',
    passed: 'Both engines compute the published scores on this device. What differs is rounding.',
    differs:
      'On this device, the scores differ from the published ones by more than rounding. Please report this, with your ' +
      'browser and device.',
    building: 'The module with tract is still being built. Try again in a few minutes.',
    /** @param {string} reason a sentence */
    failed: (reason) => `The check could not be completed. ${reason}`,
    engine: 'Engine',
    build: 'Build',
    difference: 'Largest difference of a score',
    time: 'Time per face',
    engines: { 'built-in': 'EmoSense', tract: 'tract' },
    /** @param {string} engine */
    inUse: (engine) => `${engine} (in use)`,
    builds: { builtIn: 'SIMD', relaxed: 'relaxed SIMD', custom: 'for custom models' },
  },

  /** @param {string} date @param {string} torch version of PyTorch @param {string} seed @param {string} hash */
  trained: (date, torch, seed, hash) =>
    `Trained with PyTorch ${torch}, seed ${seed}; exported on ${date}. The file’s SHA-256 begins with ${hash}.`,
};
