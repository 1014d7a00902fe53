/**
 * Stands in the bundle for what yeoman-environment needs only to find, install and run generators
 * of other people: fly-import with npm's arborist, execa, globby. Most of its start-up time is there.
 * For its command line and templates (commander, ejs, tinyglobby), which nothing here calls, and for the
 * source maps of Handlebars, which it does without.
 * And for inquirer's external editor, whose character tables are half a megabyte: no question opens one.
 */
const unused = (): never => {
  throw new Error('create-dockerfile has no use for this part of Yeoman or inquirer');
};

export default unused;
export const edit = unused;
export const editAsync = unused;
export const execa = unused;
export const execaSync = unused;
export const flyImport = unused;
export const glob = unused;
export const globbySync = unused;
export const globSync = unused;
export const isDynamicPattern = unused;
export const whichPackageManager = unused;

export class Command {}

export class FlyRepository {}

export class Option {}
