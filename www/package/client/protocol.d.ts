/** The requests to the recognizer's worker, their results, and the events that it sends. */
import type { Emotion, Explanation, Face, Landmarks, ModelConfig, Scores } from './pkg/emosense.js';

/** The bytes of an ONNX file, and how to use it. */
export interface CustomModel {
  onnx: Uint8Array;
  config: ModelConfig;
}

/** An engine that runs the built-in models; only the module for custom models has 'tract'. */
export type Engine = 'built-in' | 'tract';

/** The settings of a recognizer; the recognizer's own default holds for each that is undefined. */
export interface Settings {
  emotions?: Emotion[];
  smoothingMs?: number;
  sensitivity?: number;
  maxFaces?: number;
  detectorInputSize?: number;
}

/** A download, in bytes; `total` is 0 if the server does not send the size. */
export interface Progress {
  loaded: number;
  total: number;
}

/** The faces of a frame. */
export interface Result {
  /** By descending confidence. */
  faces: Face[];
  /** The size of the frame, in pixels. */
  width: number;
  height: number;
  /** The time that the recognizer took for the frame, in milliseconds. */
  classifyMs: number;
  /** The frame's time, in milliseconds: the option `atMs`, or else `performance.now()` when the frame was copied. */
  atMs: number;
  /** The decoded image, if the source was a file. */
  image?: ImageBitmap;
}

/** An image, or the file of one; an ImageBitmap is transferred. */
export type WorkerFrame = ImageBitmap | Blob;

/** A worker holds several recognizers, each with settings, a model and tracks of its own; `recognizer` is its ID. */
export type RecognizerProtocol = {
  /** Loads the module; the first request. */
  load: {
    request: {
      /** The module as an earlier worker compiled it, its bytes, or its URL. */
      wasm: WebAssembly.Module | BufferSource | string;
    };
    result: {
      /** The compiled module, for the next worker. */
      module: WebAssembly.Module;
    };
  };
  /** Creates a recognizer. */
  create: {
    request: {
      engine: Engine | undefined;
      /** null for the built-in model. */
      model: CustomModel | null;
      settings: Settings;
    };
    result: {
      recognizer: number;
      /** The emotions among which scores are shared. */
      emotions: Emotion[];
    };
  };
  classify: {
    request: {
      recognizer: number;
      frame: WorkerFrame;
      /** Whether the frame is a single image, not one of a video. */
      still: boolean;
      /** The frame's time in its video, in milliseconds. */
      atMs: number;
    };
    result: Result;
  };
  explain: {
    request: { recognizer: number; frame: WorkerFrame; landmarks: Landmarks };
    result: Explanation;
  };
  /** Returns reference crops; only a worker with the module for custom models has them. */
  reference: {
    request: { recognizer: number };
    result: {
      /** Gray values, row by row. */
      crops: Uint8ClampedArray[];
      /** Their published scores. */
      scores: Scores[];
    };
  };
  /** Classifies crops, several times over. */
  classifyCrops: {
    request: { recognizer: number; crops: Uint8ClampedArray[] };
    result: {
      scores: Scores[];
      /** The mean time for a crop, in milliseconds. */
      msPerCrop: number;
    };
  };
  /** Frees the memory of a recognizer. */
  free: {
    request: { recognizer: number };
    result: null;
  };
};

/** `ready` is the first message of the worker; `progress` reports the module's download. */
export type RecognizerEvent = { type: 'ready' } | ({ type: 'progress' } & Progress);
