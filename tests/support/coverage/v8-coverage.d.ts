// The types of @bcoe/v8-coverage that the collector uses; the package has none.
declare module '@bcoe/v8-coverage' {
  export interface ScriptCov {
    scriptId: string;
    url: string;
    functions: object[];
  }
  export function mergeScriptCovs(scripts: ScriptCov[]): ScriptCov | undefined;
}
