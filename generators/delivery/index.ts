export { composeFile, composeFileOf } from './compose.js';
export { withFiles } from './foreseen.js';
