import type { UserError } from '../../../errors.js';
import type { App } from '../app/app.js';
import type { Pages } from '../app/pages.js';
import type { Manifest } from '../read/manifest.js';
import type { Foundation } from '../version/foundation.js';

/** What is known of an app of npm when it has been found. */
export type NpmFacts =
  /** A package; `app` is absent where only a given start makes a program of it. */
  | { kind: 'package'; foundation: Foundation; app: App | undefined }
  /** A package that nothing can be planned for, whatever is chosen: the reason is told when it is. */
  | { kind: 'refused'; manifest: Manifest; error: UserError }
  /** A file that Node runs as it is, without any package.json. */
  | { kind: 'file'; file: string }
  /** Pages that nothing builds. */
  | { kind: 'pages'; pages: Pages };
