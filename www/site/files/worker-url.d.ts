// A module that Vite bundles as a worker; what is imported is the URL of its file.
declare module '*?worker&url' {
  const url: string;
  export default url;
}
