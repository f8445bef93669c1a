/** Written by the build: the URL of the folder with the module for custom models, relative to the pages. */
declare var CUSTOM_MODELS_URL: string;
