// A module that www/build/new-module.mjs turns into a function, which returns a new instance of it at each call.
declare module '*emosense.js?new' {
  export default function create(): typeof import('../../package/client/pkg/emosense.js');
}
