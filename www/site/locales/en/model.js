/** What the page about the model says beside its fixed texts: captions, axes, names of networks and disturbances. */

export const strings = {
  numbers: 'The numbers',
  /** @param {string} heading */
  numbersOf: (heading) => `${heading}: the numbers`,
  /** @param {string} file */
  from: (file) => `From ${file}.`,
  columns: {
    expression: 'Expression',
    pictures: 'Pictures',
    score: 'Mean score',
    right: 'Right',
    epoch: 'Epoch',
    condition: 'Condition',
    network: 'Network',
    accuracy: 'Right',
    flip: 'Right, with the mirror image',
    macroF1: 'Macro F1',
    ece: 'Calibration error',
  },

  confusion: {
    label: 'Share of each label’s pictures, by what the network called them',
    corner: 'Labelled as',
    called: 'The network called them',
    total: 'All',
    /** @param {{ count: string, of: string, share: string }} number @param {string} label @param {string} called */
    cell: ({ count, of, share }, label, called) =>
      label === called
        ? `Of ${of} pictures labeled ${label}, the network called ${count} ${called} too: ${share}.`
        : `Of ${of} pictures labeled ${label}, the network called ${count} ${called}: ${share}.`,
    /** @param {[string, string]} best @param {[string, string]} least @param {[string, string]} instead what the least is taken for */
    caption: (best, least, instead) =>
      `A perfect network would fill the diagonal and nothing else. This one finds ${best[1]} of the ${best[0]} faces, but only ${least[1]} of the ${least[0]} ones: it calls ${instead[1]} of those ${instead[0]}.`,
  },

  measures: { precision: 'Precision', recall: 'Recall', f1: 'F1' },
  classes: {
    label: 'Precision, recall and F1 of each of the seven expressions',
    /** @param {string} count */
    pictures: (count) => `${count} pictures`,
    /** @param {[string, string]} best @param {[string, string]} least @param {string} rare @param {{ test: string, all: string, of: string }} pictures */
    caption: (best, least, rare, { test, all, of }) =>
      `It is surest of ${best[0]} (F1 ${best[1]}) and least sure of ${least[0]} (${least[1]}). Only ${test} of these pictures are labeled ${rare}, and ${all} of all ${of} in the data: its bars rest on few faces, and it had few to learn from.`,
  },

  reliability: {
    label: 'How often the network is right against its highest score',
    network: 'The network',
    perfect: 'Scores that mean just what they say',
    score: 'Highest score',
    /** @param {string} count @param {string} score @param {string} right */
    bin: (count, score, right) => `${count} pictures\nmean score ${score}\nright ${right}`,
    /** @param {string} error */
    caption: (error) =>
      `The dots lie close to the dashed line: a score and how often it is right differ by ${error} on average. Above the line the network is more modest than it need be, below it too sure of itself.`,
  },

  curves: {
    accuracy: 'Share that is right',
    loss: 'Loss',
    label: 'Share of pictures that are right, by epoch of the training',
    lossLabel: 'Loss on the pictures that it learned from, by epoch of the training',
    train: 'Pictures it learned from',
    test: 'PublicTest',
    aligned: 'PublicTest, found and cut',
    /** @param {string} epoch */
    epoch: (epoch) => `Epoch ${epoch}`,
    /** @param {string} chosen @param {string} epochs @param {string} test @param {string} train */
    caption: (chosen, epochs, test, train) =>
      `Epoch ${chosen} of ${epochs} was chosen (the dotted line), with ${test} of PublicTest right. Of the pictures it learned from, ${train} are: the distance is what it does not carry over to new faces.`,
  },

  robustness: {
    found: 'Faces found',
    rightOfFound: 'Right, of those found',
    rightBare: 'The same pictures, given directly',
    rightOfAll: 'Right, of all',
    height: 'Face height in pixels',
    /** @param {string} side */
    searchedAt: (side) => `Searched at ${side} pixels`,
    /** @param {string} side */
    heightsLabel: (side) => `Shares of faces found and right by the face’s height, searched at ${side} pixels`,
    /** @param {string} height */
    pixels: (height) => `${height} pixels high`,
    /** @param {string} height @param {string} side */
    heightAt: (height, side) => `${height} pixels high, searched at ${side}`,
    /** @param {string} height @param {string[][]} found side and share @param {string} large */
    heightsCaption: (height, found, large) =>
      `Small faces are missed rather than misread: at ${height} pixels, ${found.map(([side, share]) => `${share} are found when searched at ${side}`).join(', ')}; at the largest size, ${large} even by the quicker search. Once found, a face is recognized about as well at every size.`,
    /** By the group's name in the file. @type {Record<string, string>} */
    groups: { turned: 'Tilted', blurred: 'Blurred', noisy: 'Noisy', JPEG: 'Compressed', light: 'Lit' },
    /** By the condition's name in the file, or its group's. @type {Record<string, string | ((number: string) => string)>} */
    conditions: {
      turned: (degrees) => `by ${degrees.replace('-', '−')}°`,
      '0°': 'upright',
      blurred: (pixels) => `over ${pixels} pixels`,
      noisy: (levels) => `by ${levels} of 255 gray levels`,
      JPEG: (quality) => `JPEG, quality ${quality}`,
      light: (gamma) => `gamma ${gamma}`,
      'half dark': 'half of the face dark',
      'a quarter': 'a quarter of the light',
    },
    /** @param {string} group */
    disturbanceLabel: (group) => `Shares of faces found and right: ${group}`,
    /** @param {string} group @param {string} condition @param {string} share */
    disturbancesCaption: (group, condition, share) =>
      `Of the faces found, about as many are right until the disturbance is strong. The worst is “${group.toLowerCase()} ${condition}”, with ${share} right of those found. Where the gray dot lies far to the left, many faces were not found at all.`,
  },

  networks: {
    names: {
      own: 'EmoSense',
      tuned: 'The paper’s CNN, tuned here',
      paper: 'The paper’s CNN',
      resnet5: 'The paper’s ResNet-5',
      pair: 'The paper’s CNN, taught only these two',
      split: 'The paper’s CNN, 70/30',
      /** @param {string} number */
      fold: (number) => `The paper’s CNN, fold ${number}`,
    },
    papers: 'The paper’s networks, trained here',
    official: 'Seven expressions, PrivateTest',
    pair: 'Happy or sad, PrivateTest',
    splits: 'Seven expressions, the paper’s splits',
    /** @param {string} title */
    label: (title) => `Share of pictures that each network gets right: ${title}`,
    /** @param {string} own @param {string} paper @param {string} mean */
    caption: (own, paper, mean) =>
      `On the official test EmoSense is right about ${own} of the pictures, the paper’s CNN about ${paper}. On the paper’s own five folds that CNN comes to ${mean} on average. The scales do not begin at nought: look at the numbers, too.`,
  },

  frameworks: {
    label: 'Share of pictures that are right by epoch, under TensorFlow and under PyTorch',
    lossLabel: 'Loss by epoch, under TensorFlow and under PyTorch',
    /** @param {string} framework */
    train: (framework) => `${framework}, pictures it learned from`,
    /** @param {string} framework */
    test: (framework) => `${framework}, PublicTest`,
    /** @param {string} curve */
    lossOf: (curve) => `Loss: ${curve}`,
    /** @param {{ train: string, test: string }} tensorflow @param {{ train: string, test: string }} torch @param {string} epochs */
    caption: (tensorflow, torch, epochs) =>
      `The dashed lines all but lie on the whole ones. After ${epochs} epochs TensorFlow has ${tensorflow.train} right of the pictures it learned from and ${tensorflow.test} of PublicTest, PyTorch ${torch.train} and ${torch.test}.`,
  },

  /** @param {string} date @param {string} torch @param {string} seed @param {string} hash */
  trained: (date, torch, seed, hash) =>
    `Trained with PyTorch ${torch}, seed ${seed}; exported on ${date}. The file’s SHA-256 begins with ${hash}.`,
};
