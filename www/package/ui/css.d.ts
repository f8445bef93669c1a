/** A style sheet's text, as Vite and the scripts in www/build import it. */
declare module '*.css?raw' {
  const text: string;
  export default text;
}
