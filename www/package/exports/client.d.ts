/** What `import … from 'emosense'` gives: the client, and every type of its options and results. */
export * from '../client/client.js';
export type {
  Bounds,
  Color,
  Layout,
  ModelInput,
  ModelOutput,
  Normalization,
  OccludedScores,
  OutputKind,
  PerChannel,
  Point,
} from '../client/pkg/emosense.js';
