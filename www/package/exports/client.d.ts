/** What `import … from 'emosense'` gives: the client, and every type of its options and results. */
export * from '../client/client.js';
export type {
  Color,
  Layout,
  ModelInput,
  ModelOutput,
  Normalization,
  OutputKind,
  PerChannel,
} from '../client/pkg/emosense.js';
