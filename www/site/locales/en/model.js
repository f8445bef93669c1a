/** The texts of the page about the model in English, without those that stand in its HTML. */

/** @typedef {typeof strings} ModelStrings */
/** A share of the images, and of which label. @typedef {[label: string, share: string]} LabelShare */
/** @typedef {{ train: string, test: string }} Accuracies */

export const strings = {
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
    flip: 'Accuracy with mirrored second look',
    epoch: 'Epoch',
    condition: 'Condition',
    model: 'Model',
    macroF1: 'Macro F1',
    ece: 'Calibration error',
  },

  confusion: {
    label: 'Share of the images of each label, by the class that the model predicted',
    corner: 'Label',
    predicted: 'Prediction of the model',
    total: 'All',
    /**
     * @param {{ count: string, total: string, share: string }} number
     * @param {string} label
     * @param {string} prediction
     */
    cell: ({ count, total, share }, label, prediction) =>
      label === prediction
        ? `Of ${total} images labeled ${label}, ${count} were classified correctly: ${share}.`
        : `Of ${total} images labeled ${label}, ${count} were classified as ${prediction}: ${share}.`,
    /**
     * @param {LabelShare} best
     * @param {LabelShare} worst
     * @param {LabelShare} confusedWith the worst label's largest error
     */
    caption: (best, worst, confusedWith) =>
      `A perfect model would fill only the diagonal. This one recognizes ${best[1]} of the ${best[0]} faces, ` +
      `but only ${worst[1]} of the ${worst[0]} ones: it classifies ${confusedWith[1]} of those as ` +
      `${confusedWith[0]}.`,
  },

  measures: { precision: 'Precision', recall: 'Recall', f1: 'F1' },
  classes: {
    label: 'Precision, recall and F1 of each of the seven expressions',
    /** @param {string} count */
    images: (count) => `${count} images`,
    /**
     * @param {[string, string]} best label and F1
     * @param {[string, string]} worst
     * @param {string} rare
     * @param {{ test: string, all: string, total: string }} counts of the rare label's images
     */
    caption: (best, worst, rare, { test, all, total }) =>
      `It is most reliable for ${best[0]} (F1 ${best[1]}) and least reliable for ${worst[0]} (${worst[1]}). ` +
      `Only ${test} of these images are labeled ${rare}, and ${all} of all ${total} in the data: these bars ` +
      'are based on few faces, and there were few to learn from.',
  },

  reliability: {
    label: 'Accuracy of the model by its highest score',
    model: 'The model',
    perfect: 'Perfect calibration',
    score: 'Highest score',
    /** @param {string} count @param {string} score @param {string} accuracy */
    bin: (count, score, accuracy) => `${count} images\nmean score ${score}\naccuracy ${accuracy}`,
    /** @param {string} error */
    caption: (error) =>
      `The dots are close to the dashed line: on average, a score differs from the accuracy by ${error}. Above ` +
      'the line the model is underconfident, below it overconfident.',
  },

  curves: {
    accuracy: 'Accuracy',
    loss: 'Loss',
    label: 'Accuracy by epoch of the training',
    lossLabel: 'Loss on the training images by epoch of the training',
    training: 'Training images',
    test: 'PublicTest',
    aligned: 'PublicTest, detected and aligned',
    /** @param {string} epoch */
    epoch: (epoch) => `Epoch ${epoch}`,
    /** @param {string} chosen @param {string} epochs @param {string} test @param {string} train */
    caption: (chosen, epochs, test, train) =>
      `Epoch ${chosen} of ${epochs} was chosen (the dotted line), with an accuracy of ${test} on PublicTest. ` +
      `On the training images it is ${train}: the difference is what the model does not transfer to new faces.`,
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
    official: 'Seven expressions, PrivateTest',
    happySad: 'Happy or sad, PrivateTest',
    splits: 'Seven expressions, the paper’s splits',
    /** @param {string} title */
    label: (title) => `Accuracy of each model: ${title}`,
    /** @param {string} emosense @param {string} paper @param {string} meanOfFolds */
    caption: (emosense, paper, meanOfFolds) =>
      `On the official test EmoSense reaches an accuracy of ${emosense}, the paper’s CNN ${paper}. On the ` +
      `paper’s own five folds that CNN reaches ${meanOfFolds} on average. The scales do not start at zero, so ` +
      'look at the numbers too.',
  },

  frameworks: {
    label: 'Accuracy by epoch, with TensorFlow and with PyTorch',
    lossLabel: 'Loss by epoch, with TensorFlow and with PyTorch',
    /** @param {string} framework */
    train: (framework) => `${framework}, training images`,
    /** @param {string} framework */
    test: (framework) => `${framework}, PublicTest`,
    /** @param {string} curve */
    lossOf: (curve) => `Loss: ${curve}`,
    /** @param {Accuracies} tensorflow @param {Accuracies} torch @param {string} epochs */
    caption: (tensorflow, torch, epochs) =>
      `The dashed lines almost coincide with the solid ones. After ${epochs} epochs TensorFlow reaches ` +
      `${tensorflow.train} on the training images and ${tensorflow.test} on PublicTest, PyTorch ${torch.train} ` +
      `and ${torch.test}.`,
  },

  /** @param {string} date @param {string} torch version of PyTorch @param {string} seed @param {string} hash */
  trained: (date, torch, seed, hash) =>
    `Trained with PyTorch ${torch}, seed ${seed}; exported on ${date}. The file’s SHA-256 begins with ${hash}.`,
};
