/** What is said of a program that loads a `.env` file: those of developers hold secrets. */
export const LOADS_ENV_FILE =
  'it loads a .env file, which never goes into an image: pass it with docker run --env-file .env';

/** …of one that stops without the file, wherever its variables come from. */
export const EMPTY_ENV_FILE =
  'it stops without a .env file, and yours never goes into an image: there it has an empty one; pass the variables with docker run --env-file .env';
